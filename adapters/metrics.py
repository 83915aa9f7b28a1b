"""Counting for Prometheus, in a registry of its own. Only what the vocabulary declares can be counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from bot.vocabulary.vitals import Kind, Metric

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Meter:
    """Counts what goes on, and shows it with what the process uses."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._counters: dict[str, Counter] = {}
        self._gauges: dict[str, Gauge] = {}
        self._histograms: dict[str, Histogram] = {}
        for metric in metrics:
            self._declare(metric)

    def count(self, metric: Metric, *labels: str, by: float = 1) -> None:
        """Count up."""
        counter = self._counters[metric.name]
        (counter.labels(*labels) if labels else counter).inc(by)

    def show(self, metric: Metric, value: float, *labels: str) -> None:
        """Show how much it is now."""
        gauge = self._gauges[metric.name]
        (gauge.labels(*labels) if labels else gauge).set(value)

    def observe(self, metric: Metric, value: float, *labels: str) -> None:
        """Add one to a distribution."""
        histogram = self._histograms[metric.name]
        (histogram.labels(*labels) if labels else histogram).observe(value)

    def page(self) -> str:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry).decode()

    def _declare(self, metric: Metric) -> None:
        name, what, labels = metric.name, metric.what, metric.labels
        match metric.kind:
            case Kind.COUNTER:
                self._counters[name] = Counter(name, what, labels, registry=self._registry)
            case Kind.GAUGE:
                self._gauges[name] = Gauge(name, what, labels, registry=self._registry)
            case Kind.HISTOGRAM:
                self._histograms[name] = Histogram(name, what, labels, buckets=metric.buckets, registry=self._registry)
