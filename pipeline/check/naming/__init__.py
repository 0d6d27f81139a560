"""Names in Kazakh, Russian and English: how they are found, compared and written."""
