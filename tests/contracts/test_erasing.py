"""What somebody takes along is whole, and what is erased is gone, in every store (S17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import pytest

from bot.ports import Store
from bot.service.answering.keeping import CONCERNS, kept_about
from bot.vocabulary.agreements import Erased
from bot.vocabulary.identity import ABOUT, IDENTITY, part
from bot.vocabulary.model import MessageId, PersonId
from bot.vocabulary.records import ClosedBy, Closing, EngagementId, Gap, GapState, MessageKept, Wakeup
from bot.vocabulary.rekeying import SOMEBODY
from bot.vocabulary.signals import Heard
from tests.kept import ACME, BUILD, KIM, NOW, SAM, SHOP, SITE, every_record, gap, heard, keep
from tests.kept import engagement as made_engagement

KINDS = every_record()
NAMES_OTHERS: Final[Mapping[tuple[str, str], str]] = {
    ("Gap", "closed_by"): "goes with the gap, or no longer says who it was: see `identity.MENTIONING`",
    ("MessageKept", "heard"): "the same of whom a message addressed; its author is told apart as `heard.author`",
    ("ConversationKept", "conversation"): "the members of a channel, as the platform tells them",
    ("PersonKept", "person"): "told apart as `person.id`",
    ("Outgoing", "to"): "told apart as `recipient`",
    ("Outgoing", "effect"): "what a card that was sent to somebody else was about; drawn from records that are gone",
}
"""Fields that hold people's ids and do not say by themselves whom a record is about, and why."""

OF_OTHERS: Final[Mapping[str, str]] = {
    "ConversationKept": "who is in a channel is told by the platform",
    "Outgoing": "a card for somebody else, which says nothing any more",
}
"""Records of others in which somebody's id may still stand after they erased everything, and why."""


@pytest.mark.parametrize("kind", IDENTITY, ids=lambda kind: kind.__name__)
def test_every_field_that_names_a_person_says_whom_the_record_is_about(kind: Any) -> None:
    named = {name for name, hint in get_type_hints(kind).items() if _holds(hint, PersonId)}
    told = set(ABOUT.get(kind, ())) | {name for of, name in NAMES_OTHERS if of == kind.__name__}
    assert named <= told, f"{kind.__name__} names {named - told}: say so in vocabulary.identity.ABOUT"


@pytest.mark.parametrize("kind", ABOUT, ids=lambda kind: kind.__name__)
def test_whatever_is_about_a_person_is_in_what_they_take_along(kind: Any) -> None:
    taken = {name for _, each, names in CONCERNS if each is kind for name in names}
    assert {part(path) for path in ABOUT[kind]} == taken


@pytest.fixture
async def filled(store: Store) -> Store:
    """One of everything, with moments that name Sam in each of the ways there are."""
    moments = [
        Wakeup(ACME, "turn", SAM, "1", NOW),
        Wakeup(ACME, "check-in", f"site/build {SAM}", "2", NOW + timedelta(days=1)),
        Wakeup(ACME, "room", "site/build", f"{SAM}/3", NOW + timedelta(days=2)),
    ]
    await keep(store, *(record for records in KINDS.values() for record in records), *moments)
    return store


async def test_what_is_erased_is_gone_from_every_table(filled: Store) -> None:
    await keep(filled, Erased(ACME, SAM, NOW))
    left = await _naming(filled, SAM)
    assert left <= OF_OTHERS.keys(), f"Still named in {left - OF_OTHERS.keys()}"


@pytest.mark.parametrize("engagement", [None, BUILD], ids=["everywhere", "in one engagement"])
async def test_what_others_said_and_asked_stays_and_no_longer_tells_who_it_was(
    store: Store, engagement: EngagementId | None
) -> None:
    by_sam = Closing(ClosedBy.THREAD, MessageId("m9"), SAM)
    asked = gap(1, owed_by=None, state=GapState.ANSWERED, closed_at=NOW, closed_by=by_sam)
    asked_elsewhere = replace(asked, conversation=SHOP, message=MessageId("elsewhere"))
    said = [MessageKept(ACME, place, _to(SAM, number)) for number, place in enumerate((SITE, SHOP))]
    await keep(store, made_engagement(), asked, asked_elsewhere, *said)
    await keep(store, Erased(ACME, SAM, NOW, engagement))
    gaps = {each.conversation: each.closed_by.by for each in await _found(store, Gap) if each.closed_by}
    named = {each.conversation: each.heard.reading.named for each in await _found(store, MessageKept)}
    there = SOMEBODY if engagement is None else SAM
    assert gaps == {SITE: SOMEBODY, SHOP: there}
    assert named == {SITE: (KIM, SOMEBODY), SHOP: (KIM, there)}


def _to(person: PersonId, number: int) -> Heard:
    told = heard(number)
    return told._replace(reading=told.reading._replace(named=(KIM, person)))


async def test_what_one_takes_along_holds_every_record_that_is_about_them(filled: Store) -> None:
    async with filled.begin(reading=True) as work:
        taken = await kept_about(SAM, ACME, work)
    kinds = {type(record) for records in taken.values() for record in records}
    expected = {kind for kind in ABOUT if any(_is_about(record, kind) for record in await _found(filled, kind))}
    assert kinds == expected
    assert len(kinds) > 20, "Sam is in nearly everything that is made up"


async def _found(store: Store, kind: Any) -> list[Any]:
    async with store.begin(reading=True) as work:
        return list(await work.find(kind, ACME))


async def _naming(store: Store, person: PersonId) -> set[str]:
    """The types of records in which somebody's id stands anywhere."""
    found = [(kind, record) for kind in IDENTITY for record in await _found(store, kind)]
    return {kind.__name__ for kind, record in found if any(_says(text, person) for text in _texts(record))}


def _says(text: str, person: str) -> bool:
    words = text.replace("/", " ").replace(">", " ").split()
    return person in words


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
    elif isinstance(value, tuple | list | frozenset | set):
        for part_of in value:
            yield from _texts(part_of)
    elif isinstance(value, Mapping):
        for item in value.items():
            yield from _texts(item)


def _is_about(record: Any, kind: type) -> bool:
    return any(_read(record, path) == SAM for path in ABOUT[kind])


def _read(record: Any, path: str) -> Any:
    for name in path.split("."):
        record = getattr(record, name)
    return record


def _holds(hint: Any, wanted: Any) -> bool:
    """Whether a type is, or is made of, another one; without looking into dataclasses but for their own fields."""
    if hint is wanted:
        return True
    if get_origin(hint) in (Union, UnionType, tuple, frozenset, list):
        return any(_holds(each, wanted) for each in get_args(hint))
    if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields")):
        return any(_holds(each, wanted) for each in get_type_hints(hint).values())
    return False
