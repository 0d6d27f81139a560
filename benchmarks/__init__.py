"""Measurements: run them by hand; nothing here is part of the tests but the floors they assert."""
