"""Keep on which printer something went out, and on how many pages.

Revision: 0011, after 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; of paper printed before neither is known."""
    op.add_column(
        "print_record", sa.Column("printer", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "print_record", sa.Column("pages", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("print_record", "pages")
    op.drop_column("print_record", "printer")
