"""Scenarios 6 and 8 to 20: who waits on whom."""

from __future__ import annotations

import pytest

from bot.vocabulary.model import EVERYONE, GroupId
from bot.vocabulary.records import ClosedBy, GapState, Mark
from tests.builders import ana, asks, at, bot, deletes, edits, kim, marks, reacts, sam, says, takes_back
from tests.playbook import SIDES, Playbook

TWO = (ana, sam)


def test_asked_twice_and_unanswered_one_waits_since_the_first_time() -> None:
    """Scenario 6."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"), asks(ana, of=sam, at="mon 10:30"))
    assert play.gap.asked_at == at("mon 10:00")
    assert len(play.gap.joined) == 1


def test_after_an_answer_and_thanks_nobody_waits() -> None:
    """Scenario 8."""
    question = asks(ana, of=sam, at="mon 10:00")
    answer = says(sam, "yes, the header is fine now, I moved the logo", "mon 10:20", reply_to=question)
    play = Playbook().hears(question, answer, says(ana, "thanks!", "mon 10:21"))
    assert play.waiting == []
    assert play.gap.state is GapState.ANSWERED


def test_thanks_alone_say_that_what_was_said_since_was_the_answer() -> None:
    question = asks(ana, of=sam, at="mon 10:00", text="which browser was it?")
    remark = says(sam, "firefox on the old laptop", "mon 10:20")
    play = Playbook(members=TWO).hears(question, remark, says(ana, "thanks @sam", "mon 10:21", to=(sam,)))
    assert play.waiting == []
    assert play.gap.closed_at == at("mon 10:20")


def test_thanks_in_advance_close_nothing() -> None:
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"), says(ana, "thanks!", "mon 10:01"))
    assert play.waiting == [(ana, sam)]


def test_a_bots_reply_closes_nothing_and_the_first_persons_clock_runs_on() -> None:
    """Scenario 9."""
    question = asks(ana, of=sam, at="mon 10:00")
    bots = says(bot, "I have handed this over to Sam.", "mon 10:01", reply_to=question)
    in_thread = says(bot, "Sam will see to it.", "mon 10:02", thread=question)
    play = Playbook().hears(question, bots, in_thread)
    assert play.waiting == [(ana, sam)]
    assert play.gap.asked_at == at("mon 10:00")


def test_what_a_bot_asks_waits_for_nobody() -> None:
    play = Playbook().hears(says(bot, "@sam did you do your check-in?", "mon 10:00", to=(sam,)))
    assert play.gaps == []


def test_of_two_asked_by_name_the_one_who_is_silent_still_owes() -> None:
    """Scenario 10."""
    question = says(ana, "@sam @kim can you each send me your hours?", "mon 10:00", to=(sam, kim))
    play = Playbook().hears(question, says(sam, "32 hours, I sent the sheet", "mon 10:30", reply_to=question))
    assert play.waiting == [(ana, kim)]


@pytest.mark.parametrize("group", [GroupId("S-design")])
def test_of_a_group_one_answer_is_enough(group: GroupId) -> None:
    """Scenario 10."""
    play = Playbook(groups={group: frozenset({sam, kim})})
    question = says(ana, "@design who can do the banner?", "mon 10:00", groups=(group,))
    play.hears(question)
    assert play.waiting == [(ana, kim), (ana, sam)]
    play.hears(says(kim, "I can take the banner", "mon 11:00", thread=question))
    assert play.waiting == []
    assert {gap.closed_by.by for gap in play.gaps if gap.closed_by} == {kim}


def test_whoever_is_there_is_asked_by_here_and_one_answer_is_enough() -> None:
    question = says(ana, "@here is anyone able to restart the server?", "mon 10:00", groups=(EVERYONE,))
    play = Playbook().hears(question)
    assert play.waiting == [(ana, None)]
    play.hears(says(kim, "restarted it just now", "mon 10:05", thread=question))
    assert play.waiting == []


def test_a_thread_reply_closes_a_gap_that_was_opened_in_the_channel() -> None:
    """Scenario 11."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, says(sam, "the header is done", "mon 12:00", thread=question))
    assert play.gap.state is GapState.ANSWERED
    assert play.gap.closed_by is not None
    assert play.gap.closed_by.kind is ClosedBy.THREAD


