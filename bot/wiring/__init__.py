"""The composition root, a room for each thing that can be started: the only place where the core meets its adapters."""
