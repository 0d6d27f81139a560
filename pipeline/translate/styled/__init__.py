"""What an answer is given: the typography of its language, marks, figures and signs as in the source."""
