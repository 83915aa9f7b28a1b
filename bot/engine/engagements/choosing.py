"""Candidates: invited to be got to know, vetted side by side, one chosen, the others thanked and forgotten.

Until somebody joins, nothing is kept of them but a seal. Who is thanked is told in their own hours, can take along what
is kept about them for a day, and is erased then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.engine import hours, invitations, vetting
from bot.engine.decision import Decision
from bot.engine.engagements import engagement
from bot.engine.lifecycle import FINAL
from bot.engine.requests import Request
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.agreements import Erased
from bot.vocabulary.answers import FormAsked, InvitationShown, Refused, Sure, Wrong
from bot.vocabulary.effects import Say, ThankCandidate, ToPerson
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Engagement, Record, Wakeup
from bot.vocabulary.signals import Reason
from bot.vocabulary.vetting import Candidacy, CandidacyState

FORGET: Final = "forget-candidate"
"""A wakeup: somebody who was thanked is erased. Its slot is the person."""
TO_TAKE_ALONG: Final = timedelta(days=1)
"""How long somebody who was thanked can still export what is kept about them."""


def vet(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Look at what is settled with whom; with people who have not joined, invite them as candidates."""
    people = tuple(dict.fromkeys(PersonId(each) for each in request.all("people")))
    inside = affairs is not None and affairs.has_joined(request.by)
    if affairs is None or not inside:
        return invite(request, affairs, situation) if people else Decision(answer=Refused(Reason("nothing-here")))
    if not affairs.is_owner(request.by):
        return Decision(answer=vetting.look(request, affairs, people[0] if people else ""))
    if request.is_form and not people:
        return Decision(answer=FormAsked("vet", affairs.engagement.id, wrong=(Wrong("people", Reason("people")),)))
    if any(not affairs.has_joined(each) for each in people):
        return invite(request, affairs, situation)
    _, _, person = request.about.partition("/")
    return Decision(answer=vetting.look(request, affairs, people[0] if people else person))


def ask_whom(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Open the form that invites candidates."""
    if affairs is None:
        return Decision(answer=Refused(Reason("nothing-here")))
    return Decision(answer=FormAsked("vet", affairs.engagement.id))


def invite(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Invite people as candidates, to the engagement there is or to a new one."""
    started = engagement.start(request, affairs, situation)
    shown = started.answer
    if isinstance(shown, FormAsked):
        return started._replace(answer=replace(shown, action="vet"))
    if not isinstance(shown, InvitationShown):
        return started
    home = affairs if affairs and affairs.engagement.id == shown.engagement.id else Affairs(shown.engagement)
    known = vetting.listed(home) or vetting.begun_by(request, home, situation)
    seals = (invitations.seal(shown.engagement, each) for each in shown.people if not home.has_joined(each))
    standing = [each for each in known.candidates if each in shown.engagement.invited]
    changed = replace(known, candidates=tuple(dict.fromkeys((*standing, *seals))))
    answer = replace(shown, as_candidates=True)
    return started._replace(
        remember=(*started.remember, changed), because=(Reason("candidates", (len(shown.people),)),), answer=answer
    )


def choose(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """Ask once more: the others cannot be brought back."""
    found = _candidate(request, affairs)
    if affairs is None or found is None:
        return Decision(answer=Refused(Reason("gone")))
    return Decision(answer=Sure("choose-now", request.about, (str(len(_others(affairs, found.person))),)))


def choose_now(request: Request, affairs: Affairs | None, situation: Agreements) -> Decision:
    """One is chosen; the others are thanked, what is open with them ends, and a day later they are forgotten."""
    found = _candidate(request, affairs)
    if affairs is None or found is None:
        return Decision(answer=Refused(Reason("gone")))
    chosen = replace(found, state=CandidacyState.CHOSEN)
    remember: list[Record] = [chosen]
    say: list[Say] = []
    wake: list[Wakeup] = []
    for other in _others(affairs, found.person):
        told_at = hours.next_opening(situation.calendar(other.person), request.at) or request.at
        thanked = replace(other, state=CandidacyState.THANKED, forgotten_at=told_at + TO_TAKE_ALONG)
        remember += [thanked, *_withdrawn(affairs, other.person, request)]
        effect = ThankCandidate(other.person, affairs.engagement.id)
        say.append(Say(f"thanked/{affairs.engagement.id}/{other.person}", ToPerson(other.person), effect, told_at))
        wake.append(_forget(affairs.engagement, other.person, told_at + TO_TAKE_ALONG))
    answer = vetting.look(request, affairs, found.person)
    return Decision(tuple(remember), (Reason("chosen", (len(say),)),), say=tuple(say), wake=tuple(wake), answer=answer)


def forget(event: WakeupDue, situation: Agreements) -> Decision:
    """Who was thanked is erased: here, and everywhere if they have no other engagement."""
    person, which = PersonId(event.slot), event.subject.rpartition("/")[2]
    home = next((each for each in situation.affairs if each.engagement.id == which), None)
    found = next((each for each in home.candidacies if each.person == person), None) if home else None
    if home is None or found is None or found.state is not CandidacyState.THANKED:
        return Decision(because=(Reason("gone"),))
    elsewhere = any(each is not home for each in situation.of(person))
    gone = Erased(situation.workspace, person, event.at, home.engagement.id if elsewhere else None)
    return Decision((gone,), (Reason("forgotten"),))


def _candidate(request: Request, affairs: Affairs | None) -> Candidacy | None:
    _, _, person = request.about.partition("/")
    return vetting.candidacy(affairs, PersonId(person)) if affairs else None


def _others(affairs: Affairs, chosen: PersonId) -> list[Candidacy]:
    return [each for each in affairs.candidacies if each.person != chosen and each.state is CandidacyState.CANDIDATE]


def _withdrawn(affairs: Affairs, person: PersonId, request: Request) -> list[Record]:
    open_ones = (each for each in affairs.expectations if each.state not in FINAL and each.owed_by == person)
    return [record for each in open_ones for record in engagement.withdrawn(each, request)]


def _forget(home: Engagement, person: PersonId, at: datetime) -> Wakeup:
    return Wakeup(home.workspace, FORGET, f"{home.conversations[0]}/{home.id}", person, at)
