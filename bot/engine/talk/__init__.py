"""Being asked how it goes, and saying it: check-ins, what is in the way, feedback."""
