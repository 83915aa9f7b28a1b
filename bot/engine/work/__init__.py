"""What is handed out: an expectation from the first line to its end, and what speaks against it beforehand."""
