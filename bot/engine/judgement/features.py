"""What the linker looks at: one bit each.

A candidate's features are the bits of one integer, and a network over them is a matrix with a row for each bit.
Training and judging share this layout to the letter. No feature knows the clock: places in the order of speaking
are all there is, so that a slow channel looks like a busy one (minutes told nothing in a trial, distance much).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.engine.judgement import traits
from bot.engine.judgement.lane import SPEAKERS_SEEN, WINDOW


class Layout:
    """Hands out bits, and remembers what each means."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def flag(self, name: str) -> int:
        """One bit."""
        self.names.append(name)
        return 1 << (len(self.names) - 1)

    def scale(self, name: str, steps: Sequence[int], upto: int) -> tuple[int, ...]:
        """A table from 0 to `upto`: the bit of the highest step reached, none below the first."""
        bits = {step: self.flag(f"{name} {step}") for step in steps}
        return tuple(next((bits[step] for step in reversed(steps) if value >= step), 0) for value in range(upto + 1))

    def levels(self, name: str) -> tuple[int, ...]:
        """A table from the bits of all `TENDENCIES` to one bit for each that is not in its lowest eighth."""
        scales = [self.scale(f"{name} {tendency}", range(1, 8), 7) for tendency in traits.TENDENCIES]
        table = [0]
        for scale in scales:
            table = [low | high for high in scale for low in table]
        return tuple(table)

    def copied(self, name: str, bits: int) -> int:
        """Bits taken over from another integer: how far to shift it."""
        start = len(self.names)
        self.names += [f"{name} bit {bit}" for bit in range(bits)]
        return start


LAYOUT: Final = Layout()
_flag, _scale = LAYOUT.flag, LAYOUT.scale

# Between the two messages.
BACK: Final = _scale("messages back", (1, 2, 3, 4, 5, 7, 10, 15, 25, 50), WINDOW)
LATER: Final = _scale("its author spoke since", (1, 2, 3, 5), 5)
PASSED: Final = _scale("others who spoke since", (1, 2, 3, 5, 8), 2 * SPEAKERS_SEEN)
OWN: Final = _flag("own")
LATEST_OWN: Final = _flag("latest own")
I_SPOKE_ONCE: Final = _flag("I spoke once since")
I_SPOKE_MORE: Final = _flag("I spoke more than once since")
AFTER_MINE: Final = _flag("said right after mine")
# Who is named.
CALLS: Final = _flag("I call its author")
CALLS_LATEST: Final = _flag("latest of whom I call")
MENTIONS: Final = _flag("I mention its author")
SAME_TARGET: Final = _flag("both call the same person")
CALLS_ME: Final = _flag("it calls me")
MENTIONS_ME: Final = _flag("it mentions me")
LATEST_TO_ME: Final = _flag("latest that names me")
I_CALLED_SINCE: Final = _flag("I called its author since")
I_CALLED_BEFORE: Final = _flag("I called its author before")
CALLED_ME_SINCE: Final = _flag("its author called me since")
CALLED_ME_BEFORE: Final = _flag("its author called me before")
NAMED_SINCE: Final = _scale("its author was named since", (1, 2, 4), 4)
FREE_QUESTION: Final = _flag("a question to nobody, its author not named since")
MY_PARTNER: Final = _flag("I last spoke to its author")
MY_CALLER: Final = _flag("its author last spoke to me")
ITS_PARTNER: Final = _flag("its author's last partner is me")
LATEST_PARTNER: Final = _flag("latest of whom my last message calls")
# What is said.
SHARED: Final = _scale("words in common", (1, 3, 5, 8, 12), 12)
MOST_SHARED: Final = _flag("most words in common")
TOPIC_SHARED: Final = _scale("words in common with its topic", (1, 3, 5, 8, 12), 12)
# How it hangs together so far.
ANSWERS_ME: Final = _flag("it answers me")
LATEST_ANSWERS_ME: Final = _flag("latest that answers me")
I_ANSWERED: Final = _flag("I answered it")
MY_LAST_ANSWERS_IT: Final = _flag("my last message answers it")
MY_LAST_ANSWERS_ITS_AUTHOR: Final = _flag("my last message answers its author")
ITS_LAST_ANSWERS_ME: Final = _flag("its author's last message answers me")
IN_TOPIC: Final = _flag("I am in its topic")
TOPIC_IS_MINE: Final = _flag("I began its topic")
MY_LAST_TOPIC: Final = _flag("topic of my last message")
CALLED_IN_TOPIC: Final = _flag("whom I call is in its topic")
LAST_OF_TOPIC: Final = _flag("last of its topic")
TOPIC_AFTER: Final = _scale("topic went on after it", (1, 3, 8, 20), 20)
TOPIC_SIZE: Final = _scale("size of its topic", (2, 4, 8, 16), 16)
TOPIC_PEOPLE: Final = _scale("people in its topic", (2, 3, 4), 4)
UNANSWERED_START: Final = _flag("an unanswered opening question")
# What has happened to it.
ANSWERED: Final = _scale("answered by others", (1, 2, 3), 3)
CONTINUED: Final = _flag("its author went on from it")
NEXT_SAME: Final = _flag("its author spoke next too")
# What it is by itself.
CONTINUES: Final = _flag("goes on from its author's own")
BEGINS: Final = _flag("begins a topic")
BY_ROOT: Final = _flag("its author began its topic")
ADDRESSED: Final = _flag("calls somebody")
BY_BOT: Final = _flag("said by a bot")
NEW_HERE: Final = _flag("its author's first")
LENGTH: Final = _scale("its words", (1, 2, 4, 8, 16), 16)
LEVELS: Final = LAYOUT.levels("it")
SIGNS: Final = LAYOUT.copied("its sign", 21)
# What the new message is by itself: the same for every candidate.
MINE: Final = len(LAYOUT.names)
MY_LAST_BACK: Final = _scale("my last message back", (1, 2, 4, 8, 16, 40), WINDOW)
MY_LAST_CALLED: Final = _flag("my last message calls somebody")
MY_LAST_ASKED: Final = _flag("my last message asks")
NAMED_ME: Final = _flag("somebody named me since I spoke")
I_CALL: Final = _flag("I call somebody")
I_MENTION: Final = _flag("I mention somebody")
I_CALL_ABSENT: Final = _flag("I call somebody who has not spoken")
I_AM_BOT: Final = _flag("I am a bot")
I_AM_NEW: Final = _flag("my first message")
SPEAKERS: Final = _scale("speakers in the last twenty", (2, 3, 5, 7, 10), 2 * SPEAKERS_SEEN)
NAMING: Final = _scale("of the last forty call somebody", (1, 3, 6, 10, 16), 40)
MY_LENGTH: Final = _scale("my words", (1, 2, 4, 8, 16), 16)
MY_LEVELS: Final = LAYOUT.levels("mine")
MY_SIGNS: Final = LAYOUT.copied("my sign", 21)
NOBODY: Final = _flag("answers nobody")
"""The row that stands for that, beside the candidates'."""

WIDTH: Final = (len(LAYOUT.names) + 7) // 8
"""Bytes of a row."""
