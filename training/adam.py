"""Adam (Kingma and Ba, 2015) over a list of arrays, with a rate that falls along a cosine to nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Adam:
    """Moves weights against their slopes, in place."""

    def __init__(self, weights: Sequence[Floats], rate: float, steps: int) -> None:
        self._weights = weights
        self._rate = rate
        self._steps = steps
        self._first = [np.zeros_like(each) for each in weights]
        self._second = [np.zeros_like(each) for each in weights]
        self._done = 0

    def step(self, slopes: Sequence[Floats]) -> None:
        """One step."""
        rate = self._rate * 0.5 * (1 + np.cos(np.pi * self._done / self._steps))
        self._done += 1
        fair = 1 - 0.9**self._done, 1 - 0.999**self._done
        for weights, slope, first, second in zip(self._weights, slopes, self._first, self._second, strict=True):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope**2 - second)
            weights -= rate * (first / fair[0]) / (np.sqrt(second / fair[1]) + 1e-8)
