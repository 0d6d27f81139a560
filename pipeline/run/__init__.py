"""The batch: what to do, doing it, what became of it."""
