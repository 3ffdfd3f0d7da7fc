"""Keep how many meetings somebody takes without a break, and how many slots they want free.

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column("participant", sa.Column("most_in_a_row", sa.Integer(), nullable=True))
    op.add_column("participant", sa.Column("free_slots", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("participant", "free_slots")
    op.drop_column("participant", "most_in_a_row")
