"""The command line. Thin: a command says what it takes and hands on; everything heavy is imported when it is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

STOPPED = 130
"""What a shell expects of a program that was interrupted (128 + SIGINT)."""

app = typer.Typer(
    name="openline",
    help="Keeps track of who waits on whom in Slack and Discord, and says so kindly.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def openline(
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    """Keeps track of who waits on whom in Slack and Discord, and says so kindly."""
    if version:
        from bot import __version__

        typer.echo(f"openline {__version__}")
        raise typer.Exit


@app.command()
def audit(
    export: Annotated[
        Path, typer.Argument(help="A Slack export (folder or zip), or what DiscordChatExporter wrote as JSON.")
    ],
    json: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write everything as JSON; - for the output.")
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report as one HTML page.")] = None,
    links: Annotated[bool, typer.Option("--links", help="Add to the JSON which message answers which.")] = False,
    quote: Annotated[bool, typer.Option("--quote", help="Quote the asks that wait longest.")] = False,
    owner: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Who hands work out; repeatable.")] = None,
    assistant: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Who does the work; repeatable.")] = None,
    channel: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this channel; repeatable.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="First day to read, as in 2024-06-03.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day to read.")] = None,
    tz: Annotated[str | None, typer.Option(metavar="ZONE", help="Time zone where it is not known.")] = None,
    hours: Annotated[
        str | None, typer.Option(metavar="HOURS", help='Working hours, as in "Mon-Fri 9-12,13-17" (the default).')
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Leave out its legal holidays: DE, PH, US…")
    ] = None,
) -> None:
    """Read an export and report who waited on whom, for how long, in working time.

    The exit status is 0 when everything could be used, 3 when some of it could not, and 2 when nothing could be done.
    """
    from rich.console import Console

    from bot.vocabulary.selection import Wish
    from bot.wiring import audit as wiring
    from bot.wiring.garbage import look_seldom

    wish = Wish(tuple(owner or ()), tuple(assistant or ()), tuple(channel or ()), since, until, tz, hours, country)
    order = wiring.AuditOrder(export, wish, json, html, links, quote)
    look_seldom()
    try:
        status = wiring.audit(order, Console(), Console(stderr=True))
    except KeyboardInterrupt:
        typer.echo("Stopped; a file is written whole or not at all.", err=True)
        status = STOPPED
    raise typer.Exit(status)


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = None,
    story: Annotated[bool, typer.Option("--story", help="Let the ready story play itself.")] = False,
    print_: Annotated[bool, typer.Option("--print", help="Tell the story here, without a browser.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser, only say where it is.")] = False,
    database: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep everything in a new SQLite file, which stays.")
    ] = None,
) -> None:
    """Open a playground: the same Openline with a pretend chat, two seats side by side, and a clock that can be moved.

    With --print the exit status is 0 when the story went as told, and 1 when it did not.
    """
    from bot.wiring import demo as wiring

    order = wiring.DemoOrder(port, story, print_, not no_browser, database)
    raise typer.Exit(wiring.demo(order, sys.stdout, sys.stderr))


@app.command()
def run() -> None:
    """Start what is set up, and go on until stopped. Settings come from the environment and .env (docs/settings.md)."""
    from bot.wiring.garbage import look_seldom

    look_seldom()  # importing makes much that stays
    from bot.wiring import live

    look_seldom()
    raise typer.Exit(live.run(sys.stdout, sys.stderr))


@app.command()
def doctor() -> None:
    """Look over the installation, and say what to do.

    The exit status is 0 when Openline can do its work, and 1 when something has to be put right before.
    """
    from bot.wiring import doctor as wiring

    raise typer.Exit(wiring.examination(sys.stdout))


@app.command()
def key(name: Annotated[str, typer.Argument(help="A name that no other key of yours has.")] = "k1") -> None:
    """Print a new key for OPENLINE_SECRET_KEY."""
    from bot.wiring.secrets import new_key

    typer.echo(new_key(name))


@app.command()
def manifest(
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where Slack reaches you, for HTTP instead of Socket Mode.")
    ] = None,
    oauth: Annotated[
        bool, typer.Option("--oauth", help="For workspaces to install it by themselves, at that URL.")
    ] = False,
    socket_mode: Annotated[
        bool, typer.Option("--socket-mode", help="Only that is at the URL; events come by Socket Mode.")
    ] = False,
) -> None:
    """Print the manifest of the Slack app: what it asks for is what Openline uses (docs/slack.md)."""
    from bot.wiring import manifest as wiring

    if oauth and url is None:
        raise typer.BadParameter("it needs --url, the address at which Slack reaches you", param_hint="--oauth")
    typer.echo(wiring.printed(url, oauth, socket_mode))


discord = typer.Typer(help="What Discord knows of Openline. `openline run` registers its commands by itself.")
app.add_typer(discord, name="discord", no_args_is_help=True)


@discord.command()
def sync(
    force: Annotated[bool, typer.Option("--force", help="Register them even if nothing changed.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Register the commands if Discord has others, and say what changes.

    The exit status is 0 when Discord has them as they should be, and 2 when that could not be done.
    """
    from bot.wiring import discord_commands as wiring

    raise typer.Exit(wiring.registered(force, dry_run, sys.stdout, sys.stderr))


