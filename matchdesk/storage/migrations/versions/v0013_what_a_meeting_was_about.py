"""Say with the outcome of a meeting what they would work on together: cases are told by topic.

Revision: 0013, after 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; nobody has said yet."""
    op.add_column(
        "outcome", sa.Column("topic", sa.String(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("outcome", "topic")
