"""What the doctor says: what is well in a word or two, what is not in a sentence that ends with what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from bot.vocabulary.doctor import Check, Finding, Grade
from bot.vocabulary.policy import Calibration
from bot.wording.durations import exact
from bot.wording.figures import many

Facts = Mapping[str, Any]

NO_PLATFORM: Final = (
    "No platform is set up yet, so nobody will hear of Openline: set OPENLINE_SLACK_APP_TOKEN and "
    "OPENLINE_SLACK_BOT_TOKEN for Slack, or OPENLINE_DISCORD_TOKEN for Discord, in the environment or in .env."
)
ASK_THE_DOCTOR: Final = "It is tried again and again until it works; `openline doctor` says more."
MARKS: Final = {Grade.FINE: "ok  ", Grade.NOTE: "note", Grade.WRONG: "WRONG"}


def report(findings: Iterable[Finding]) -> str:
    """One line for each finding, and the verdict."""
    findings = tuple(findings)
    lines = [f"{MARKS[each.grade]:5}  {each.check:<11}  {sentence(each)}" for each in findings]
    return "\n".join([*lines, "", verdict(findings)])


def verdict(findings: tuple[Finding, ...]) -> str:
    """The last line."""
    wrong = sum(each.grade is Grade.WRONG for each in findings)
    if wrong:
        return f"{many(wrong, 'thing has', 'things have')} to be put right before Openline can do its work."
    return "Openline can do its work."


def sentence(finding: Finding) -> str:
    """What was found."""
    return SAID[finding.check, finding.code](finding.facts)


def half(missing: str) -> str:
    """What is set for Slack does not suffice."""
    return f"What is set for Slack does not suffice: set {missing}, too."


def cannot_listen(host: str, port: int, why: str) -> str:
    """The pages for whoever runs the process cannot be served there."""
    return (
        f"{host} port {port} cannot be listened on ({why}). If another program is there, set OPENLINE_PORT to another "
        "port, or to 0 for a free one; OPENLINE_HOST has to be an address of this machine."
    )


def slack_cannot_listen(host: str, port: int, why: str) -> str:
    """Slack's requests cannot be taken there."""
    return (
        f"{host} port {port} cannot be listened on ({why}). If another program is there, set OPENLINE_SLACK_LISTEN to "
        "another address, and let what stands before it know."
    )


def _misspelt(facts: Facts) -> str:
    told = f"{facts['name']} is not a setting, so it changes nothing."
    meant = f"Did you mean {facts['meant']}?" if facts["meant"] else "docs/settings.md has all of them."
    return f"{told} {meant}"


def _unreachable(facts: Facts) -> str:
    return (
        f"The database ({facts['database']}) cannot be reached ({facts['failure']}). Check DATABASE_URL, and that the "
        f"server runs and lets this machine in; for a file, that its folder exists and you may write there."
    )


def _few_zones(facts: Facts) -> str:
    return (
        f"Only {many(facts['zones'], 'time zone')} can be found, so working hours would be wrong. Install the package "
        "tzdata, of your system or of Python."
    )


def _overdue_posts(facts: Facts) -> str:
    return (
        f"{many(facts['overdue'], 'post')} should have gone out more than five minutes ago. Is `openline run` running? "
        "If it is, /healthz says which part stands still."
    )


def _unsettled(facts: Facts) -> str:
    return (
        f"{many(facts['unknown'], 'post')} may or may not have arrived, and {facts['dead']:,} were given up. "
        "The first are asked about by themselves; for the others, the log has why (action post_given_up)."
    )


def _overdue_wakeups(facts: Facts) -> str:
    return (
        f"{many(facts['overdue'], 'moment')} should have been looked at more than five minutes ago. Is `openline run` "
        "running? If it is, /healthz says which part stands still."
    )


def _set_aside(facts: Facts) -> str:
    return (
        f"{many(facts['times'], 'event')} could not be decided ({facts['failure']}): set aside, and nothing waits "
        "for it. Please report the kind of failure; it holds nobody's words."
    )


def _holes(facts: Facts) -> str:
    return (
        f"Of {many(facts['conversations'], 'conversation')}, {facts['unreconciled']:,} may have been missed in part "
        "and are not nudged about until they are read back; "
        f"{many(facts['holes'], 'stretch', 'stretches')} could not be read. "
        "If this stays, see that the bot is a member there and may read the history."
    )


def _learned(facts: Facts) -> str:
    learned: Calibration = facts["learned"]
    numbers = (learned.towards_nobody, learned.towards_oneself, learned.asks)
    nobody, oneself, asks = (f"{number:+.2f}" for number in numbers)
    return (
        f"{facts['workspace']} has taught {nobody} towards nobody, {oneself} towards oneself, {asks} for asking, from "
        f"{many(learned.links_seen, 'reply', 'replies')} and {many(learned.corrections_seen, 'correction')}."
    )


def _skewed(facts: Facts) -> str:
    skew: timedelta = facts["skew"]
    return (
        f"The clocks of this machine and of the database are {exact(skew)} apart. Let both be set by the network "
        "(NTP), or nudges come at the wrong moment."
    )


def _said(words: str) -> Callable[[Facts], str]:
    return lambda facts: words.format(**facts)


