"""Tells a decimal that has a blank too many (20, 7 пайызы) from a list (2, 5 және 11 жаста)."""

from pipeline.scales import SCALE

MEASURED = (
    rf"{SCALE}|пайыз|процент|%|тонна|тг(?!\w)|теңге|доллар|еуро|градус"
    r"|[кс]м(?!\w)|кг(?!\w)|келі|есе(?!\w)|есеге|литр|гектар|га(?!\w)|күннен|сағаттан"
)
"""What stands behind a decimal with a blank rather than behind a list."""
