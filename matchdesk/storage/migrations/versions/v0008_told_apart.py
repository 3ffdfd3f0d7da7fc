"""Keep which entries look alike and are not the same.

Revision: 0008, after 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "told_apart",
        sa.Column("first_key", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("second_key", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_apart")),
        sa.UniqueConstraint("first_key", "second_key", name=op.f("uq_told_apart_first_key")),
    )


def downgrade() -> None:
    """Take this step back."""
    op.drop_table("told_apart")
