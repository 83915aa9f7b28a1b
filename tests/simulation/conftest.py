"""Databases of each kind, for worlds whose processes die."""

from tests.stores import database_url, postgres_database, sqlite_template

__all__ = ["database_url", "postgres_database", "sqlite_template"]
