"""The model store: what is known, what is installed, and how a model gets there."""
