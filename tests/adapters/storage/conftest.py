"""What the tests of the storage share: a database of each kind, with all its tables."""

from tests.stores import (
    any_url,
    database,
    database_url,
    postgres,
    postgres_database,
    postgres_filled_url,
    sqlite_template,
    store,
)

__all__ = [
    "any_url",
    "database",
    "database_url",
    "postgres",
    "postgres_database",
    "postgres_filled_url",
    "sqlite_template",
    "store",
]
