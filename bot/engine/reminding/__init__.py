"""Whose turn it is, and when they may be told so: nudges, putting off, looking once more before sending."""