def test_good_morning_to_all_by_the_debtor_closes_nothing() -> None:
    """Scenario 12."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(
        question, says(kim, "the weather is nice", "mon 10:05"), says(sam, "Morning all", "mon 10:10")
    )
    assert play.waiting == [(ana, sam)]


def test_eyes_acknowledge_and_do_not_answer() -> None:
    """Scenario 13."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, reacts(sam, "eyes", question, "mon 10:05"))
    assert play.gap.state is GapState.ACKNOWLEDGED
    assert play.waiting == [(ana, sam)]


def test_a_check_mark_by_the_debtor_answers_a_yes_or_no() -> None:
    """Scenario 13."""
    question = asks(ana, of=sam, at="mon 10:00", text="is the header done?")
    play = Playbook().hears(question, reacts(sam, "white_check_mark", question, "mon 10:05"))
    assert play.gap.state is GapState.ANSWERED


def test_a_check_mark_by_somebody_else_answers_nothing() -> None:
    question = asks(ana, of=sam, at="mon 10:00", text="is the header done?")
    play = Playbook().hears(question, reacts(kim, "white_check_mark", question, "mon 10:05"))
    assert play.waiting == [(ana, sam)]


def test_a_check_mark_does_not_answer_which_one() -> None:
    question = asks(ana, of=sam, at="mon 10:00", text="which of the two logos do you prefer?")
    play = Playbook().hears(question, reacts(sam, "+1", question, "mon 10:05"))
    assert play.gap.state is GapState.ACKNOWLEDGED


def test_a_reaction_taken_back_takes_back_what_it_did() -> None:
    question = asks(ana, of=sam, at="mon 10:00", text="is the header done?")
    play = Playbook().hears(
        question, reacts(sam, "+1", question, "mon 10:05"), takes_back(sam, "+1", question, "mon 10:06")
    )
    assert play.waiting == [(ana, sam)]


def test_will_look_acknowledges_without_answering() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, says(sam, "will look", "mon 10:05", thread=question))
    assert play.gap.state is GapState.ACKNOWLEDGED
    assert play.gap.acknowledged_at == at("mon 10:05")


def test_the_owner_owes_too() -> None:
    """Scenario 14."""
    play = Playbook(sides=SIDES).hears(says(sam, "which colour should the banner be?", "mon 10:00"))
    assert play.waiting == [(sam, ana)]


def test_with_nobody_named_the_other_side_is_asked() -> None:
    question = says(ana, "could somebody fix the footer please?", "mon 10:00")
    play = Playbook(sides=SIDES).hears(question)
    assert play.waiting == [(ana, kim), (ana, sam)]
    play.hears(says(sam, "I fixed the footer", "mon 11:00", reply_to=question))
    assert play.waiting == []


def test_two_alone_need_no_name() -> None:
    play = Playbook(members=TWO).hears(says(ana, "when will the draft be ready?", "mon 10:00"))
    assert play.waiting == [(ana, sam)]
    play.hears(says(sam, "tomorrow at noon", "mon 10:30"))
    assert play.waiting == []


def test_a_deleted_question_waits_for_nobody() -> None:
    """Scenario 15."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, deletes(question, "mon 10:05"))
    assert play.gap.state is GapState.WITHDRAWN


def test_a_question_edited_into_a_statement_waits_for_nobody() -> None:
    """Scenario 15."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, edits(question, "@sam the header looks good.", "mon 10:05"))
    assert play.gap.state is GapState.WITHDRAWN


def test_a_statement_edited_into_a_question_opens_at_the_edit() -> None:
    """Scenario 15."""
    statement = says(ana, "@sam the header looks good.", "mon 10:00", to=(sam,))
    play = Playbook().hears(statement, edits(statement, "@sam can you make the header smaller?", "mon 11:00"))
    assert play.gap.asked_at == at("mon 11:00")
    assert play.waiting == [(ana, sam)]


