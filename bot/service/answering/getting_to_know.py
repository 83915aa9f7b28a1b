"""What `vet` shows: the list of one person or of several, and how working together went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.engine import vetting
from bot.engine.reviews.working_together import Together, together
from bot.engine.vetting import Settled
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.answers import LookUp
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap
from bot.vocabulary.view import Text, View
from bot.wording import cautions
from bot.wording import vetting as worded
from bot.wording.moments import moment
from bot.wording.vetting import ItemShown, PersonShown, Worked

MOST_ANYWAY = 3


def view(asked: LookUp, affairs: Affairs, gaps: Sequence[Gap], at: datetime, situation: Agreements) -> View:
    """One list, where one person is meant or there is only one; else everybody side by side."""
    people = (PersonId(asked.about),) if asked.about else vetting.assistants(affairs)
    zone, can_change = situation.zone(asked.person), affairs.is_owner(asked.person)
    seen = [_person(each, affairs, gaps, at, situation, zone) for each in people]
    if len(seen) == 1:
        return worded.one(seen[0], affairs, zone, can_change and not affairs.is_owner(people[0]))
    return worded.side_by_side(seen, affairs, can_change)


def _person(
    person: PersonId, affairs: Affairs, gaps: Sequence[Gap], at: datetime, situation: Agreements, zone: str
) -> PersonShown:
    items = () if affairs.is_owner(person) else vetting.standings(affairs, person)
    worked = together(person, affairs, gaps, situation, at)
    return PersonShown(
        person,
        situation.person(person).name,
        vetting.about(affairs, person),
        tuple(_item(each, affairs, person, zone) for each in items),
        worded.record(_worked(worked), zone) if worked else (),
        vetting.candidacy(affairs, person),
        is_lead=any(each.is_lead for each in affairs.joined if each.person == person),
        anyway=_anyway(person, affairs, zone),
    )


def _anyway(person: PersonId, affairs: Affairs, zone: str) -> tuple[Text, ...]:
    """The answers to "go ahead anyway?", the latest first."""
    whats = {each.id: each.what for each in affairs.expectations}
    latest = sorted((each for each in affairs.gone_ahead if each.person == person), key=lambda each: each.at)[::-1]
    return tuple(
        worded.anyway(
            each.by,
            (moment(each.at, zone),),
            whats.get(each.expectation, ""),
            [cautions.short(reason) for reason in each.why],
        )
        for each in latest[:MOST_ANYWAY]
    )


def _item(each: Settled, affairs: Affairs, person: PersonId, zone: str) -> ItemShown:
    return ItemShown(
        vetting.about(affairs, person, each.item.key),
        each.item.words,
        each.item.is_required,
        each.is_done,
        _settled(each, zone),
        each.trial.state if each.trial else None,
        each.trial.id if each.trial else "",
        vetting.is_trial(each.item),
    )


def _settled(each: Settled, zone: str) -> Text:
    if each.at is None:
        return ()
    when = moment(each.at, zone)
    if each.tick is not None and each.tick.is_done:
        return worded.settled_by(each.tick.by, (when,), each.tick.note)
    return ("The task was accepted, ", when) if each.trial else ("Told on joining, ", when)


def _worked(seen: Together) -> Worked:
    return Worked(
        seen.since,
        seen.answers.asked,
        seen.answers.answered,
        seen.answers.open + seen.answers.acknowledged,
        seen.answers.median,
        seen.answers.p90,
        seen.acknowledged,
        seen.on_time,
        seen.delivered,
        seen.returned,
        seen.accepted,
    )
