"""What is about to be seen: drawn from the records as they are at that moment."""
