"""Who and where, as the tables of an export tell: users.json, channels.json, groups.json, dms.json, mpims.json.

Each may be missing. What they do not tell is gathered from the messages themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Any, Final

from adapters.slack.people import person
from adapters.slack.text import Names
from adapters.slack.translate import SLACKBOT, author_of
from bot.vocabulary.model import Conversation, ConversationId, ConversationKind, Person, PersonId, WorkspaceId

PEOPLE: Final = ("users.json", "org_users.json")
PLACES: Final = {
    "channels.json": ConversationKind.CHANNEL,
    "groups.json": ConversationKind.CHANNEL,
    "mpims.json": ConversationKind.GROUP,
    "dms.json": ConversationKind.DIRECT,
}
NO_TEAM: Final = WorkspaceId("slack")

_AN_ID: Final = re.compile(r"[CDG][A-Z0-9]{6,}")
_KIND_BY_LETTER: Final = {"D": ConversationKind.DIRECT}


@dataclass(slots=True)
class Roster:
    """People and conversations, as far as they have been told."""

    people: dict[str, Person] = field(default_factory=dict)
    _places: dict[str, Conversation] = field(default_factory=dict)
    """Conversations by the folder they stand in."""
    _members: dict[str, list[str]] = field(default_factory=dict)
    _speakers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _teams: Counter[str] = field(default_factory=Counter)

    @property
    def workspace(self) -> WorkspaceId:
        """The team that most people belong to."""
        return WorkspaceId(self._teams.most_common(1)[0][0]) if self._teams else NO_TEAM

    def add_people(self, users: list[Any]) -> None:
        """A table of users."""
        listed = [user for user in users if isinstance(user, dict)]
        self._teams.update(team for user in listed if isinstance(team := user.get("team_id"), str) and team)
        for user in listed:
            if found := person(user, self.workspace):
                self.people[found.id] = found

    def add_places(self, listed: list[Any], kind: ConversationKind) -> None:
        """A table of conversations of one kind."""
        for each in listed:
            place, name = (each.get("id"), each.get("name")) if isinstance(each, dict) else (None, None)
            if isinstance(place, str) and place:
                folder = name if isinstance(name, str) and name else place
                self._places[_same(folder)] = Conversation(ConversationId(place), folder, kind)
                members = each.get("members")
                self._members[place] = [m for m in members if isinstance(m, str)] if isinstance(members, list) else []

    def place(self, folder: str) -> Conversation:
        """The conversation of a folder, listed or not."""
        if found := self._places.get(_same(folder)):
            return found
        by_id = next((place for place in self._places.values() if place.id == folder), None)
        kind = _KIND_BY_LETTER.get(folder[:1], ConversationKind.CHANNEL) if _AN_ID.fullmatch(folder) else None
        new = by_id or Conversation(ConversationId(folder), folder, kind or ConversationKind.CHANNEL)
        return self._places.setdefault(_same(folder), new)

    def heard(self, payload: dict[str, Any], where: ConversationId) -> None:
        """Who a message is from: the only word there is of people from other organisations, and of bots."""
        who = author_of(payload)
        speakers = self._speakers[where]
        if who in speakers or not who:
            return
        speakers.add(who)
        if who not in self.people:
            self.people[who] = self._met(who, payload)

    def conversations(self) -> tuple[Conversation, ...]:
        """Every conversation with the humans in it, those listed, or else those who spoke."""
        unique = {place.id: place for place in self._places.values()}
        return tuple(self._with_members(place) for place in unique.values())

    def names(self) -> Names:
        """How everybody and every place is called."""
        return Names(
            {who: each.name for who, each in self.people.items()},
            {place.id: place.name for place in self._places.values()},
            {},
            frozenset(who for who, each in self.people.items() if each.is_bot),
        )

    def _met(self, who: str, payload: dict[str, Any]) -> Person:
        profile, bot = payload.get("user_profile"), payload.get("bot_profile")
        if payload.get("bot_id") or who == SLACKBOT or not isinstance(payload.get("user"), str):
            told = bot.get("name") if isinstance(bot, dict) else None
            name = told or payload.get("username")
            shown = name if isinstance(name, str) and name else who
            return Person(PersonId(who), shown, (shown,), is_bot=not isinstance(payload.get("comment"), dict))
        known = {**profile, "id": who} if isinstance(profile, dict) else {"id": who}
        team = self.workspace if self._teams else ""
        return person(known, team) or Person(PersonId(who), who)

    def _with_members(self, place: Conversation) -> Conversation:
        told = self._members.get(place.id) or self._speakers.get(place.id) or ()
        members = frozenset(PersonId(who) for who in told if who not in self.people or not self.people[who].is_bot)
        if not members:
            return place
        is_named = place.kind is ConversationKind.CHANNEL or not (
            place.name.startswith("mpdm-") or place.name == place.id
        )
        name = place.name if is_named else ", ".join(sorted(self._name(who) for who in members))
        return replace(place, name=name, members=members)

    def _name(self, who: str) -> str:
        return self.people[who].name if who in self.people else who


def _same(folder: str) -> str:
    """Folder names come back from other systems composed differently."""
    return unicodedata.normalize("NFC", folder)
