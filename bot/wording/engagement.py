"""The cards about an engagement: the invitation, what is recorded, who came and went, its goals."""

from __future__ import annotations

from typing import Final

from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Expectation, Goal
from bot.vocabulary.answers import InvitationShown, Sure, WhichEngagement
from bot.vocabulary.commands import NAME
from bot.vocabulary.effects import TellTurn, Turn
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Button, Code, Mention, MomentStyle, Named, Section, Span, Strong, Text, View, Weight
from bot.wording.moments import moment

CLOSED: Final = frozenset({"accepted", "declined", "withdrawn", "expired"})
SURE: Final = {"leave-now": "Leave", "end-now": "End it", "erase-now": "Erase it all", "choose-now": "Choose"}
MOST_GOALS: Final = 10


def invitation(shown: InvitationShown) -> View:
    """The invitation, where everybody sees it: the only place in which the invited are named."""
    names = _listed(tuple(Mention(person) for person in shown.people))
    purpose = " to get to know each other, as candidates" if shown.as_candidates else " to work together with Openline"
    until = shown.engagement.invited_until
    stands: Text = (
        ("Stands for two weeks.",)
        if until is None
        else ("Stands until ", moment(until, shown.engagement.zone, MomentStyle.DAY))
    )
    return View(
        (Named(shown.by), " invites ", *names, purpose),
        (
            (Strong(shown.engagement.name),),
            ("It keeps track of who waits for whom, and reminds each of you in your own working hours.",),
            ("Nothing about you is recorded before you join: who, when and where, never what was said.",),
        ),
        buttons=(
            Button("Join", "join", shown.engagement.id, Weight.PRIMARY),
            Button(BY_NAME["decline-invitation"].label, "decline-invitation", shown.engagement.id),
        ),
        small_print=stands,
        for_all=True,
    )


def notice(affairs: Affairs) -> View:
    """What is recorded in a conversation, said in it."""
    people = _listed(tuple(Named(member.person) for member in affairs.joined))
    return View(
        (Strong("Openline keeps track here"),),
        (
            ("Of ", *people, ": who wrote when and where, who waits for whom. Never what was said."),
            ("What you type into Openline itself is kept: expectations, goals, answers, feedback.",),
            ("Both sides see the same figures; nobody else sees them. Nothing is kept about anybody else here.",),
        ),
        small_print=("See, export or erase yours: ", Code(f"/{NAME} privacy"), ". Leave: ", Code(f"/{NAME} leave")),
    )


def turned(told: TellTurn, affairs: Affairs) -> View:
    """Who came, or that it is over."""
    name = Strong(affairs.engagement.name)
    who: Text = (Named(told.by),) if told.by else ("Somebody",)
    if told.turn is Turn.JOINED:
        profile = affairs.profile(told.by) if told.by else None
        hours: Text = (f"About {profile.hours_a_week:g} h a week",) if profile and profile.hours_a_week else ()
        does: Text = (profile.does,) if profile and profile.does else ()
        return View((*who, " has joined ", name), tuple(line for line in (hours, does) if line))
    if told.turn is Turn.LEFT:
        return View((*who, " has left ", name), (("What was kept about them is erased.",),))
    return View((name, " is ended, by ", *who), (("Nothing is recorded here any more. What was open is withdrawn.",),))


def sure(asked: Sure) -> View:
    """One question before something that cannot be taken back."""
    name = asked.facts[0] if asked.facts else ""
    headline, *facts = {
        "leave-now": (
            f"Leave {name}?",
            "What is kept about you there is erased, for both sides. Export it first if you want to keep it.",
        ),
        "end-now": (f"End {name}?", "For everybody in it. What is open is withdrawn; it cannot be begun again."),
        "erase-now": (
            "Erase everything that is kept about you?",
            f"You leave {' and '.join(asked.facts)} with it." if asked.facts else "You are in no engagement.",
            "The other side loses it too: questions, expectations, answers. It cannot be brought back.",
        ),
        "choose-now": (
            "Choose this candidate?",
            {"0": "There is no other candidate."}.get(
                name, "The others are thanked in private; a day later, what is kept about them here is erased."
            ),
        ),
    }[asked.action]
    label = SURE[asked.action]
    return View(
        (Strong(headline),),
        tuple((fact,) for fact in facts),
        buttons=(
            Button(label, asked.action, asked.about, Weight.PRIMARY if asked.action == "choose-now" else Weight.DANGER),
            *((Button("Export first", "export"),) if asked.action not in {"end-now", "choose-now"} else ()),
            Button("Cancel", "dismiss"),
        ),
    )


def which(asked: WhichEngagement) -> View:
    """Several engagements may be meant."""
    draft = f"/{asked.draft}" if asked.draft else ""
    buttons = tuple(Button(each.name[:40], asked.action, f"{each.id}{draft}") for each in asked.among)
    return View((Strong("Which engagement?"),), buttons=buttons[:3], more=buttons[3:])


def goals(affairs: Affairs, can_change: bool) -> View:
    """Each goal with what moves towards it, the open ones first."""
    still = [goal for goal in affairs.goals if goal.closed_at is None]
    reached = [goal for goal in affairs.goals if goal.is_reached]
    add = (Button("Add a goal", "goals", affairs.engagement.id, Weight.PRIMARY),) if can_change else ()
    if not still:
        hint = "Say what you are after; then everybody can tell what helps." if can_change else "The owner sets them."
        return View((Strong(f"No goals for {affairs.engagement.name} yet"),), ((hint,),), buttons=add)
    return View(
        (Strong(f"Goals of {affairs.engagement.name}"),),
        ((f"{len(reached)} reached so far",),) if reached else (),
        sections=tuple(_goal(goal, affairs, can_change) for goal in still[:MOST_GOALS]),
        buttons=add,
    )


def _goal(goal: Goal, affairs: Affairs, can_change: bool) -> Section:
    towards = [each for each in affairs.expectations if each.goal == goal.id]
    buttons = (
        (Button("Reached", "goal-reached", goal.id), Button("Drop", "goal-dropped", goal.id)) if can_change else ()
    )
    return Section(goal.words, ((_moves(towards),),), buttons)


def _moves(towards: list[Expectation]) -> str:
    """How a goal moves, in a line."""
    accepted = sum(each.state == "accepted" for each in towards)
    open_ones = sum(each.state not in CLOSED for each in towards)
    if not towards:
        return "Nothing was asked for towards it yet"
    return f"{accepted} accepted, {open_ones} open"


def _listed(names: tuple[Span, ...]) -> Text:
    """Names one after the other: "Ana, Sam and Lee"."""
    if len(names) < 2:
        return names
    between = [", "] * (len(names) - 2) + [" and "]
    return tuple(part for name, after in zip(names, [*between, ""], strict=True) for part in (name, after) if part)


def people_in(affairs: Affairs, situation: Agreements, reader: PersonId) -> Text:
    """With whom, for a line about an engagement."""
    return _listed(tuple(Named(member.person) for member in affairs.joined if member.person != reader))
