"""Logistic regression, by which the checks and the estimate of adequacy weigh their signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

PENALTY = 1.0  # on squared standard weights
STEPS = 30


def tabulate(examples: Sequence[Mapping[str, float]]) -> tuple[list[str], NDArray[np.float64]]:
    """Return the names of the signs, and the values, shape (examples, signs), in the order of the names."""
    names = list(examples[0])
    return names, np.array([[example[name] for name in names] for example in examples], dtype=np.float64)


def fit_logistic(
    values: NDArray[np.float64], labels: NDArray[np.float64], penalty: float = PENALTY
) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias for raw values, by Newton's method with a ridge on standardised ones.

    Shapes: values (examples, signs), labels (examples,) from 0 to 1, weights (signs,).
    """
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-9
    design = np.column_stack([(values - mean) / deviation, np.ones(len(values))])
    ridge = np.diag([penalty] * values.shape[1] + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-(design @ weights).clip(-30, 30)))
        gradient = design.T @ (labels - expected) - ridge @ weights
        curvature = (design * (expected * (1 - expected))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    raw = weights[:-1] / deviation
    return raw, float(weights[-1] - raw @ mean)
