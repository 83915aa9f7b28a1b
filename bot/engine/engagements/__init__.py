"""Working together as such: begun, joined, left, ended; people's own settings, targets and goals."""
