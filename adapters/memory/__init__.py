"""The ports over dictionaries: for archives, the tests, and as the plainest statement of what a store does."""
