"""The agreement: its link and its days, and reminders of them in time for both."""

from __future__ import annotations

from bot.engine.money.contracts import CONTRACT
from bot.vocabulary.answers import FormAsked
from bot.vocabulary.booked import RemindContract
from bot.vocabulary.effects import ToPerson
from bot.vocabulary.terms import Contract
from tests.agreed import Talk, ana, sam

DAYS = {"link": "https://example.com/a", "starts": "1 Nov 2026", "ends": "31 Dec 2026", "notice": "2026-12-15"}


def signed(**days: str) -> Talk:
    talk = Talk().team(sam)
    return talk.submit(ana, "set-contract", talk.engagement.id, **(days or DAYS))


def reminders(talk: Talk) -> list[RemindContract]:
    return [each.effect for each in talk.said if isinstance(each.effect, RemindContract)]


def test_its_days_are_kept_and_what_lies_ahead_is_reminded_of() -> None:
    talk = signed()
    (contract,) = talk.all(Contract)
    assert contract.link == "https://example.com/a"
    slots = sorted(each.slot for each in talk.wakeups if each.kind == CONTRACT)
    assert slots == ["ends/2026-12-31/30", "ends/2026-12-31/7", "notice/2026-12-15/14", "notice/2026-12-15/3"]


def test_both_are_reminded_in_the_morning_of_the_day_before_their_time() -> None:
    talk = signed(notice="15 Dec 2026").wait(days=9)
    assert [(each.to, each.which) for each in reminders(talk)] == [(ana, "notice"), (sam, "notice")]
    (morning, _) = [each for each in talk.said if isinstance(each.effect, RemindContract)]
    assert morning.to == ToPerson(ana)
    assert morning.not_before is not None
    assert morning.not_before.isoformat() == "2026-12-01T08:00:00+00:00"


def test_a_day_that_was_changed_is_not_reminded_of() -> None:
    talk = signed()
    talk.submit(ana, "set-contract", talk.engagement.id, ends="31 Mar 2027").wait(days=50)
    assert reminders(talk) == []
    assert [each.number for each in talk.all(Contract)] == [1, 2]


def test_a_day_that_has_passed_meanwhile_is_not_reminded_of() -> None:
    talk = signed(renews="26 Nov 2026")
    assert not [each for each in talk.wakeups if each.kind == CONTRACT]
    talk = signed()
    due = next(each for each in talk.wakeups if each.slot == "notice/2026-12-15/3")
    talk.at = talk.at.replace(month=12, day=20)
    talk.wakeups = [due]
    assert reminders(talk.wait(hours=1)) == []


def test_what_is_wrong_stands_at_its_field_and_what_is_known_in_the_form() -> None:
    talk = Talk().team(sam)
    talk.submit(ana, "set-contract", talk.engagement.id, link="javascript:alert(1)", starts="soon", ends="1 Jan 2027")
    assert isinstance(talk.answer, FormAsked)
    assert {each.field for each in talk.answer.wrong} == {"link", "starts"}
    talk.submit(ana, "set-contract", talk.engagement.id, starts="2 Jan 2027", ends="1 Jan 2027")
    assert isinstance(talk.answer, FormAsked)
    assert [each.field for each in talk.answer.wrong] == ["ends"]
    assert not talk.all(Contract)
    talk = signed()
    talk.press(ana, "set-contract", talk.engagement.id)
    assert isinstance(talk.answer, FormAsked)
    assert {value.name for value in talk.answer.values} == {"link", "starts", "ends", "notice"}
