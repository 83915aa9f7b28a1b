"""Keys for OPENLINE_SECRET_KEY."""

from adapters.secrets import new_key

__all__ = ["new_key"]