SAID: Final[Mapping[tuple[Check, str], Callable[[Facts], str]]] = {
    (Check.SETTINGS, "fine"): _said("Everything that is set can be used."),
    (Check.SETTINGS, "wrong"): lambda facts: facts["sentence"],
    (Check.SETTINGS, "misspelt"): _misspelt,
    (Check.PLATFORMS, "none"): _said(NO_PLATFORM),
    (Check.PLATFORMS, "set up"): _said("{platform} has its tokens."),
    (Check.PLATFORMS, "half"): lambda facts: half(facts["name"]),
    (Check.SLACK, "fine"): _said("{team} takes the tokens, and lets us do all we need."),
    (Check.SLACK, "unreachable"): _said(
        "Slack cannot be asked ({failure}). Check that this machine reaches it, and OPENLINE_SLACK_API_URL."
    ),
    (Check.SLACK, "bot token"): _said(
        "Slack does not take the bot token ({failure}). Copy the Bot User OAuth Token of your app, under Install App, "
        "to OPENLINE_SLACK_BOT_TOKEN."
    ),
    (Check.SLACK, "app token"): _said(
        "Slack does not open Socket Mode ({failure}). Switch it on in the settings of your app, and set "
        "OPENLINE_SLACK_APP_TOKEN to an app-level token with the scope connections:write."
    ),
    (Check.SLACK, "scopes"): _said(
        "{team} does not let us do all we need; missing: {missing}. Paste what `openline manifest` prints into the App "
        "Manifest of your app, and install it again."
    ),
    (Check.SLACK, "client"): _said(
        "Slack does not know the app ({failure}). Copy Client ID and Client Secret from Basic Information of your "
        "app to OPENLINE_SLACK_CLIENT_ID and OPENLINE_SLACK_CLIENT_SECRET."
    ),
    (Check.SLACK, "nobody yet"): _said(
        "No workspace has installed it yet. Open /slack/install at the address at which Slack reaches you."
    ),
    (Check.SLACK, "installed"): lambda facts: (
        f"{many(facts['number'], 'workspace lets', 'workspaces let')} us do all we need."
    ),
    (Check.SLACK, "closed"): _said(
        "The tokens of {team} cannot be opened. Put the key that sealed them behind the others in "
        "OPENLINE_SECRET_KEY, or let {team} install it again at /slack/install."
    ),
    (Check.SLACK, "not renewed"): _said(
        "Slack does not renew the token of {team} ({failure}). Let {team} install it again at /slack/install."
    ),
    (Check.SLACK, "not taken"): _said(
        "{team} does not take its token ({failure}). Let {team} install it again at /slack/install, or remove the app "
        "there."
    ),
    (Check.SLACK, "silent"): lambda facts: (
        f"Nothing has been heard from Slack for {many(facts['days'], 'day')}. If people do write there: is "
        "`openline run` running? Over HTTP, see that Slack has verified the Request URL under Event Subscriptions, and "
        "has not switched them off."
    ),
    (Check.SLACK, "older key"): _said(
        "The tokens of {team} are sealed with an older key. `openline run` seals them anew when it starts; do not drop "
        "that key before."
    ),
    (Check.DISCORD, "fine"): _said("Discord takes the token and lets us read what is said."),
    (Check.DISCORD, "unreachable"): _said(
        "Discord does not answer ({failure}). Check the way to the internet, and OPENLINE_DISCORD_API_URL if it is set."
    ),
    (Check.DISCORD, "refused"): _said(
        "Discord refuses the token. Reset it in the developer portal, under Bot, and set OPENLINE_DISCORD_TOKEN to it."
    ),
    (Check.DISCORD, "no words"): _said(
        "Discord takes the token, and what messages say is hidden from us: questions are not noticed by themselves. "
        "Switch on the Message Content Intent in the developer portal, under Bot."
    ),
    (Check.DISCORD, "no members"): _said(
        "Whoever leaves the server is not noticed at once. Switch on the Server Members Intent, under Bot."
    ),
    (Check.DISCORD, "few sessions"): _said(
        "Only {left} connections to Discord may still be begun today. If it is restarted again and again, see why."
    ),
    (Check.ZONES, "fine"): _said("{zones} time zones ({source})."),
    (Check.ZONES, "few"): _few_zones,
    (Check.DATABASE, "fine"): _said("{database} answers."),
    (Check.DATABASE, "unreachable"): _unreachable,
    (Check.MIGRATIONS, "fine"): _said("The tables are as this version wants them ({newest})."),
    (Check.MIGRATIONS, "empty"): _said("There are no tables yet. `openline run` makes them, or `openline db upgrade`."),
    (Check.MIGRATIONS, "behind"): _said(
        "The tables are of an older version ({revision}, wanted {newest}). "
        "Make a backup, then run `openline db upgrade`."
    ),
    (Check.MIGRATIONS, "ahead"): _said(
        "The tables are of a newer version ({revision}) than this one knows. Install the newer Openline again, or use "
        "it to run `openline db downgrade`."
    ),
    (Check.CLOCK, "fine"): _said("This machine and the database agree on the time."),
    (Check.CLOCK, "skewed"): _skewed,
    (Check.POSTS, "fine"): _said("None is late."),
    (Check.POSTS, "overdue"): _overdue_posts,
    (Check.POSTS, "unsettled"): _unsettled,
    (Check.WAKEUPS, "fine"): _said("None is late."),
    (Check.WAKEUPS, "overdue"): _overdue_wakeups,
    (Check.SET_ASIDE, "fine"): _said("Every event could be decided."),
    (Check.SET_ASIDE, "some"): _set_aside,
    (Check.COVERAGE, "fine"): _said("Every conversation is known without a hole."),
    (Check.COVERAGE, "holes"): _holes,
    (Check.CALIBRATION, "learned"): _learned,
}
"""Every finding there is; a test makes the doctor come to each of them."""
