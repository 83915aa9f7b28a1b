"""Frozen values that every room shares. The words are those of the product; nothing here acts."""
