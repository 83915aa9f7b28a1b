"""What Prometheus reads."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapters.metrics import Meter
from bot.vocabulary.vitals import BUILD, EVENTS, LOOP_LAG, METRICS, POSTS_DEAD, Kind, Metric


def samples(meter: Meter) -> dict[str, float]:
    families = text_string_to_metric_families(meter.page())
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in families
        for sample in family.samples
    }


def test_what_is_counted_is_shown() -> None:
    meter = Meter(METRICS)
    meter.count(EVENTS, "MessagePosted")
    meter.count(EVENTS, "MessagePosted", by=2)
    meter.show(POSTS_DEAD, 4)
    meter.show(BUILD, 1, "0.1.0")
    meter.observe(LOOP_LAG, 0.02)
    seen = samples(meter)
    assert seen["openline_events_total[('event', 'MessagePosted')]"] == 3
    assert seen["openline_posts_dead[]"] == 4
    assert seen["openline_build_info[('version', '0.1.0')]"] == 1
    assert seen["openline_loop_lag_seconds_bucket[('le', '0.025')]"] == 1
    assert seen["openline_loop_lag_seconds_bucket[('le', '0.01')]"] == 0


def test_the_process_shows_what_it_uses() -> None:
    assert any(name.startswith("process_resident_memory_bytes") for name in samples(Meter(())))


def test_two_meters_share_nothing() -> None:
    one, other = Meter(METRICS), Meter(METRICS)
    one.show(POSTS_DEAD, 4)
    assert samples(other)["openline_posts_dead[]"] == 0


def test_what_was_not_declared_cannot_be_counted() -> None:
    with pytest.raises(KeyError):
        Meter(METRICS).count(Metric("openline_surprises_total", Kind.COUNTER, "None."))
