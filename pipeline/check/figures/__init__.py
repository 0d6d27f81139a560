"""Figures in Kazakh, Russian and English: what they say, how they compare, how they are written."""

from pipeline.check.figures.quantity import Quantity
from pipeline.check.figures.reader import read_quantities
from pipeline.check.figures.render import render

__all__ = ["Quantity", "read_quantities", "render"]
