"""The gate: who may do what. Every command, button and form passes here, once, and what is not allowed is refused.

A role is what somebody is towards one engagement. The rows of the table are declared with the commands and the
actions (`vocabulary.commands`, `vocabulary.actions`); a name that is not declared is allowed to nobody. Whose move an
expectation is, is told by `lifecycle` on top of that.
"""

from __future__ import annotations

from bot.vocabulary import actions
from bot.vocabulary.affairs import Affairs
from bot.vocabulary.model import Person, Side
from bot.vocabulary.records import MemberState
from bot.vocabulary.roles import Role
from bot.vocabulary.signals import Reason


def role(person: Person, affairs: Affairs | None) -> Role:
    """What somebody is towards an engagement, or where there is none."""
    member = affairs.member(person.id) if affairs else None
    if affairs is None or member is None or member.state in {MemberState.INVITED, MemberState.DECLINED}:
        return _from_outside(person)
    if member.state is MemberState.LEFT or not affairs.is_live:
        return Role.REMOVED
    if person.is_outsider or person.is_guest:
        return Role.OUTSIDER if person.is_outsider else Role.GUEST
    return Role.OWNER if member.side is Side.OWNER else Role.ASSISTANT


def allows(who: Role, action: str) -> bool:
    """Whether a role may use a command, a button or a form."""
    declared = actions.BY_NAME.get(action)
    return declared is not None and who in declared.who


def refusal(who: Role, action: str) -> Reason:
    """Why not."""
    return Reason("not-allowed", (action, who))


def _from_outside(person: Person) -> Role:
    if person.is_outsider or person.is_guest:
        return Role.VISITOR
    return Role.ADMIN if person.is_admin else Role.STRANGER
