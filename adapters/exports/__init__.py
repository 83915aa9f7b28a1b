"""What the archives of all platforms stand on: opening a folder or zip safely, and reading lists in order of time.

Knows files, JSON and moments; knows no platform. The platforms' towers build on it; it never looks up at them.
"""
