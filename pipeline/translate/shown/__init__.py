"""What a model is shown in the place of a wording that it misreads; see wordings.py for their order."""
