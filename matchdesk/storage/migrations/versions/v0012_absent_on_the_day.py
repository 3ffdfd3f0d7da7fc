"""Say of a slot somebody misses that they are late, leave early or do not come.

Revision: 0012, after 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; what was entered before was known before."""
    op.add_column("unavailability", sa.Column("cause", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("unavailability", "cause")
