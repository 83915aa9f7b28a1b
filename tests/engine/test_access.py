"""S7: every role and every action, each said outright. What is not allowed here is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import access
from bot.engine.commands import RULES
from bot.vocabulary.actions import BY_NAME
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.answers import Refused
from bot.vocabulary.model import EngagementId, Person, Side
from bot.vocabulary.records import Engagement, Member, MemberState
from bot.vocabulary.roles import Role
from tests.agreed import ACME, MONDAY, PEOPLE, SITE, Talk, ana, eve, joe, kim, lee, max_, sam

ROLES = (Role.OWNER, Role.ASSISTANT, Role.OUTSIDER, Role.GUEST, Role.REMOVED, Role.STRANGER, Role.VISITOR, Role.ADMIN)
TABLE = """
                     owner assistant outsider guest removed stranger visitor admin
start                yes   no        no       no    no      yes      no      yes
join                 no    no        no       no    yes     yes      yes     yes
decline-invitation   no    no        no       no    yes     yes      yes     yes
leave                yes   yes       yes      yes   no      no       no      no
leave-now            yes   yes       yes      yes   no      no       no      no
end                  yes   yes       no       no    no      no       no      no
end-now              yes   yes       no       no    no      no       no      no
goals                yes   yes       yes      yes   no      no       no      no
goal-reached         yes   no        no       no    no      no       no      no
goal-dropped         yes   no        no       no    no      no       no      no
expect               yes   yes       yes      yes   no      no       no      no
expect-this          yes   yes       yes      yes   no      no       no      no
add-missing          yes   yes       yes      yes   no      no       no      no
send-as-is           yes   yes       yes      yes   no      no       no      no
deliver-draft        yes   yes       yes      yes   no      no       no      no
put-now              yes   yes       yes      yes   no      no       no      no
acknowledge          yes   yes       yes      yes   no      no       no      no
undo                 yes   yes       yes      yes   no      no       no      no
ask                  yes   yes       yes      yes   no      no       no      no
answer-question      yes   yes       yes      yes   no      no       no      no
propose-date         yes   yes       yes      yes   no      no       no      no
agree-date           yes   yes       yes      yes   no      no       no      no
keep-date            yes   yes       yes      yes   no      no       no      no
confirm              yes   yes       yes      yes   no      no       no      no
deliver              yes   yes       yes      yes   no      no       no      no
accept               yes   yes       yes      yes   no      no       no      no
return               yes   yes       yes      yes   no      no       no      no
decline              yes   yes       yes      yes   no      no       no      no
edit                 yes   yes       yes      yes   no      no       no      no
withdraw             yes   yes       yes      yes   no      no       no      no
show                 yes   yes       yes      yes   no      no       no      no
waiting-for-this     yes   yes       yes      yes   no      no       no      no
answered             yes   yes       yes      yes   no      no       no      no
not-a-question       yes   yes       yes      yes   no      no       no      no
answer               yes   yes       yes      yes   no      no       no      no
name-time            yes   yes       yes      yes   no      no       no      no
ask-again            yes   yes       yes      yes   no      no       no      no
ask-time             yes   yes       yes      yes   no      no       no      no
deliver-then         yes   yes       yes      yes   no      no       no      no
send-now             yes   yes       yes      yes   no      no       no      no
home                 yes   yes       yes      yes   yes     yes      yes     yes
mine                 yes   yes       yes      yes   yes     yes      yes     yes
waiting              yes   yes       yes      yes   yes     yes      yes     yes
checkin              yes   yes       yes      yes   no      no       no      no
checkin-schedule     yes   yes       yes      yes   no      no       no      no
checkin-plan         yes   yes       yes      yes   no      no       no      no
checkin-skip         yes   yes       yes      yes   no      no       no      no
checkin-reply        yes   yes       yes      yes   no      no       no      no
nothing-new          yes   yes       yes      yes   no      no       no      no
away-today           yes   yes       yes      yes   no      no       no      no
answer-blocker       yes   yes       yes      yes   no      no       no      no
call-today           yes   yes       yes      yes   no      no       no      no
blocker-solved       yes   yes       yes      yes   no      no       no      no
feedback-later       yes   yes       yes      yes   no      no       no      no
later                yes   yes       yes      yes   no      no       no      no
away                 yes   yes       yes      yes   no      no       no      no
back                 yes   yes       yes      yes   no      no       no      no
feedback             yes   yes       yes      yes   no      no       no      no
digest               yes   yes       yes      yes   no      no       no      no
health               yes   yes       yes      yes   no      no       no      no
vet                  yes   yes       yes      yes   no      yes      no      yes
capacity             yes   yes       yes      yes   no      no       no      no
estimate             yes   yes       yes      yes   no      no       no      no
say-hours            yes   yes       yes      yes   no      no       no      no
room-yes             yes   yes       yes      yes   no      no       no      no
room-hours           yes   yes       yes      yes   no      no       no      no
room-no              yes   yes       yes      yes   no      no       no      no
hand-over            yes   no        no       no    no      no       no      no
thresholds           yes   no        no       no    no      no       no      no
vet-begin            yes   no        no       no    no      no       no      no
vet-edit             yes   no        no       no    no      no       no      no
vet-candidates       yes   no        no       no    no      no       no      no
vet-tick             yes   no        no       no    no      no       no      no
vet-interview        yes   no        no       no    no      no       no      no
vet-untick           yes   no        no       no    no      no       no      no
vet-trial            yes   no        no       no    no      no       no      no
choose               yes   no        no       no    no      no       no      no
choose-now           yes   no        no       no    no      no       no      no
hours                yes   yes       yes      yes   no      no       no      no
settings             yes   no        no       no    no      no       no      no
terms                yes   yes       yes      yes   no      no       no      no
log                  yes   yes       yes      yes   no      no       no      no
budget               yes   yes       yes      yes   no      no       no      no
set-terms            yes   yes       yes      yes   no      no       no      no
end-terms            yes   yes       yes      yes   no      no       no      no
set-ceiling          yes   yes       yes      yes   no      no       no      no
set-rate             yes   yes       yes      yes   no      no       no      no
set-contract         yes   yes       yes      yes   no      no       no      no
tie-milestone        yes   yes       yes      yes   no      no       no      no
milestone-reached    yes   yes       yes      yes   no      no       no      no
entries              yes   yes       yes      yes   no      no       no      no
confirm-entry        yes   yes       yes      yes   no      no       no      no
confirm-entries      yes   yes       yes      yes   no      no       no      no
dispute-entry        yes   yes       yes      yes   no      no       no      no
correct-entry        yes   yes       yes      yes   no      no       no      no
withdraw-entry       yes   yes       yes      yes   no      no       no      no
entry-history        yes   yes       yes      yes   no      no       no      no
statement            yes   yes       yes      yes   no      no       no      no
privacy              yes   yes       yes      yes   yes     yes      yes     yes
erase                yes   yes       yes      yes   yes     yes      yes     yes
erase-now            yes   yes       yes      yes   yes     yes      yes     yes
export               yes   yes       yes      yes   yes     yes      yes     yes
help                 yes   yes       yes      yes   yes     yes      yes     yes
dismiss              yes   yes       yes      yes   yes     yes      yes     yes
"""
ROWS = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()[1:]}


@pytest.mark.parametrize("action", sorted(BY_NAME))
def test_every_role_and_every_action_is_said_outright(action: str) -> None:
    assert action in ROWS, f"Say in this table who may use {action}."
    allowed = ["yes" if access.allows(role, action) else "no" for role in ROLES]
    assert dict(zip(ROLES, allowed, strict=True)) == dict(zip(ROLES, ROWS[action], strict=True))


def test_the_table_names_nothing_that_is_not_there() -> None:
    assert set(ROWS) == set(BY_NAME)
    assert set(RULES) <= set(BY_NAME)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_declared_is_allowed_to_nobody(role: Role) -> None:
    assert not access.allows(role, "drop-everything")


HOME = Engagement(ACME, EngagementId("E1"), "site", (SITE,), "UTC", MONDAY)


def role(person: Person, state: MemberState | None, side: Side = Side.ASSISTANT, *, live: bool = True) -> Role:
    members = (Member(ACME, HOME.id, person.id, side, state, MONDAY),) if state else ()
    return access.role(person, Affairs(HOME if live else replace(HOME, ended_at=MONDAY), members))


@pytest.mark.parametrize(
    ("who", "state", "side", "expected"),
    [
        (ana, MemberState.JOINED, Side.OWNER, Role.OWNER),
        (sam, MemberState.JOINED, Side.ASSISTANT, Role.ASSISTANT),
        (kim, MemberState.JOINED, Side.ASSISTANT, Role.OUTSIDER),
        (lee, MemberState.JOINED, Side.ASSISTANT, Role.GUEST),
        (kim, MemberState.JOINED, Side.OWNER, Role.OUTSIDER),
        (sam, MemberState.LEFT, Side.ASSISTANT, Role.REMOVED),
        (joe, None, Side.ASSISTANT, Role.STRANGER),
        (eve, None, Side.ASSISTANT, Role.VISITOR),
        (max_, None, Side.ASSISTANT, Role.ADMIN),
        (max_, MemberState.JOINED, Side.ASSISTANT, Role.ASSISTANT),
    ],
)
def test_exactly_one_role_applies(who: str, state: MemberState | None, side: Side, expected: Role) -> None:
    assert role(next(each for each in PEOPLE.values() if each.id == who), state, side) is expected


def test_once_an_engagement_has_ended_everybody_is_out_of_it() -> None:
    assert role(PEOPLE[ana], MemberState.JOINED, Side.OWNER, live=False) is Role.REMOVED


@pytest.mark.parametrize("who", [joe, eve, max_])
@pytest.mark.parametrize("action", ["expect", "goals", "settings", "health", "end", "leave", "digest"])
def test_who_is_not_in_it_is_refused_at_the_gate_and_nothing_is_kept(who: str, action: str) -> None:
    talk = Talk().team(sam)
    before = dict(talk.records)
    talk.command(next(each for each in PEOPLE if each == who), f"{action} <@{sam}> something")
    assert isinstance(talk.answer, Refused)
    assert talk.records == before
    assert not talk.decision.say
