"""Find a desk's last answers and the last print runs without reading whole tables.

Revision: 0002, after 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_index("ix_check_in_recent", "check_in", ["desk", "scanned_at"])
    op.create_index("ix_print_record_run", "print_record", ["kind", "at"])


def downgrade() -> None:
    """Take this step back."""
    op.drop_index("ix_print_record_run", "print_record")
    op.drop_index("ix_check_in_recent", "check_in")
