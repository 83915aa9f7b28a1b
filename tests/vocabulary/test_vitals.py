"""What is counted, and when a heart has stopped."""

import re

import pytest

from bot.vocabulary.vitals import METRICS, Kind, Metric, Pulse


def test_a_heart_may_be_silent_for_as_long_as_is_allowed_and_no_longer() -> None:
    assert not Pulse("ticker", 30.0, 30.0).has_stopped
    assert Pulse("ticker", 30.1, 30.0).has_stopped


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_is_named_as_prometheus_wants_it(metric: Metric) -> None:
    assert re.fullmatch(r"openline_[a-z_]+", metric.name)
    assert metric.name.endswith("_total") == (metric.kind is Kind.COUNTER)
    assert metric.what.endswith(".")
    assert bool(metric.buckets) == (metric.kind is Kind.HISTOGRAM)


def test_no_metric_names_a_person_or_a_place() -> None:
    assert {label for metric in METRICS for label in metric.labels} <= {"event", "heart", "part", "platform", "version"}


def test_no_name_is_given_twice() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
