"""Keep agreements in full, how satisfied the sides are, testimonials and achievements.

Revision: 0005, after 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NEW = ("story", "agreement_document", "stored_file", "agreement_step", "agreement_meeting")
_EMPTY = sa.text("''")
_NONE = sa.text("'[]'")


def upgrade() -> None:
    """Apply this step."""
    op.add_column("outcome", sa.Column("score", sa.Integer(), nullable=True))
    op.add_column(
        "agreement_party", sa.Column("job_title", sa.String(), nullable=False, server_default="")
    )
    _widen_agreements()
    _add_meetings()
    _add_steps()
    _add_documents()
    _add_stories()


def downgrade() -> None:
    """Take this step back."""
    for table in _NEW:
        op.drop_table(table)
    for column in (
        *("owner", "next_step", "sme_count", "currency"),
        *("expected_value", "target_countries", "sectors"),
    ):
        op.drop_column("agreement", column)
    op.drop_column("agreement_party", "job_title")
    op.drop_column("outcome", "score")


def _widen_agreements() -> None:
    for column in (
        sa.Column("sectors", sa.JSON(), nullable=False, server_default=_NONE),
        sa.Column("target_countries", sa.JSON(), nullable=False, server_default=_NONE),
        sa.Column("expected_value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False, server_default=_EMPTY),
        sa.Column("sme_count", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=False, server_default=_EMPTY),
        sa.Column("owner", sa.String(), nullable=False, server_default=_EMPTY),
    ):
        op.add_column("agreement", column)


def _record(*columns: sa.Column[object]) -> tuple[sa.Column[object], ...]:
    """The columns that every record has, after its own."""
    key: sa.Column[object] = sa.Column("id", sa.Uuid(as_uuid=False), nullable=False)
    version: sa.Column[object] = sa.Column("version", sa.Integer(), nullable=False)
    return (*columns, key, version)


def _key(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(as_uuid=False), nullable=nullable)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _add_meetings() -> None:
    table = "agreement_meeting"
    op.create_table(
        table,
        *_record(_key("agreement_id"), _key("meeting_id")),
        _reference(table, "agreement_id", "agreement.id"),
        _reference(table, "meeting_id", "meeting.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("agreement_id", "meeting_id", name=op.f(f"uq_{table}_agreement_id")),
    )
    for column in ("agreement_id", "meeting_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _add_steps() -> None:
    table = "agreement_step"
    op.create_table(
        table,
        *_record(
            _key("agreement_id"),
            sa.Column("status", sa.String(length=40), nullable=False),
            sa.Column("reached_on", sa.Date(), nullable=False),
            sa.Column("note", sa.String(), nullable=False),
        ),
        _reference(table, "agreement_id", "agreement.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "agreement_id", "status", "reached_on", name=op.f(f"uq_{table}_agreement_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_agreement_id"), table, ["agreement_id"])


def _add_documents() -> None:
    op.create_table(
        "stored_file",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_stored_file")),
    )
    table = "agreement_document"
    op.create_table(
        table,
        *_record(
            _key("agreement_id"),
            sa.Column("name", sa.String(), nullable=False),
            sa.Column("digest", sa.String(length=64), nullable=False),
            sa.Column("size", sa.Integer(), nullable=False),
        ),
        _reference(table, "agreement_id", "agreement.id"),
        _reference(table, "digest", "stored_file.digest"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("agreement_id", "digest", name=op.f(f"uq_{table}_agreement_id")),
    )
    op.create_index(op.f(f"ix_{table}_agreement_id"), table, ["agreement_id"])


def _add_stories() -> None:
    table = "story"
    op.create_table(
        table,
        *_record(
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("kind", sa.String(length=40), nullable=False),
            sa.Column("text", sa.String(), nullable=False),
            sa.Column("told_on", sa.Date(), nullable=False),
            _key("participant_id", nullable=True),
            _key("organisation_id", nullable=True),
            _key("agreement_id", nullable=True),
            sa.Column("consent", sa.Boolean(), nullable=True),
            sa.Column("consent_on", sa.Date(), nullable=True),
            sa.Column("consent_how", sa.String(), nullable=False),
        ),
        _reference(table, "participant_id", "participant.id"),
        _reference(table, "organisation_id", "organisation.id"),
        _reference(table, "agreement_id", "agreement.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
    )
    for column in ("participant_id", "organisation_id", "agreement_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