@discord.command()
def invite() -> None:
    """Print the link by which your application is invited into a server: it asks for what is used, and nothing else."""
    from bot.wiring import discord_commands as wiring

    raise typer.Exit(wiring.invited(sys.stdout, sys.stderr))


db = typer.Typer(help="The tables in the database. `openline run` brings them up to date by itself.")
app.add_typer(db, name="db", no_args_is_help=True)


@db.command()
def upgrade() -> None:
    """Bring the tables up to date; they keep what is in them."""
    from bot.wiring import tables

    raise typer.Exit(tables.upgraded(sys.stdout, sys.stderr))


@db.command()
def downgrade(
    revision: Annotated[str, typer.Argument(help="Where to go back to: -1 for one step, base for nothing at all.")],
) -> None:
    """Take the tables back to an older revision. What only newer ones can hold is lost: make a backup first."""
    from bot.wiring import tables

    raise typer.Exit(tables.downgraded(revision, sys.stdout, sys.stderr))


@db.command()
def current() -> None:
    """Say which revision the tables are of, and which one this version wants."""
    from bot.wiring import tables

    raise typer.Exit(tables.compared(sys.stdout, sys.stderr))


privacy = typer.Typer(help="What is kept about one person, for whoever runs Openline.")
app.add_typer(privacy, name="privacy", no_args_is_help=True)
Workspace = Annotated[str, typer.Argument(help="The id of the workspace: a Slack team, a Discord server.")]
Somebody = Annotated[str, typer.Argument(metavar="PERSON", help="The id of the person, as the platform has it.")]


@privacy.command()
def show(workspace: Workspace, person: Somebody) -> None:
    """Say how much is kept about somebody, of each kind."""
    from bot.wiring import privacy as wiring

    raise typer.Exit(wiring.shown(workspace, person, sys.stdout, sys.stderr))


@privacy.command()
def export(workspace: Workspace, person: Somebody) -> None:
    """Write everything that is kept about somebody as JSON."""
    from bot.wiring import privacy as wiring

    raise typer.Exit(wiring.exported(workspace, person, sys.stdout, sys.stderr))


@privacy.command()
def erase(
    workspace: Workspace,
    person: Somebody,
    yes: Annotated[bool, typer.Option("--yes", help="Do it: what is erased cannot be brought back.")] = False,
) -> None:
    """Erase everything about somebody."""
    from bot.wiring import privacy as wiring

    raise typer.Exit(wiring.erased(workspace, person, yes, sys.stdout, sys.stderr))


def main() -> None:
    """Run the command line."""
    app()