def test_a_question_corrected_in_its_spelling_keeps_its_clock() -> None:
    question = asks(ana, of=sam, at="mon 10:00", text="can you loko at it?")
    play = Playbook().hears(question, edits(question, "@sam can you look at it?", "mon 10:05"))
    assert play.gap.asked_at == at("mon 10:00")


def test_an_edit_that_names_somebody_else_asks_that_person() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    edited = edits(question, "@kim can you look at the header?", "mon 10:05")
    edited = edited._replace(posted=edited.posted._replace(mentions=(kim,)))
    assert Playbook().hears(question, edited).waiting == [(ana, kim)]


def test_five_lines_within_two_minutes_are_one_ask() -> None:
    """Scenario 18."""
    play = Playbook().hears(
        says(ana, "hey @sam", "mon 10:00:00", to=(sam,)),
        says(ana, "about the site", "mon 10:00:20"),
        says(ana, "can you make the header smaller?", "mon 10:00:40"),
        says(ana, "and can you move the logo?", "mon 10:01:10"),
        says(ana, "it looks odd on my phone", "mon 10:01:30"),
    )
    assert play.waiting == [(ana, sam)]
    assert play.gap.asked_at == at("mon 10:00:40")


def test_a_question_withdrawn_in_the_same_breath_waits_for_nobody() -> None:
    """Scenario 19."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00", text="can you resend it? never mind, found it"))
    assert play.waiting == []


def test_never_mind_ends_the_askers_wait() -> None:
    """Scenario 19."""
    play = Playbook().hears(asks(ana, of=sam, at="mon 10:00"), says(ana, "never mind, found it", "mon 10:10"))
    assert play.gap.state is GapState.WITHDRAWN


@pytest.mark.parametrize(
    "text",
    [
        "> can you send me the invoice?\nthat is what the client wrote",
        "`is_ready() ? 1 : 0` is what it says there",
        "```\nwhy does this fail?\n```",
        "who doesn't love Mondays?",
        "see https://example.org/search?q=header",
    ],
)
def test_what_is_quoted_in_code_or_rhetorical_opens_nothing(text: str) -> None:
    """Scenario 20."""
    assert Playbook(members=TWO).hears(says(ana, text, "mon 10:00")).waiting == []


@pytest.mark.parametrize("text", ["Thanks!", "ok", "Good morning", "The site is online now.", "👍"])
def test_thanks_greetings_and_announcements_open_nothing(text: str) -> None:
    """Rule 1."""
    assert Playbook(members=TWO).hears(says(ana, text, "mon 10:00")).gaps == []


def test_not_a_question_always_wins() -> None:
    """Rule 6."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, marks(sam, question, Mark.NOT_A_QUESTION, "mon 10:05"))
    assert play.gap.state is GapState.DISMISSED
    play.hears(edits(question, "@sam can you look at the header today?", "mon 10:06"))
    assert play.waiting == []


def test_waiting_for_this_opens_what_was_not_judged_a_question() -> None:
    """Rule 6."""
    remark = says(ana, "@sam the invoice is on its way.", "mon 10:00", to=(sam,))
    play = Playbook().hears(remark)
    assert play.waiting == []
    play.hears(marks(ana, remark, Mark.WAITING, "mon 10:05"))
    assert play.waiting == [(ana, sam)]


def test_answered_ends_it_whatever_was_said() -> None:
    """Rule 6."""
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, marks(ana, question, Mark.ANSWERED, "mon 12:00"))
    assert play.gap.state is GapState.ANSWERED


def test_a_question_in_return_hands_the_turn_back() -> None:
    question = asks(ana, of=sam, at="mon 10:00")
    play = Playbook().hears(question, says(sam, "which header do you mean?", "mon 10:30", thread=question))
    assert play.waiting == [(sam, ana)]
