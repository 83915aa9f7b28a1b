"""Response gaps: how they open, join and end, what is remembered of a conversation, and how long asks wait."""
