"""A card as Block Kit, inside every limit of Slack's: for messages, for the Home tab, for what is shown in a window.

Limits: docs.slack.dev/reference/block-kit. 50 blocks a message and 100 a view; 3,000 characters a section; a message
of more than some 13,000 characters in blocks is refused (bolt-js #2509).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ImageBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.blocks.block_elements import InteractiveElement

from adapters.slack.spans import MORE, clean, markup, plain, size
from adapters.slack.text import Names
from bot.vocabulary.model import ConversationId, PersonId, WorkspaceId
from bot.vocabulary.view import Button, Channel, Mention, Named, Section, Text, View, Weight

MESSAGE: Final = 50
WINDOW: Final = 100
"""Blocks of a message, and of a Home tab or modal."""
SECTION: Final = 3_000
LETTERS: Final = 11_000
"""Characters of all blocks together."""
CONTEXT: Final = 1_500
NOTICE: Final = 3_000
"""Characters of the text beside the blocks, for notifications and screen readers (4,000 are advised)."""
LABEL: Final = 75
VALUE: Final = 2_000
OPTION_VALUE: Final = 150
OPTIONS: Final = 5
"""Entries of an overflow menu."""
MENU: Final = "more"
"""Begins the action of an overflow menu; what is chosen there tells the action itself."""

_STYLES: Final = {Weight.PRIMARY: "primary", Weight.DANGER: "danger", Weight.PLAIN: None}


class Drawn(NamedTuple):
    """A message for Slack: its blocks, and what reads the same without them."""

    text: str
    blocks: list[dict[str, Any]]


class Pressed(NamedTuple):
    """What a button of ours carries: the workspace whose card it is, the action, and what it concerns."""

    workspace: WorkspaceId
    action: str
    about: str


def card(view: View, workspace: WorkspaceId, names: Names, picture: str | None = None, most: int = MESSAGE) -> Drawn:
    """Draw a card; `picture` is the id under which Slack keeps its picture."""
    return Drawn(notice(view, names), [block.to_dict() for block in _blocks(view, workspace, names, picture, most)])


def home(view: View, workspace: WorkspaceId, names: Names) -> dict[str, Any]:
    """The same as a Home tab."""
    return {"type": "home", "blocks": card(view, workspace, names, most=WINDOW).blocks}


def notice(view: View, names: Names) -> str:
    """The card in a few lines of text."""
    lines = (view.headline, *view.facts, *(line for part in view.sections for line in part.lines))
    return markup(tuple(_lined(lines)), names, NOTICE) or MORE


def named(view: View) -> tuple[set[PersonId], set[ConversationId]]:
    """Whom and where a card names: their names have to be known to draw it."""
    sections = [line for part in view.sections for line in part.lines]
    intro = view.form.intro if view.form else ()
    spans = [span for text in (view.headline, *view.facts, *sections, view.small_print, intro) for span in text]
    people = {span.person for span in spans if isinstance(span, Named | Mention)}
    return people, {span.conversation for span in spans if isinstance(span, Channel)}


def action_of(action_id: str, value: str) -> Pressed:
    """What was pressed, read from what `card` wrote."""
    workspace, _, about = value.partition(" ")
    action = action_id.partition("#")[0]
    if action == MENU:
        action, _, about = about.partition(" ")
    return Pressed(WorkspaceId(workspace), action, about)


class _Paper:
    """What is still free on a card."""

    def __init__(self, blocks: int) -> None:
        self.blocks = blocks
        self.letters = LETTERS

    def take(self, text: str) -> bool:
        """Whether one more block with this text fits; then it is taken."""
        if self.blocks < 1 or size(text) > self.letters:
            return False
        self.blocks -= 1
        self.letters -= size(text)
        return True


def _blocks(view: View, workspace: WorkspaceId, names: Names, picture: str | None, most: int) -> Iterator[Block]:
    actions = list(_actions(view.buttons, view.more, workspace, "card"))
    paper = _Paper(most - len(actions) - 2)
    small = markup(view.small_print, names, CONTEXT)
    paper.letters -= size(small)
    yield from _lines((view.headline, *view.facts), names, paper)
    if view.picture is not None:
        yield _picture(view.picture.alternative, view.picture.name, picture, paper)
    for number, section in enumerate(view.sections):
        yield from _section(section, workspace, names, paper, number)
    yield from actions
    if small.strip():
        yield ContextBlock(elements=[MarkdownTextObject(text=small, verbatim=True)])


def _lines(lines: Sequence[Text], names: Names, paper: _Paper) -> Iterator[Block]:
    text = markup(tuple(_lined(lines)), names, SECTION)
    if not text.strip():
        text = MORE
    if paper.take(text):
        yield SectionBlock(text=MarkdownTextObject(text=text, verbatim=True))


def _section(section: Section, workspace: WorkspaceId, names: Names, paper: _Paper, number: int) -> Iterator[Block]:
    """A heading with its lines in as few blocks as hold them, and its buttons beside or below."""
    texts = list(_filled(section, names))
    buttons = [_button(each, workspace, index) for index, each in enumerate(section.buttons)]
    for index, text in enumerate(texts):
        if not paper.take(text):
            return
        beside = buttons[0] if len(buttons) == 1 and index == len(texts) - 1 else None
        yield SectionBlock(text=MarkdownTextObject(text=text, verbatim=True), accessory=beside)
    if len(buttons) > 1 and paper.take(""):
        yield ActionsBlock(elements=buttons[:25], block_id=f"section-{number}")


def _filled(section: Section, names: Names) -> Iterator[str]:
    heading = f"*{markup((clean(section.heading),), names, 200)}*" if section.heading.strip() else ""
    rows = [heading, *(markup(line, names, SECTION - 1) for line in section.lines)]
    held = ""
    for row in filter(str.strip, rows):
        if held and size(held) + size(row) + 1 > SECTION:
            yield held
            held = ""
        held = f"{held}\n{row}" if held else row
    if held:
        yield held


def _picture(alternative: str, name: str, file: str | None, paper: _Paper) -> Block:
    """The picture, or its finding in words where it could not be brought along."""
    paper.blocks -= 1
    if file is None:
        text = markup((alternative,), Names(), CONTEXT) or MORE
        return ContextBlock(elements=[MarkdownTextObject(text=text, verbatim=True)])
    return ImageBlock(slack_file=SlackFile(id=file), alt_text=plain(alternative, VALUE), title=None)


def _actions(
    buttons: Sequence[Button], more: Sequence[Button], workspace: WorkspaceId, block: str
) -> Iterator[ActionsBlock]:
    """Buttons in a row, the rest under "More"; a menu of one is a button, and what is too long for a menu as well."""
    row: list[InteractiveElement] = [_button(each, workspace, index) for index, each in enumerate(buttons)]
    short = [each for each in more if size(_option_value(each, workspace)) <= OPTION_VALUE]
    long = [each for each in more if each not in short]
    if len(short) == 1:
        short, long = [], [*short, *long]
    row += [_button(each, workspace, len(row) + index) for index, each in enumerate(long)]
    row += [_menu(short[at : at + OPTIONS], workspace, at) for at in range(0, len(short), OPTIONS)]
    if row:
        yield ActionsBlock(elements=row[:25], block_id=block)


def _button(button: Button, workspace: WorkspaceId, index: int) -> ButtonElement:
    """Two buttons of one action stand on one card: the number behind `#` keeps their ids apart."""
    return ButtonElement(
        text=PlainTextObject(text=plain(button.label, LABEL), emoji=False),
        action_id=f"{plain(button.action, 200)}#{index}",
        value=f"{workspace} {button.about}"[:VALUE],
        style=_STYLES[button.weight],
    )


def _menu(buttons: Sequence[Button], workspace: WorkspaceId, index: int) -> OverflowMenuElement:
    options = [
        Option(
            text=PlainTextObject(text=plain(each.label, LABEL), emoji=False),
            value=_option_value(each, workspace),
        )
        for each in buttons
    ]
    return OverflowMenuElement(action_id=f"{MENU}#{index}", options=options)


def _option_value(button: Button, workspace: WorkspaceId) -> str:
    return f"{workspace} {button.action} {button.about}"


def _lined(lines: Sequence[Text]) -> Iterator[Any]:
    for number, line in enumerate(lines):
        yield from ("\n", *line) if number else line
