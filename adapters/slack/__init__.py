"""Slack: its payloads tamed into events, its exports read, our cards drawn."""
