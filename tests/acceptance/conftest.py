"""Databases of each kind, for what must hold on all of them."""

from tests.stores import any_url, database_url, postgres_database, sqlite_template

__all__ = ["any_url", "database_url", "postgres_database", "sqlite_template"]
