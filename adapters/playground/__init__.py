"""The playground: a pretend chat product in the browser, with the real Openline in it and a clock that can be moved."""
