"""What `python -m training` learnt; each file says from what."""
