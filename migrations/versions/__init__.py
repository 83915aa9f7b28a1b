"""The steps, in order. Each file is one."""
