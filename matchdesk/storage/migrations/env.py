"""Run by Alembic: migrates over the connection that `storage.opening` hands in."""

from __future__ import annotations

from alembic import context

from matchdesk.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a table in place
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
