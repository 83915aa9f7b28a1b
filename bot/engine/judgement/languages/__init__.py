"""One file of word lists for each language."""
