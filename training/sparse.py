"""Logistic regression over words, in numpy: enough for a vocabulary and some ten thousand messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RATE: Final = 0.05
MOMENTA: Final = (0.9, 0.99)
"""Adam's, the second shorter than usual because every step sees all examples."""


class Presence:
    """Which words stand in which document: a sparse matrix of ones, kept by rows and by columns."""

    def __init__(self, documents: Sequence[Sequence[str]], vocabulary: Mapping[str, int]) -> None:
        found = [[vocabulary[word] for word in set(each) if word in vocabulary] for each in documents]
        self.documents = len(documents)
        self.columns = np.array([column for each in found for column in each], dtype=np.int64)
        self.rows = np.repeat(np.arange(len(found)), [len(each) for each in found])
        order = np.argsort(self.columns, kind="stable")
        self._by_column = self.rows[order]
        self._starts = np.searchsorted(self.columns[order], np.arange(len(vocabulary) + 1))

    def times(self, weights: Floats) -> Floats:
        """The sum of the words' weights in each document, for each judgement."""
        sums = [
            np.bincount(self.rows, weights=weights[self.columns, each], minlength=self.documents)
            for each in range(weights.shape[1])
        ]
        return np.stack(sums, axis=1)

    def gathered(self, errors: Floats) -> Floats:
        """The sum of the documents' errors for each word: the transpose of `times`."""
        running = np.concatenate([np.zeros((1, errors.shape[1])), np.cumsum(errors[self._by_column], axis=0)])
        gathered: Floats = running[self._starts[1:]] - running[self._starts[:-1]]
        return gathered


def fitted(presence: Presence, truth: Floats, penalty: float, steps: int, words: int) -> tuple[Floats, Floats]:
    """Weights of the words and a start for each judgement, by full-batch Adam with a cosine-shaped rate."""
    documents, judgements = truth.shape
    weights = np.zeros((words, judgements))
    start = np.log((truth.mean(axis=0) + 1e-6) / (1 - truth.mean(axis=0) + 1e-6))
    moments = [[np.zeros_like(each), np.zeros_like(each)] for each in (weights, start)]
    for step in range(1, steps + 1):
        errors = 1 / (1 + np.exp(-(presence.times(weights) + start))) - truth
        slopes = (presence.gathered(errors) / documents + penalty * weights / documents, errors.mean(axis=0))
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps)) + 1e-4
        for values, slope, (first, second) in zip((weights, start), slopes, moments, strict=True):
            first += (1 - MOMENTA[0]) * (slope - first)
            second += (1 - MOMENTA[1]) * (slope**2 - second)
            fair = first / (1 - MOMENTA[0] ** step), second / (1 - MOMENTA[1] ** step)
            values -= rate * fair[0] / (np.sqrt(fair[1]) + 1e-8)
    return weights, start
