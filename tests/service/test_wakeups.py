"""Stored moments ring once, and what was missed is handled by its kind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.engine.decision import Decision
from bot.engine.reminding.nudging import TURN, turn
from bot.ports import Place, Unavailable, UnitOfWork
from bot.service.agreements import AGREEMENTS
from bot.service.answering.commands import WAKEUPS
from bot.service.gather import Gatherer
from bot.service.ringing import KINDS, Kind, Missed
from bot.service.wakeups import Wakeups
from bot.vocabulary.events import Event, WakeupDue
from bot.vocabulary.records import HeldBack, NudgeKept, SetAside, Wakeup
from tests.builders import WORKSPACE, ana, asks, at, kim, sam
from tests.running import Process, team


@pytest.fixture
async def process() -> Process:
    return await Process(Memory(), HandClock(at("mon 0:00"))).keep(*team())


async def test_a_gap_wakes_its_debtors_turn_when_it_is_due(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    assert await process.find(Wakeup) == [turn(WORKSPACE, sam, at("tue 10:00"))]


async def test_after_three_hours_without_a_process_there_is_exactly_one_nudge(process: Process) -> None:
    """Scenario 23."""
    await process.hears(asks(ana, of=sam, at="mon 10:00"), asks(kim, of=sam, at="mon 11:00"))
    process.clock.move_to(at("tue 12:30"))
    returned = process.restarted()
    await returned.until(at("tue 17:00"))
    assert returned.posts_to(sam) == [at("tue 12:30")]
    assert len(await returned.find(NudgeKept)) == 2, "both matters in one message"


async def test_what_rang_is_gone_and_the_next_look_is_kept_with_it(process: Process) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    await process.until(at("tue 10:00"))
    assert [wakeup.at for wakeup in await process.find(Wakeup)] == [at("wed 9:00")]


async def test_several_missed_looks_at_one_desk_are_one(process: Process) -> None:
    heard: list[tuple[Event, Decision]] = []
    ringing = Wakeups(process.store, watch=lambda event, decision: heard.append((event, decision)))
    await process.keep(*(turn(WORKSPACE, sam, at(f"mon 1{hour}:00")) for hour in range(5)))
    assert await ringing.ring(at("mon 18:00")) == 5
    assert [event.at for event, _ in heard] == [at("mon 18:00")]
    assert await process.find(Wakeup) == []


async def test_a_kind_that_comes_too_late_is_dropped_with_its_reason(process: Process) -> None:
    tea = KINDS[TURN]._replace(missed=Missed(dropped_after=timedelta(hours=1)))
    ringing = Wakeups(process.store, kinds={**KINDS, "tea": tea})
    await process.keep(Wakeup(WORKSPACE, "tea", sam, "mon", at("mon 9:00")))
    await ringing.ring(at("mon 12:00"))
    (held,) = await process.find(HeldBack)
    assert (held.to, held.why.code, held.why.facts) == (sam, "missed", (3.0,))


async def test_a_kind_that_nobody_knows_is_set_aside_where_the_doctor_sees_it(process: Process) -> None:
    await process.keep(Wakeup(WORKSPACE, "tomorrow's kind", sam, "1", at("mon 9:00")))
    await process.until(at("mon 12:00"))
    (aside,) = await process.find(SetAside)
    assert aside.failure == "no rule for it at WakeupDue tomorrow's kind"
    assert await process.find(Wakeup) == []


async def test_one_at_which_the_engine_fails_does_not_keep_the_others_from_ringing(process: Process) -> None:
    await process.keep(Wakeup(WORKSPACE, "again", sam, "no moment at all", at("mon 9:00")))
    await process.hears(asks(ana, of=sam, at="mon 10:00"))
    await process.until(at("tue 12:00"))
    assert process.posts_to(sam) == [at("tue 10:00")]
    assert [aside.failure for aside in await process.find(SetAside)] == ["ValueError at WakeupDue again"]


async def test_what_fails_to_be_kept_rings_again(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    await process.hears(asks(ana, of=sam, at="mon 10:00"))

    async def gone(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("adapters.memory.unit_of_work.Work.commit", gone)
        with pytest.raises(ConnectionError):
            await process.wakeups.ring(at("tue 10:00"))
    await process.until(at("tue 12:00"))
    assert process.posts_to(sam) == [at("tue 10:00")]


async def test_moments_of_many_agreements_ring_in_one_transaction(process: Process) -> None:
    kind = min(WAKEUPS)
    await process.keep(*(Wakeup(WORKSPACE, kind, f"site/{number}", "1", at("mon 9:00")) for number in range(30)))
    before = process.store.version(Place(WORKSPACE, AGREEMENTS))  # type: ignore[attr-defined]
    assert await process.wakeups.ring(at("mon 10:00")) == 30
    assert await process.find(Wakeup) == []
    after = process.store.version(Place(WORKSPACE, AGREEMENTS))  # type: ignore[attr-defined]
    assert after == before + 1, "they were held once"


async def test_one_that_fails_outside_the_engine_is_set_aside_and_the_others_ring(process: Process) -> None:
    async def fails(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
        raise LookupError("a record that cannot be read")

    ringing = Wakeups(process.store, kinds={**KINDS, "tea": Kind(fails)})
    await process.keep(Wakeup(WORKSPACE, "tea", sam, "1", at("mon 8:00")), turn(WORKSPACE, sam, at("mon 9:00")))
    assert await ringing.ring(at("mon 10:00")) == 2
    assert [aside.failure for aside in await process.find(SetAside)] == ["LookupError at WakeupDue tea"]
    assert await process.find(Wakeup) == []


async def test_a_rule_joins_by_a_line_of_the_table(process: Process) -> None:
    async def tea(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
        return Decision(wake=(Wakeup(event.workspace, "tea", event.subject, "tomorrow", event.at + timedelta(days=1)),))

    ringing = Wakeups(process.store, kinds={**KINDS, "tea": Kind(tea)})
    await process.keep(Wakeup(WORKSPACE, "tea", sam, "today", at("mon 8:00")))
    assert await ringing.ring(at("mon 10:00")) == 1
    assert [each.slot for each in await process.find(Wakeup)] == ["tomorrow"]


async def test_where_the_store_has_no_room_they_stay_where_they_are(process: Process) -> None:
    """Bar R31."""

    async def fails(event: WakeupDue, work: UnitOfWork, gatherer: Gatherer) -> Decision:
        raise Unavailable("OperationalError")

    await process.keep(*[Wakeup(WORKSPACE, "tea", name, "a", process.clock.now()) for name in ("a", "b")])
    with pytest.raises(Unavailable):
        await Wakeups(process.store, kinds={**KINDS, "tea": Kind(fails)}).ring(process.clock.now())
    assert len(await process.find(Wakeup, slot="a")) == 2
    assert await process.find(SetAside) == []
