"""The books: terms, entries, caps and statements. Everything that adds up is worked out from what was said."""
