"""What a card says, as plain words, for tests."""

from __future__ import annotations

from bot.vocabulary.view import Text, View


def plain(text: Text) -> str:
    """The words of a row of spans; people stand by their ids."""
    return "".join(span if isinstance(span, str) else str(getattr(span, "label", None) or span[0]) for span in text)


def words(view: View) -> str:
    """Everything a card says, a line each."""
    lines = [plain(view.headline), *map(plain, view.facts)]
    for section in view.sections:
        lines += [section.heading, *map(plain, section.lines)]
    return "\n".join([*lines, plain(view.small_print)])


def labels(view: View) -> list[str]:
    """What can be pressed on it."""
    return [button.label for button in (*view.buttons, *view.more)]
