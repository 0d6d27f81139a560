"""Break runs of the installed command at random moments, resume them, and compare with an unbroken run."""
