"""The recipe of the bundled draft model: text in, CTranslate2 weights out."""
