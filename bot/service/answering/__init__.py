"""What people ask, press and send: gathered where it was given, decided, and answered at once."""
