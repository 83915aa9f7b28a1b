"""What Alembic runs for each command; `adapters.storage.migrating` has put the connection there."""

from alembic import context

from adapters.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot change a table: it is made anew
    user_module_prefix="",
)
with context.begin_transaction():
    context.run_migrations()
