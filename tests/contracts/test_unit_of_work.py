"""What every store promises: all of a piece of work or nothing, each fact once, each record under its name."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import Any, get_args

import pytest

from bot.ports import Place, Store
from bot.vocabulary.agreements import Draft, Erased, Expectation, ExpectationStep, Goal
from bot.vocabulary.events import MessagePosted
from bot.vocabulary.identity import ABOUT, IDENTITY, ONCE
from bot.vocabulary.model import Conversation, EngagementId, GoalId, MessageId, Person, Side, WorkspaceId
from bot.vocabulary.records import (
    ConversationKept,
    Forgotten,
    Gap,
    GapState,
    HoursKept,
    Member,
    MessageKept,
    NudgeKept,
    PersonKept,
    Record,
    Wakeup,
)
from bot.vocabulary.tenancy import Purged, Rekeyed
from tests.kept import (
    ACME,
    ANA,
    BUILD,
    KIM,
    NOW,
    OTHER,
    SAM,
    SHOP,
    SITE,
    engagement,
    every_record,
    gap,
    heard,
    keep,
    later,
    member,
    wakeup,
)

HERE, THERE = Place(ACME, SITE), Place(ACME, SHOP)
SAMPLES = every_record()
EVERYTHING: list[Record] = [record for records in SAMPLES.values() for record in records]


def posted(number: int, workspace: WorkspaceId = ACME) -> MessagePosted:
    return MessagePosted(workspace, SITE, MessageId(f"site/{number}"), later(number), ANA, "hello")


def _name(kind: Any) -> str:
    return str(kind.__name__)


async def found(store: Store, kind: Any, workspace: WorkspaceId = ACME, **equals: object) -> list[Any]:
    async with store.begin(reading=True) as work:
        return list(await work.find(kind, workspace, **equals))


def test_every_type_of_record_has_an_identity_and_a_sample() -> None:
    acts = {Forgotten, Erased, Purged, Rekeyed}
    assert set(IDENTITY) == set(get_args(Record)) - acts == set(SAMPLES)
    assert set(ABOUT) <= set(IDENTITY)


@pytest.mark.parametrize("kind", SAMPLES, ids=_name)
async def test_what_was_remembered_is_found_as_it_was(store: Store, kind: type) -> None:
    await keep(store, *reversed(SAMPLES[kind]))
    assert await found(store, kind) == list(SAMPLES[kind])


async def test_everything_fits_into_one_piece_of_work(store: Store) -> None:
    await keep(store, *EVERYTHING)
    assert [record for kind in SAMPLES for record in await found(store, kind)] == EVERYTHING


async def test_what_is_not_committed_never_was(store: Store) -> None:
    async with store.begin() as work:
        await work.unseen([posted(1)])
        await work.remember(EVERYTHING)
        assert await work.find(Gap, ACME) == list(SAMPLES[Gap])
    assert not [record for kind in SAMPLES for record in await found(store, kind)]
    async with store.begin() as work:
        assert await work.unseen([posted(1)]) == [posted(1)]


async def test_an_error_takes_everything_back(store: Store) -> None:
    with contextlib.suppress(ZeroDivisionError):
        async with store.begin() as work:
            await work.remember(EVERYTHING)
            raise ZeroDivisionError
    assert await found(store, Gap) == []


async def test_nobody_sees_what_is_not_committed(store: Store) -> None:
    async with store.begin() as work:
        await work.remember([gap()])
        assert await found(store, Gap) == []
        await work.commit()
    assert await found(store, Gap) == [gap()]


async def test_each_fact_is_new_once(store: Store) -> None:
    async with store.begin() as work:
        assert await work.unseen([posted(2), posted(1), posted(2)]) == [posted(2), posted(1)]
        assert await work.unseen([posted(1), posted(3)]) == [posted(3)]
        await work.commit()
    async with store.begin() as work:
        assert await work.unseen([posted(3), posted(4), posted(1, OTHER)]) == [posted(4), posted(1, OTHER)]
        assert await work.unseen([]) == []


async def test_a_thousand_facts_are_told_apart_in_their_order(store: Store) -> None:
    facts = [posted(number) for number in range(2_500)]
    async with store.begin() as work:
        assert await work.unseen(facts[::-1]) == facts[::-1]
        assert await work.unseen(facts) == []


async def test_a_later_record_takes_the_place_of_an_earlier_one(store: Store) -> None:
    answered = replace(gap(), state=GapState.ANSWERED, closed_at=NOW)
    await keep(store, gap(), gap(2))
    await keep(store, answered)
    assert await found(store, Gap) == [answered, gap(2)]


async def test_of_several_in_one_batch_the_last_counts(store: Store) -> None:
    answered = replace(gap(), state=GapState.ANSWERED, closed_at=NOW)
    await keep(store, gap(), answered, gap(2), Forgotten(ACME, SITE, gap(2).identity))
    await keep(store, Forgotten(ACME, SITE, gap(3).identity), gap(3))
    assert await found(store, Gap) == [answered, gap(3)]


async def test_a_forgotten_gap_is_gone(store: Store) -> None:
    await keep(store, gap(), gap(2))
    await keep(store, Forgotten(ACME, SITE, gap().identity), Forgotten(OTHER, SITE, gap(2).identity))
    assert await found(store, Gap) == [gap(2)]


@pytest.mark.parametrize("kind", sorted(ONCE, key=_name), ids=_name)
async def test_what_is_told_once_stays_as_it_was(store: Store, kind: Any) -> None:
    first = SAMPLES[kind][0]
    await keep(store, first)
    await keep(store, replace(first, at=later(5)), replace(first, at=later(6)))  # type: ignore[type-var]
    assert await found(store, kind) == [first]


async def test_records_are_found_by_what_they_hold(store: Store) -> None:
    await keep(store, *EVERYTHING)
    assert [each.state for each in await found(store, Gap, state=GapState.ANSWERED)] == [GapState.ANSWERED]
    assert len(await found(store, Gap, state=frozenset({GapState.ANSWERED, GapState.OPEN}))) == 3
    assert [each.due_at for each in await found(store, Gap, due_at=None)] == [None]
    assert await found(store, Gap, identity=gap().identity) == [gap()]
    assert await found(store, Gap, asked_at=later(2), owed_by=SAM) == []
    assert await found(store, PersonKept, person_id=SAM) == [PersonKept(ACME, Person(SAM, ""))]
    assert await found(store, Draft, by=ANA, is_used=False) == list(SAMPLES[Draft])


async def test_words_of_messages_are_not_kept(store: Store) -> None:
    kept = MessageKept(ACME, SITE, heard(1))
    reading = kept.heard.reading._replace(words=("secret",))
    await keep(store, kept._replace(heard=kept.heard._replace(reading=reading)))
    assert await found(store, MessageKept) == [kept]


async def test_a_conversation_gets_another_version_with_every_piece_of_work(store: Store) -> None:
    async with store.begin() as work:
        before = await work.versions([HERE, THERE])
        after = await work.commit()
    assert set(before) == set(after) == {HERE, THERE}
    assert before[HERE] != after[HERE]
    async with store.begin() as work:
        assert await work.versions([HERE]) == {HERE: after[HERE]}
    async with store.begin() as work:
        assert await work.versions([THERE, HERE]) == after
        assert await work.versions([]) == {}


@pytest.mark.parametrize(
    "record",
    [
        PersonKept(ACME, Person(KIM, "Kim")),
        engagement(),
        member(KIM, Side.ASSISTANT),
        SAMPLES[HoursKept][0],
        ConversationKept(ACME, Conversation(SITE, "new")),
        gap(),
        MessageKept(ACME, SITE, heard(7)),
        Forgotten(ACME, SITE, gap().identity),
        Erased(ACME, ANA, NOW),
    ],
    ids=lambda record: type(record).__name__,
)
async def test_whatever_changes_what_is_known_makes_the_version_another_one(store: Store, record: Record) -> None:
    async with store.begin() as work:
        await work.versions([HERE])
        known = await work.commit()
    await keep(store, record)
    async with store.begin() as work:
        assert await work.versions([HERE]) != known


async def test_what_a_work_gathered_and_then_changed_itself_is_out_of_date(store: Store) -> None:
    for record in (PersonKept(ACME, Person(KIM, "Kim")), SAMPLES[ConversationKept][1]):
        async with store.begin() as work:
            await work.versions([HERE])
            await work.remember([record])
            known = await work.commit()
        async with store.begin() as work:
            assert await work.versions([HERE]) != known


async def test_telling_the_same_of_somebody_again_renews_nothing(store: Store) -> None:
    for workspace in (ACME, OTHER):
        await keep(store, PersonKept(workspace, Person(KIM, "Kim")))
    async with store.begin() as work:
        await work.versions([HERE])
        known = await work.commit()
    await keep(store, PersonKept(ACME, Person(KIM, "Kim")), PersonKept(OTHER, Person(KIM, "Kim B.")))
    async with store.begin() as work:
        assert await work.versions([HERE]) == known


async def test_two_works_decide_about_one_conversation_one_after_the_other(store: Store) -> None:
    inside: list[str] = []

    async def decide(name: str, *places: Place) -> None:
        async with store.begin() as work:
            await work.versions(places)
            inside.append(name)
            await asyncio.sleep(0.01)
            inside.append(name)
            await work.commit()

    await asyncio.gather(*(decide(str(n), *((HERE, THERE) if n % 2 else (THERE, HERE))) for n in range(6)))
    assert inside[::2] == inside[1::2]


async def test_erasing_somebody_takes_what_is_about_them_and_nothing_else(store: Store) -> None:
    await keep(store, *EVERYTHING, *every_record(OTHER)[NudgeKept], gap(9, owed_by=KIM, asked_by=KIM))
    await keep(store, Erased(ACME, SAM, NOW), Goal(ACME, GoalId("g"), BUILD, "Later", ANA, NOW))
    for kind in (Expectation, ExpectationStep, NudgeKept, HoursKept):
        assert await found(store, kind) == [], kind
    assert [each.person for each in await found(store, Member)] == [ANA]
    assert [each.person.id for each in await found(store, PersonKept)] == [ANA]
    assert [each.owed_by for each in await found(store, Gap)] == [None, KIM]
    assert [each.words for each in await found(store, Goal)] == ["Later"]
    assert len(await found(store, NudgeKept, OTHER)) == 2


async def test_erasing_somebody_in_one_engagement_leaves_the_others(store: Store) -> None:
    elsewhere: list[Record] = [
        replace(member(SAM, Side.ASSISTANT), engagement=EngagementId("two")),
        gap(9, conversation=SHOP),
    ]
    await keep(store, *EVERYTHING, *elsewhere)
    await keep(store, Erased(ACME, SAM, NOW, BUILD))
    assert [(each.engagement, each.person) for each in await found(store, Member)] == [(BUILD, ANA), ("two", SAM)]
    assert [(each.conversation, each.owed_by) for each in await found(store, Gap)] == [(SITE, None), (SHOP, SAM)]
    assert await found(store, Expectation) == await found(store, ExpectationStep) == []
    assert len(await found(store, HoursKept)) == 2


async def test_a_reading_sees_one_moment_and_keeps_nobody_waiting(store: Store) -> None:
    async with store.begin(reading=True) as looking:
        await looking.find(Gap, ACME)
        async with asyncio.timeout(5):
            await keep(store, wakeup("a"))
    assert await found(store, Wakeup) == [wakeup("a")]


async def test_a_work_that_is_cancelled_leaves_nothing_behind(store: Store) -> None:
    begun = asyncio.Event()

    async def work_for_ever() -> None:
        async with store.begin() as work:
            await work.remember([gap()])
            begun.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(work_for_ever())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await keep(store, gap(2))
    assert await found(store, Gap) == [gap(2)]
