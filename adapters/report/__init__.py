"""A report drawn: for the terminal, as a page that needs nothing else, as pictures, and as JSON for other programs."""
