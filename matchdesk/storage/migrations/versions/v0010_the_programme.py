"""Plenaries and receptions beside breaks, and where they take place.

Revision: 0010, after 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; what was entered before is a break."""
    op.add_column(
        "break", sa.Column("kind", sa.String(length=40), nullable=False, server_default="break")
    )
    op.add_column("break", sa.Column("place", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("break", "place")
    op.drop_column("break", "kind")
