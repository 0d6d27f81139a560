"""Translation engines, what they are fed and how their answers are put right."""
