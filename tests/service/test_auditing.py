"""The audit from end to end, over an archive made of words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import cast

import pytest

from adapters.clocks import HandClock
from adapters.memory.unit_of_work import Memory
from bot.ports import Archive
from bot.service import auditing
from bot.vocabulary.calendar import Holiday
from bot.vocabulary.coverage import Coverage
from bot.vocabulary.events import Event, MessagePosted
from bot.vocabulary.model import Conversation, Platform
from bot.vocabulary.policy import Policy
from bot.vocabulary.selection import Doubt, Selection, Unclear
from bot.vocabulary.signals import Heard
from tests.builders import PEOPLE, SITE, WORKSPACE, ana, asks, at, sam, says
from tests.made_up import gap, made_up

QUESTION = asks(ana, of=sam, at="mon 10:00")
SAID = [QUESTION, says(sam, "it is done", "mon 11:00", thread=QUESTION)]


class Words:
    """An archive of what is given to it."""

    kind = Platform.SLACK
    workspace = WORKSPACE
    name = "words"
    people = tuple(PEOPLE.values())
    conversations = (Conversation(SITE, "site"),)
    coverage = Coverage()

    def __init__(self, said: list[MessagePosted]) -> None:
        self._said = said

    def events(
        self,
        channels: Collection[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Event]:
        return (
            each for each in self._said if (since is None or each.at >= since) and (until is None or each.at < until)
        )


async def test_what_goes_through_the_inbox_is_witnessed() -> None:
    heard: list[Heard] = []
    memory, witness = Memory(Policy(everyone=True), keep_messages=False), auditing.Witness(heard.append)
    archive = cast("Archive", Words(SAID))
    await auditing.read(archive, memory, HandClock(auditing.BEGINNING), Selection(), witness)
    assert [gap.is_waiting for gap in memory.gaps.values()] == [False]
    assert (witness.first, witness.last) == (at("mon 10:00"), at("mon 11:00"))
    assert [each.link.answers for each in heard] == [None, QUESTION.message]


def test_people_of_one_zone_share_a_calendar_and_the_rest_have_the_assumed_one() -> None:
    usual, known = auditing.calendars(tuple(PEOPLE.values()), Selection(assumed_zone="Asia/Manila"), None)
    assert usual.versions[0].zone == "Asia/Manila"
    assert known[ana] is known[sam]


def test_holidays_of_the_country_are_in_every_calendar() -> None:
    days = (Holiday(at("mon 0:00").date(), "a day off"),)
    holidays = SimpleNamespace(legal=lambda country, years: days)
    usual, _ = auditing.calendars((), Selection(country="DE"), holidays)
    assert usual.holidays == days


def test_a_country_that_is_not_known_is_a_doubt() -> None:
    def legal(country: str, years: range) -> tuple[Holiday, ...]:
        raise ValueError("There is no country XX.")

    with pytest.raises(Unclear) as unclear:
        auditing.calendars((), Selection(country="XX"), SimpleNamespace(legal=legal))
    assert (unclear.value.doubt, unclear.value.why) == (Doubt.COUNTRY, "There is no country XX.")


def test_quotes_are_read_once_more_for_just_the_asks_that_are_named() -> None:
    open_one = gap(at=QUESTION.at, message=QUESTION.message)
    found = auditing.quoted(made_up([open_one]), cast("Archive", Words(SAID)))
    assert [one.quote for one in found.unanswered] == [QUESTION.text]
