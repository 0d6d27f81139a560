"""Kazakh news to aligned Russian and English digests."""
