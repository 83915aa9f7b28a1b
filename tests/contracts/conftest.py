"""Contracts hold for every implementation of a port."""

from tests.stores import any_url, postgres_database, sqlite_template, store

__all__ = ["any_url", "postgres_database", "sqlite_template", "store"]
