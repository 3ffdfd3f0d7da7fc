"""Keep what a printed agenda said, so that the next one can say what changed.

Revision: 0009, after 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; of paper printed before nothing is known but its fingerprint."""
    op.add_column("agenda", sa.Column("content", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("agenda", "content")
