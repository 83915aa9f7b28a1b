"""The towers around the bot: one per platform, store or clock, never touching each other."""
