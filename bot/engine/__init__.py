"""The rules, as a function: an event and what is known, in; a decision, out. No waiting, clock, chance or world."""
