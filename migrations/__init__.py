"""The history of the database, step by step, as Alembic replays it."""
