"""The bot: who waits on whom, and what is kindly said about it."""

__version__ = "0.1.0"
