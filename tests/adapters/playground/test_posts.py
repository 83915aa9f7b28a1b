"""What the page asks to be done: each kind of it reaches the listener (test_pages.py has them over a socket)."""

from __future__ import annotations

import re
from importlib.resources import files

from adapters.playground import posts


def test_everything_that_the_templates_ask_for_can_be_done() -> None:
    folder = files("adapters.playground").joinpath("templates")
    asked = {name for file in folder.iterdir() for name in re.findall(r'hx-post="/pages/([\w-]+)"', file.read_text())}
    assert asked == set(posts.ACTS)
