"""What the engine decides: the one value that everything Openline does follows from."""

from __future__ import annotations

from typing import NamedTuple

from bot.engine.gaps.room import Entry, Room
from bot.vocabulary.answers import Answer
from bot.vocabulary.effects import Say
from bot.vocabulary.policy import Calibration
from bot.vocabulary.records import Record, Wakeup
from bot.vocabulary.signals import Reason


class Decision(NamedTuple):
    """What to remember, and why; and how the room goes on.

    `entry` is what the room advances by. `room` is set where a late fact had to be slipped in: it is
    the room to go on with in place of the old one. `say` goes by the outbox, `wake` are moments to be asked
    again; `answer` is for whoever gave the command, pressed the button or sent the form.
    `learnt` is the workspace's calibration from here on.
    """

    remember: tuple[Record, ...] = ()
    because: tuple[Reason, ...] = ()
    entry: Entry | None = None
    room: Room | None = None
    say: tuple[Say, ...] = ()
    wake: tuple[Wakeup, ...] = ()
    answer: Answer | None = None
    learnt: Calibration | None = None
