"""Values into words: every sentence that Openline says, and nothing of its looks."""
