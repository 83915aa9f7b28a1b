"""What every store knows of a conversation and of a person's turn, from the records that it was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.ports import HEARD_AT_TOP, HEARD_IN_THREADS, Known, Place, Store
from bot.vocabulary.calendar import Absence, default_calendar
from bot.vocabulary.desk import Desk
from bot.vocabulary.effects import gap_matter
from bot.vocabulary.model import Conversation, EngagementId, GroupId, Person, PersonId, Side
from bot.vocabulary.policy import Calibration, Policy
from bot.vocabulary.records import (
    AbsenceKept,
    CalibrationKept,
    ConversationKept,
    Forgotten,
    GapState,
    HeldBack,
    MemberState,
    MessageKept,
    NudgeKept,
    PersonKept,
    Reach,
    Record,
    Snooze,
)
from tests.kept import (
    ACME,
    ANA,
    FACTS,
    KIM,
    NOW,
    OTHER,
    SAM,
    SHOP,
    SITE,
    engagement,
    gap,
    heard,
    hours,
    keep,
    later,
    member,
)

HERE = Place(ACME, SITE)
BERLIN = default_calendar("Europe/Berlin")
TEAM: list[Record] = [
    engagement(),
    member(ANA, Side.OWNER),
    member(SAM, Side.ASSISTANT),
    member(KIM, Side.ASSISTANT, MemberState.INVITED),
    PersonKept(ACME, Person(ANA, "Ana", zone="Europe/Madrid")),
    PersonKept(ACME, Person(SAM, "Sam")),
]


async def known(store: Store, place: Place = HERE) -> Known:
    async with store.begin() as work:
        return await work.known(place)


async def desk(store: Store, person: PersonId = SAM) -> Desk:
    async with store.begin() as work:
        return await work.desk(ACME, person, NOW)


async def test_of_a_new_conversation_nothing_is_known(store: Store) -> None:
    about = await known(store)
    assert about.conversation == Conversation(SITE, SITE)
    assert not any((about.people, about.sides, about.joined, about.heard, about.waiting))
    assert (about.policy, about.calendar, about.calibration) == (Policy(), default_calendar(), Calibration())


async def test_who_takes_part_is_told_by_the_engagement_of_the_conversation(store: Store) -> None:
    await keep(store, *TEAM)
    about = await known(store)
    assert about.joined == {ANA, SAM}
    assert about.sides == {ANA: Side.OWNER, SAM: Side.ASSISTANT}
    assert about.policy == engagement().policy
    assert about.calendar == BERLIN
    assert set(about.people) == {ANA, SAM}
    elsewhere = await known(store, Place(ACME, SHOP))
    assert not any((elsewhere.joined, elsewhere.sides))
    assert elsewhere.policy == Policy()
    assert (await known(store, Place(OTHER, SITE))).people == {}


async def test_who_left_and_what_has_ended_counts_no_more(store: Store) -> None:
    await keep(store, *TEAM, member(SAM, Side.ASSISTANT, MemberState.LEFT))
    assert (await known(store)).joined == {ANA}
    await keep(store, engagement(ended_at=later(1)))
    assert (await known(store)).joined == set()


async def test_of_two_engagements_in_one_conversation_the_older_one_rules(store: Store) -> None:
    younger = EngagementId("a younger one")
    await keep(store, *TEAM, engagement(id=younger, zone="Asia/Manila", started_at=later(1), policy=Policy()))
    await keep(store, member(SAM, Side.OWNER, engagement=younger), member(KIM, Side.ASSISTANT, engagement=younger))
    about = await known(store)
    assert about.sides == {ANA: Side.OWNER, SAM: Side.ASSISTANT, KIM: Side.ASSISTANT}
    assert (about.policy, about.calendar) == (engagement().policy, BERLIN)


async def test_everybody_has_the_hours_they_told_or_the_usual_ones_where_they_live(store: Store) -> None:
    ill = AbsenceKept(ACME, SAM, Absence(later(2), later(9), "ill"))
    quiet = AbsenceKept(ACME, SAM, Absence(NOW, later(1)), do_not_disturb=True)
    await keep(store, *TEAM, hours(SAM, "Asia/Manila", later(-9)), hours(SAM, "Asia/Tokyo", NOW), ill, quiet)
    calendars = (await known(store)).calendars
    assert calendars[ANA] == default_calendar("Europe/Madrid")
    assert [version.zone for version in calendars[SAM].versions] == ["Asia/Manila", "Asia/Tokyo"]
    assert calendars[SAM].absences == (ill.absence,)


async def test_holidays_are_those_of_where_somebody_worked_at_the_time(store: Store) -> None:
    await keep(store, hours(SAM, "Asia/Manila", country="PH"), hours(SAM, "Europe/Berlin", NOW, country="DE"))
    days = {holiday.day.isoformat() for holiday in (await known(store)).calendars[SAM].holidays}
    assert {"2025-06-12", "2026-10-03"} <= days
    assert not {"2025-10-03", "2026-06-12"} & days


async def test_a_country_that_nobody_knows_stops_nothing(store: Store) -> None:
    await keep(store, hours(SAM, "UTC", country="XX"))
    assert (await known(store)).calendars[SAM].holidays == ()


async def test_what_was_told_of_the_conversation_and_what_was_learnt_is_known(store: Store) -> None:
    about = Conversation(SITE, "site", members=frozenset({ANA}))
    await keep(store, ConversationKept(ACME, about), CalibrationKept(ACME, Calibration(asks=0.5)))
    assert (await known(store)).conversation == about
    assert (await known(store)).calibration == Calibration(asks=0.5)


async def test_the_latest_messages_come_back_in_the_order_of_their_moments(store: Store) -> None:
    top = [heard(number) for number in range(1, HEARD_AT_TOP + 11)]
    threads = [heard(1000 + number, thread=number % 7) for number in range(HEARD_IN_THREADS + 5)]
    await keep(store, *(MessageKept(ACME, SITE, each) for each in [*reversed(threads), *reversed(top)]))
    await keep(store, MessageKept(ACME, SHOP, heard(5000)), MessageKept(OTHER, SITE, heard(5001)))
    assert list((await known(store)).heard) == [*top[10:], *threads[5:]]


async def test_what_waits_in_a_conversation_is_known_oldest_first(store: Store) -> None:
    ended = gap(3, state=GapState.ANSWERED, closed_at=NOW)
    taken_on = gap(4, state=GapState.ACKNOWLEDGED)
    await keep(store, taken_on, ended, gap(2), gap(1, conversation=SHOP), gap(1, OTHER), gap(5))
    await keep(store, Forgotten(ACME, SITE, gap(5).identity))
    assert list((await known(store)).waiting) == [gap(2), taken_on]


async def test_what_ended_lately_is_known_beside_it_and_what_ended_long_ago_is_not(store: Store) -> None:
    said = [MessageKept(ACME, SITE, heard(number)) for number in range(70)]
    at = said[10].heard.at
    lately = gap(1, state=GapState.ANSWERED, asked_at=NOW, closed_at=at)
    long_ago = gap(2, state=GapState.ANSWERED, asked_at=NOW, closed_at=said[2].heard.at)
    await keep(store, *TEAM, *said, lately, long_ago, gap(3))
    here = await known(store)
    assert (list(here.ended), [each.message for each in here.waiting]) == ([lately], ["site/3"])


async def test_what_was_just_remembered_is_known_in_the_same_work(store: Store) -> None:
    async with store.begin() as work:
        await work.known(HERE)
        await work.remember([*TEAM, gap()])
        about = await work.known(HERE)
    assert about.joined == {ANA, SAM}
    assert list(about.waiting) == [gap()]


async def test_a_desk_holds_what_waits_for_its_person_everywhere(store: Store) -> None:
    elsewhere = gap(1, conversation=SHOP, asked_by=KIM)
    unasked = [gap(3, owed_by=None), gap(4, owed_by=KIM), gap(5, state=GapState.ANSWERED), gap(6, OTHER)]
    await keep(store, *TEAM, gap(2), elsewhere, *unasked)
    turn = await desk(store)
    assert turn.waiting == (elsewhere, gap(2))
    assert (turn.person, turn.takes_part, turn.policy) == (Person(SAM, "Sam"), True, engagement().policy)
    assert turn.asker_calendars == {ANA: default_calendar("Europe/Madrid"), KIM: default_calendar()}
    assert turn.calendar == BERLIN


async def test_a_stranger_takes_no_part(store: Store) -> None:
    await keep(store, *TEAM)
    turn = await desk(store, KIM)
    assert (turn.person, turn.takes_part, turn.waiting, turn.policy) == (Person(KIM, KIM), False, (), Policy())


async def test_a_desk_remembers_what_was_said_lately_and_what_was_not(store: Store) -> None:
    matter, other = gap_matter(gap().identity), gap_matter(gap(2).identity)
    nudges = [NudgeKept(ACME, SAM, matter, NOW - timedelta(days=days), 1) for days in (31, 29, 1)]
    long_ago = NOW - timedelta(days=31)
    snoozes = [
        Snooze(ACME, SAM, matter, long_ago, NOW, 1),
        Snooze(ACME, SAM, other, long_ago, later(1), 1),
        Snooze(ACME, SAM, matter, later(-2), later(-1), 2),
    ]
    held = [HeldBack(ACME, SAM, matter, later(hours), FACTS) for hours in (-12.5, -11)]
    theirs: list[Record] = [NudgeKept(ACME, ANA, matter, NOW, 1), Snooze(ACME, ANA, matter, NOW, later(1), 1)]
    await keep(store, *TEAM, *reversed(nudges), *snoozes, *held, *theirs)
    turn = await desk(store)
    assert (turn.nudges, turn.snoozes, turn.held_back) == (tuple(nudges[1:]), tuple(snoozes[1:]), (held[1],))


async def test_on_a_desk_not_being_disturbed_counts_as_away(store: Store) -> None:
    quiet = AbsenceKept(ACME, SAM, Absence(NOW, later(1)), do_not_disturb=True)
    await keep(store, *TEAM, quiet)
    assert (await desk(store)).calendar.absences == (quiet.absence,)


async def test_a_desk_knows_where_something_may_have_been_missed(store: Store) -> None:
    reaches = [Reach(ACME, SITE, NOW, False), Reach(ACME, SHOP, NOW, True), Reach(OTHER, SHOP, NOW, False)]
    await keep(store, *reaches)
    assert (await desk(store)).unreconciled == {SITE}
    async with store.begin(reading=True) as work:
        assert await work.reaches() == [reaches[1], reaches[0], reaches[2]]
        assert await work.reaches(ACME) == [reaches[1], reaches[0]]


async def test_gaps_are_those_that_wait_and_those_that_ended_since(store: Store) -> None:
    closed = [gap(n, state=GapState.ANSWERED, closed_at=later(n)) for n in (1, 2)]
    asked = replace(gap(3, group=GroupId("team")), asked_by=SAM, owed_by=None)
    await keep(store, gap(4), asked, *closed, gap(1, OTHER))
    async with store.begin(reading=True) as work:
        assert await work.gaps(ACME) == [asked, gap(4)]
        assert await work.gaps(ACME, since=later(1)) == [closed[1], asked, gap(4)]
        assert await work.gaps(ACME, owed_by=SAM, since=later(0)) == [*closed, gap(4)]
        assert await work.gaps(ACME, asked_by=SAM) == [asked]
