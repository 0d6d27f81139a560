"""The Kazakh endings that a figure takes, by the word that it is read as: 50-ге, 66-шы, 100-ші."""

from __future__ import annotations

_UNITS = ("", "ге", "ге", "ке", "ке", "ке", "ға", "ге", "ге", "ға")
_TENS = ("", "ға", "ға", "ға", "қа", "ге", "қа", "ке", "ге", "ға")
_HUNDRED, _THOUSAND = "ге", "ға"


def with_dative(figure: str) -> str:
    """Return a whole figure in the dative: 50-ге."""
    return f"{figure}-{_dative(figure)}"


def with_ordinal(figure: str) -> str:
    """Return a whole figure as an ordinal: 100-ші, 66-шы."""
    return f"{figure}-{'ші' if _dative(figure).endswith('е') else 'шы'}"


def _dative(figure: str) -> str:
    digits = "".join(filter(str.isdigit, figure))
    unit, ten = int(digits[-1]), int(digits[-2:]) // 10
    if unit or ten:
        return _UNITS[unit] or _TENS[ten]
    if int(digits[-3:]):
        return _HUNDRED
    return _THOUSAND  # and миллионға
