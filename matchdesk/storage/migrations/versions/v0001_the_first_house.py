"""The first house.

Revision: 0001, after None
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "break",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break")),
    )
    op.create_table(
        "change_set",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("command_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("intent", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change_set")),
        sa.UniqueConstraint("command_id", name=op.f("uq_change_set_command_id")),
    )
    with op.batch_alter_table("change_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_set_desk"), ["desk"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_set_reverts"), ["reverts"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint("name", name=op.f("uq_delegation_name")),
    )
    op.create_table(
        "desk",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
        sa.UniqueConstraint("name", name=op.f("uq_desk_name")),
    )
    op.create_table(
        "event",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("gap_minutes", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_table(
        "grid",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("bound", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid")),
    )
    op.create_table(
        "operator",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
        sa.UniqueConstraint("name", name=op.f("uq_operator_name")),
    )
    op.create_table(
        "organisation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("target_countries", sa.JSON(), nullable=False),
        sa.Column("sme_count", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_name_key"), ["name_key"], unique=False)

    op.create_table(
        "partnership",
        sa.Column("acronym", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("strand", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("industry_focus", sa.String(), nullable=False),
        sa.Column("target_countries", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
        sa.UniqueConstraint("acronym", name=op.f("uq_partnership_acronym")),
    )
    op.create_table(
        "session",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("day", "starts", name=op.f("uq_session_day")),
    )
    op.create_table(
        "change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("key", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["number"], ["change_set.number"], name=op.f("fk_change_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_number"), ["number"], unique=False)
        batch_op.create_index("ix_change_record", ["entity", "key"], unique=False)

    op.create_table(
        "meeting_table",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("reserved_for_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reserved_for_id"], ["organisation.id"], name=op.f("fk_meeting_table_reserved_for_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_table")),
        sa.UniqueConstraint("number", name=op.f("uq_meeting_table_number")),
    )
    with op.batch_alter_table("meeting_table", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_table_reserved_for_id"), ["reserved_for_id"], unique=False
        )

    op.create_table(
        "participant",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("native_name", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("delegation_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("attention", sa.String(), nullable=False),
        sa.Column("max_meetings", sa.Integer(), nullable=True),
        sa.Column("consent_photo", sa.Boolean(), nullable=True),
        sa.Column("consent_sharing", sa.Boolean(), nullable=True),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_participant_delegation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_participant_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("number", name=op.f("uq_participant_number")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_participant_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_participant_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_name_key"), ["name_key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_participant_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "partnership_member",
        sa.Column("partnership_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("organisation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_partnership_member_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name=op.f("fk_partnership_member_partnership_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership_member")),
        sa.UniqueConstraint(
            "partnership_id", "organisation_id", name=op.f("uq_partnership_member_partnership_id")
        ),
    )
    with op.batch_alter_table("partnership_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partnership_member_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_partnership_member_partnership_id"), ["partnership_id"], unique=False
        )

    op.create_table(
        "slot",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_slot_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_slot_session_id"), ["session_id"], unique=False)

    op.create_table(
        "agenda",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_agenda_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_agenda_participant_id")),
    )
    op.create_table(
        "badge",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_badge_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge")),
        sa.UniqueConstraint("token", name=op.f("uq_badge_token")),
    )
    with op.batch_alter_table("badge", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_badge_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "check_in",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_check_in_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_check_in_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(
            "one_arrival",
            ["participant_id"],
            unique=True,
            sqlite_where=sa.text("outcome = 'admitted' AND undone_at IS NULL"),
            postgresql_where=sa.text("outcome = 'admitted' AND undone_at IS NULL"),
        )

    op.create_table(
        "external_code",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_external_code_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_code")),
    )
    with op.batch_alter_table("external_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_external_code_code"), ["code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_external_code_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "interpreter",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("language_pairs", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_interpreter_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpreter")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_interpreter_participant_id")),
    )
    op.create_table(
        "meeting_request",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("requester_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("requested_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(length=40), nullable=False),
        sa.Column("mutual", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("session_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("slot_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requested_id"], ["participant.id"], name=op.f("fk_meeting_request_requested_id")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["participant.id"], name=op.f("fk_meeting_request_requester_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_meeting_request_session_id")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_meeting_request_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_request")),
        sa.UniqueConstraint("number", name=op.f("uq_meeting_request_number")),
    )
    with op.batch_alter_table("meeting_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_request_requested_id"), ["requested_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_request_requester_id"), ["requester_id"], unique=False
        )

    op.create_table(
        "print_record",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("table_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_print_record_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["meeting_table.id"], name=op.f("fk_print_record_table_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_record")),
    )
    with op.batch_alter_table("print_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_print_record_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_print_record_table_id"), ["table_id"], unique=False)

    op.create_table(
        "profile",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_profile_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_profile_participant_id")),
    )
    op.create_table(
        "recommendation",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("recommended_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_recommendation_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["recommended_id"], ["participant.id"], name=op.f("fk_recommendation_recommended_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recommendation_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recommendation_recommended_id"), ["recommended_id"], unique=False
        )

    op.create_table(
        "session_attendance",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("session_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_session_attendance_participant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_session_attendance_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_attendance")),
        sa.UniqueConstraint(
            "participant_id", "session_id", name=op.f("uq_session_attendance_participant_id")
        ),
    )
    with op.batch_alter_table("session_attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_attendance_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_session_attendance_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "substitution",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("substitute_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_substitution_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["participant.id"], name=op.f("fk_substitution_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    with op.batch_alter_table("substitution", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_substitution_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_substitution_substitute_id"), ["substitute_id"], unique=False
        )

    op.create_table(
        "table_block",
        sa.Column("table_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("slot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_table_block_slot_id")),
        sa.ForeignKeyConstraint(
            ["table_id"], ["meeting_table.id"], name=op.f("fk_table_block_table_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_block")),
        sa.UniqueConstraint("table_id", "slot_id", name=op.f("uq_table_block_table_id")),
    )
    with op.batch_alter_table("table_block", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_table_block_slot_id"), ["slot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_table_block_table_id"), ["table_id"], unique=False)

    op.create_table(
        "unavailability",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("slot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_unavailability_participant_id")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_unavailability_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unavailability")),
        sa.UniqueConstraint(
            "participant_id", "slot_id", name=op.f("uq_unavailability_participant_id")
        ),
    )
    with op.batch_alter_table("unavailability", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unavailability_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_unavailability_slot_id"), ["slot_id"], unique=False)

    op.create_table(
        "walk_in",
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_walk_in_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_in")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_walk_in_participant_id")),
    )
    op.create_table(
        "meeting",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("grid_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("request_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("first_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("second_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("slot_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("table_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("no_show_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("interpreter_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["participant.id"], name=op.f("fk_meeting_first_id")),
        sa.ForeignKeyConstraint(["grid_id"], ["grid.id"], name=op.f("fk_meeting_grid_id")),
        sa.ForeignKeyConstraint(
            ["interpreter_id"], ["interpreter.id"], name=op.f("fk_meeting_interpreter_id")
        ),
        sa.ForeignKeyConstraint(
            ["no_show_id"], ["participant.id"], name=op.f("fk_meeting_no_show_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["meeting_request.id"], name=op.f("fk_meeting_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["participant.id"], name=op.f("fk_meeting_second_id")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_meeting_slot_id")),
        sa.ForeignKeyConstraint(
            ["table_id"], ["meeting_table.id"], name=op.f("fk_meeting_table_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("grid_id", "number", name=op.f("uq_meeting_grid_id")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_grid_id"), ["grid_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_interpreter_id"), ["interpreter_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_meeting_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_second_id"), ["second_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_slot_id"), ["slot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_table_id"), ["table_id"], unique=False)

    op.create_table(
        "profile_line",
        sa.Column("profile_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_profile_line_profile_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_line")),
    )
    with op.batch_alter_table("profile_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_profile_line_profile_id"), ["profile_id"], unique=False
        )

    op.create_table(
        "request_guest",
        sa.Column("request_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_request_guest_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["meeting_request.id"], name=op.f("fk_request_guest_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_guest")),
    )
    with op.batch_alter_table("request_guest", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_guest_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_request_guest_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "agreement",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("partnership_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agreement_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_agreement_partnership_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("number", name=op.f("uq_agreement_number")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_guest",
        sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_guest_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_meeting_guest_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_guest")),
    )
    with op.batch_alter_table("meeting_guest", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_guest_meeting_id"), ["meeting_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_guest_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "outcome",
        sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("participant_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("rating", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_outcome_meeting_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_outcome_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("meeting_id", "participant_id", name=op.f("uq_outcome_meeting_id")),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "agreement_party",
        sa.Column("agreement_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("organisation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("signatory", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_party_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_agreement_party_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint(
            "agreement_id", "organisation_id", name=op.f("uq_agreement_party_agreement_id")
        ),
    )
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_party_agreement_id"), ["agreement_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_agreement_party_organisation_id"), ["organisation_id"], unique=False
        )


def downgrade() -> None:
    """Take this step back."""
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_party_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_party_agreement_id"))

    op.drop_table("agreement_party")
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_meeting_id"))

    op.drop_table("outcome")
    with op.batch_alter_table("meeting_guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_guest_participant_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_guest_meeting_id"))

    op.drop_table("meeting_guest")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_meeting_id"))

    op.drop_table("agreement")
    with op.batch_alter_table("request_guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_guest_request_id"))
        batch_op.drop_index(batch_op.f("ix_request_guest_participant_id"))

    op.drop_table("request_guest")
    with op.batch_alter_table("profile_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_line_profile_id"))

    op.drop_table("profile_line")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_table_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_slot_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_second_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_interpreter_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_grid_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_first_id"))

    op.drop_table("meeting")
    op.drop_table("walk_in")
    with op.batch_alter_table("unavailability", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unavailability_slot_id"))
        batch_op.drop_index(batch_op.f("ix_unavailability_participant_id"))

    op.drop_table("unavailability")
    with op.batch_alter_table("table_block", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_table_block_table_id"))
        batch_op.drop_index(batch_op.f("ix_table_block_slot_id"))

    op.drop_table("table_block")
    with op.batch_alter_table("substitution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_substitution_substitute_id"))
        batch_op.drop_index(batch_op.f("ix_substitution_participant_id"))

    op.drop_table("substitution")
    with op.batch_alter_table("session_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_attendance_session_id"))
        batch_op.drop_index(batch_op.f("ix_session_attendance_participant_id"))

    op.drop_table("session_attendance")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_recommended_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_participant_id"))

    op.drop_table("recommendation")
    op.drop_table("profile")
    with op.batch_alter_table("print_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_print_record_table_id"))
        batch_op.drop_index(batch_op.f("ix_print_record_participant_id"))

    op.drop_table("print_record")
    with op.batch_alter_table("meeting_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_request_requester_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_request_requested_id"))

    op.drop_table("meeting_request")
    op.drop_table("interpreter")
    with op.batch_alter_table("external_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_external_code_participant_id"))
        batch_op.drop_index(batch_op.f("ix_external_code_code"))

    op.drop_table("external_code")
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.drop_index(
            "one_arrival",
            sqlite_where=sa.text("outcome = 'admitted' AND undone_at IS NULL"),
            postgresql_where=sa.text("outcome = 'admitted' AND undone_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_check_in_participant_id"))

    op.drop_table("check_in")
    with op.batch_alter_table("badge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_badge_participant_id"))

    op.drop_table("badge")
    op.drop_table("agenda")
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_session_id"))
        batch_op.drop_index(batch_op.f("ix_slot_number"))

    op.drop_table("slot")
    with op.batch_alter_table("partnership_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partnership_member_partnership_id"))
        batch_op.drop_index(batch_op.f("ix_partnership_member_organisation_id"))

    op.drop_table("partnership_member")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participant_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_participant_name_key"))
        batch_op.drop_index(batch_op.f("ix_participant_email"))
        batch_op.drop_index(batch_op.f("ix_participant_delegation_id"))

    op.drop_table("participant")
    with op.batch_alter_table("meeting_table", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_table_reserved_for_id"))

    op.drop_table("meeting_table")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_record")
        batch_op.drop_index(batch_op.f("ix_change_number"))

    op.drop_table("change")
    op.drop_table("session")
    op.drop_table("partnership")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_name_key"))

    op.drop_table("organisation")
    op.drop_table("operator")
    op.drop_table("grid")
    op.drop_table("event")
    op.drop_table("desk")
    op.drop_table("delegation")
    with op.batch_alter_table("change_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_set_reverts"))
        batch_op.drop_index(batch_op.f("ix_change_set_desk"))

    op.drop_table("change_set")
    op.drop_table("break")
