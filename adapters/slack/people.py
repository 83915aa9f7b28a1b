"""Accounts as Slack tells about them: in users.json, in a live `user_change`, or in passing beside a message."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from adapters.slack.translate import SLACKBOT
from bot.vocabulary.model import Person, PersonId

_GUEST = ("is_restricted", "is_ultra_restricted")
_ADMIN = ("is_admin", "is_owner", "is_primary_owner")


def person(user: dict[str, Any], team: str = "") -> Person | None:
    """A user object, or None where it has no id. Members of another organisation are outsiders."""
    who = user.get("id")
    if not isinstance(who, str) or not who:
        return None
    names = names_of(user)
    return Person(
        PersonId(who),
        _shown(user, names) or who,
        names,
        zone(user.get("tz")),
        is_bot=user.get("is_bot") is True or who == SLACKBOT,
        is_outsider=user.get("is_stranger") is True or _is_of_another(user, team),
        is_guest=any(user.get(mark) is True for mark in _GUEST),
        is_admin=any(user.get(mark) is True for mark in _ADMIN),
    )


def names_of(user: dict[str, Any]) -> tuple[str, ...]:
    """What others may call this person: handle, display name, real name, first name."""
    profile = user.get("profile")
    inner = profile if isinstance(profile, dict) else user
    told = (
        user.get("name"),
        inner.get("display_name"),
        inner.get("real_name") or user.get("real_name"),
        inner.get("first_name"),
    )
    return tuple(dict.fromkeys(name.strip() for name in told if isinstance(name, str) and name.strip()))


def zone(name: object) -> str | None:
    """The time zone, if there is one of that name."""
    try:
        return ZoneInfo(name).key if isinstance(name, str) and name else None
    except (ValueError, OSError, KeyError):
        return None


def _shown(user: dict[str, Any], names: tuple[str, ...]) -> str:
    profile = user.get("profile")
    inner = profile if isinstance(profile, dict) else user
    for name in (inner.get("display_name"), inner.get("real_name"), user.get("real_name")):
        if isinstance(name, str) and name.strip():
            return name.strip()
    return names[0] if names else ""


def _is_of_another(user: dict[str, Any], team: str) -> bool:
    """Another team, unless both belong to one organisation (which gives its members an `enterprise_user`)."""
    theirs = user.get("team_id") or user.get("team")
    return bool(team and theirs and theirs != team and not user.get("enterprise_user"))
