"""The process itself: started in order, alive, healthy, stopped in order."""
