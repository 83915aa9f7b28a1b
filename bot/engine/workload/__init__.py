"""How much of somebody's hours is taken, and whether there is room for more."""
