"""From facts about an installation to findings, each with its sentence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.service.running.doctor import examine, is_well
from bot.vocabulary.doctor import (
    Aside,
    Check,
    DiscordSeen,
    Facts,
    Finding,
    Grade,
    Inspection,
    Late,
    SlackSeen,
    Workspace,
)
from bot.vocabulary.model import WorkspaceId
from bot.vocabulary.policy import Calibration
from bot.wording.doctor import SAID, sentence

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DISCORD = DiscordSeen(True, True, True, True, 990)
WELL = Facts(
    platforms=("Slack", "Discord"),
    slack=SlackSeen("Acme"),
    discord=DISCORD,
    zones=598,
    zone_source="tzdata 2026.1",
    database="SQLite",
    is_reachable=True,
    revision="0003",
    newest="0003",
    inspection=Inspection(conversations=4, now=NOON),
    now=NOON,
)


def test_a_weekend_without_a_word_is_nothing_and_what_the_database_does_not_tell_is_told_once() -> None:
    for seen in (SlackSeen("Acme", silent_for=timedelta(days=3)), SlackSeen()):
        assert not [each for each in examine(replace(WELL, slack=seen)) if each.grade is not Grade.FINE]
    assert not [each for each in examine(replace(WELL, slack=SlackSeen())) if each.check is Check.SLACK]


LEFT_OUT = replace(WELL, discord=DISCORD._replace(sees_members=False, sessions_left=9))


def ill(**seen: object) -> Facts:
    return replace(WELL, inspection=replace(WELL.inspection or Inspection(), **seen))  # type: ignore[arg-type]


# Facts, the check that notices, how grave it is, and a piece of what is said about what to do.
CASES = {
    "a value is wrong": (
        replace(WELL, wrong_settings=("OPENLINE_PORT is set to something that cannot be used.",)),
        (Check.SETTINGS, Grade.WRONG, "OPENLINE_PORT"),
    ),
    "a name is misspelt": (
        replace(WELL, misspelt=(("OPENLINE_PROT", None),)),
        (Check.SETTINGS, Grade.NOTE, "docs/settings.md has all of them"),
    ),
    "no platform": (replace(WELL, platforms=()), (Check.PLATFORMS, Grade.NOTE, "set OPENLINE_SLACK_APP_TOKEN")),
    "half of Slack": (
        replace(WELL, platforms=(), missing_token="OPENLINE_SLACK_BOT_TOKEN"),
        (Check.PLATFORMS, Grade.WRONG, "set OPENLINE_SLACK_BOT_TOKEN, too"),
    ),
    "Slack away": (
        replace(WELL, slack=SlackSeen(failure="ClientConnectorError")),
        (Check.SLACK, Grade.WRONG, "Check that this machine reaches it"),
    ),
    "another bot token": (
        replace(WELL, slack=SlackSeen(bot_token="invalid_auth")),
        (Check.SLACK, Grade.WRONG, "Copy the Bot User OAuth Token"),
    ),
    "no Socket Mode": (
        replace(WELL, slack=SlackSeen("Acme", app_token="not_allowed_token_type")),
        (Check.SLACK, Grade.WRONG, "scope connections:write"),
    ),
    "scopes missing": (
        replace(WELL, slack=SlackSeen("Acme", missing=("chat:write", "commands"))),
        (Check.SLACK, Grade.WRONG, "missing: chat:write, commands"),
    ),
    "several workspaces, and all is well": (
        replace(WELL, slack=SlackSeen(workspaces=(Workspace("Acme"), Workspace("Other")))),
        (Check.SLACK, Grade.FINE, "2 workspaces let us do all we need"),
    ),
    "nothing heard for days": (
        replace(WELL, slack=SlackSeen(silent_for=timedelta(days=5, hours=3))),
        (Check.SLACK, Grade.NOTE, "Nothing has been heard from Slack for 5 days"),
    ),
    "an unknown app": (
        replace(WELL, slack=SlackSeen(client="bad_client_secret")),
        (Check.SLACK, Grade.WRONG, "Client Secret from Basic Information"),
    ),
    "nobody has installed it": (
        replace(WELL, slack=SlackSeen(workspaces=())),
        (Check.SLACK, Grade.NOTE, "Open /slack/install"),
    ),
    "somebody's tokens are sealed otherwise": (
        replace(WELL, slack=SlackSeen(workspaces=(Workspace("Acme", is_closed=True), Workspace("Fine")))),
        (Check.SLACK, Grade.WRONG, "The tokens of Acme cannot be opened"),
    ),
    "a token is not renewed": (
        replace(WELL, slack=SlackSeen(workspaces=(Workspace("Acme", trouble="invalid_refresh_token"),))),
        (Check.SLACK, Grade.WRONG, "does not renew the token of Acme (invalid_refresh_token)"),
    ),
    "one of several tokens is refused": (
        replace(WELL, slack=SlackSeen(workspaces=(Workspace("Fine"), Workspace("Acme", failure="token_revoked")))),
        (Check.SLACK, Grade.WRONG, "Acme does not take its token (token_revoked)"),
    ),
    "one of several lacks a scope": (
        replace(WELL, slack=SlackSeen(workspaces=(Workspace("Acme", missing=("commands",)),))),
        (Check.SLACK, Grade.WRONG, "missing: commands"),
    ),
    "an older key is still needed": (
        replace(WELL, slack=SlackSeen(workspaces=(Workspace("Acme", is_of_older_key=True),))),
        (Check.SLACK, Grade.NOTE, "sealed with an older key"),
    ),
    "several workspaces and no Socket Mode": (
        replace(WELL, slack=SlackSeen(app_token="not_allowed_token_type", workspaces=())),
        (Check.SLACK, Grade.WRONG, "scope connections:write"),
    ),
    "Discord does not answer": (
        replace(WELL, discord=DiscordSeen(failure="TimeoutError")),
        (Check.DISCORD, Grade.WRONG, "(TimeoutError). Check the way to the internet"),
    ),
    "a refused token": (
        replace(WELL, discord=DiscordSeen(True)),
        (Check.DISCORD, Grade.WRONG, "set OPENLINE_DISCORD_TOKEN to it"),
    ),
    "no words": (
        replace(WELL, discord=DISCORD._replace(reads_messages=False)),
        (Check.DISCORD, Grade.NOTE, "Switch on the Message Content Intent"),
    ),
    "no time zones": (replace(WELL, zones=1), (Check.ZONES, Grade.WRONG, "Install the package tzdata")),
    "no database": (
        replace(WELL, is_reachable=False, failure="ConnectionRefusedError", inspection=None),
        (Check.DATABASE, Grade.WRONG, "(ConnectionRefusedError). Check DATABASE_URL"),
    ),
    "no tables": (replace(WELL, revision=None), (Check.MIGRATIONS, Grade.NOTE, "`openline run` makes them")),
    "old tables": (
        replace(WELL, revision="0001", is_behind=True),
        (Check.MIGRATIONS, Grade.WRONG, "run `openline db upgrade`"),
    ),
    "tables of tomorrow": (
        replace(WELL, revision="9999"),
        (Check.MIGRATIONS, Grade.WRONG, "Install the newer Openline again"),
    ),
    "clocks apart": (ill(now=NOON + timedelta(seconds=90)), (Check.CLOCK, Grade.WRONG, "1 min apart")),
    "late posts": (ill(late=Late(posts=3)), (Check.POSTS, Grade.WRONG, "3 posts should have gone out")),
    "unknown posts": (ill(posts_unknown=1, posts_dead=2), (Check.POSTS, Grade.NOTE, "action post_given_up")),
    "late wakeups": (ill(late=Late(wakeups=1)), (Check.WAKEUPS, Grade.WRONG, "1 moment should have been looked at")),
    "set aside": (
        ill(set_aside=(Aside("KeyError", 2),)),
        (Check.SET_ASIDE, Grade.NOTE, "2 events could not be decided (KeyError)"),
    ),
    "holes": (ill(unreconciled=2, holes=1), (Check.COVERAGE, Grade.NOTE, "may read the history")),
    "calibration": (
        ill(calibrations={WorkspaceId("T1"): Calibration(0.25, -1, 0, 12, 1)}),
        (
            Check.CALIBRATION,
            Grade.FINE,
            "+0.25 towards nobody, -1.00 towards oneself, +0.00 for asking, from 12 replies",
        ),
    ),
}


def of(check: Check, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.check is check]


def test_an_installation_in_order_is_well_in_every_point() -> None:
    findings = examine(WELL)
    assert {finding.grade for finding in findings} == {Grade.FINE}
    assert [check for check in Check if not of(check, findings)] == [Check.CALIBRATION]
    assert is_well(findings)


@pytest.mark.parametrize("name", CASES)
def test_what_is_amiss_is_found_with_what_to_do(name: str) -> None:
    facts, (check, grade, piece) = CASES[name]
    (found,) = of(check, examine(facts))
    assert found.grade is grade
    assert piece in sentence(found)
    assert is_well(examine(facts)) == (grade is not Grade.WRONG)


@pytest.mark.parametrize(
    ("seen", "piece"),
    [
        (DISCORD._replace(sees_members=False), "Switch on the Server Members Intent"),
        (DISCORD._replace(sessions_left=9), "Only 9 connections"),
    ],
)
def test_what_discord_leaves_out_is_a_note_beside(seen: DiscordSeen, piece: str) -> None:
    fine, note = of(Check.DISCORD, examine(replace(WELL, discord=seen)))
    assert (fine.grade, note.grade) == (Grade.FINE, Grade.NOTE)
    assert piece in sentence(note)


def test_wrong_settings_are_all_that_is_said() -> None:
    findings = examine(replace(WELL, wrong_settings=("One is wrong.", "Two is wrong.")))
    assert [sentence(finding) for finding in findings] == ["One is wrong.", "Two is wrong."]


def test_every_sentence_has_a_finding_and_every_finding_its_sentence() -> None:
    found = {
        (each.check, each.code)
        for facts in (WELL, LEFT_OUT, *(case[0] for case in CASES.values()))
        for each in examine(facts)
    }
    assert found == set(SAID)


def test_findings_come_in_the_order_of_the_checks() -> None:
    order = list(Check)
    places = [order.index(finding.check) for finding in examine(WELL)]
    assert places == sorted(places)
