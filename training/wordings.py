"""Learns what the wording by itself tells (`bot.engine.judgement.wordings`), from chat and from sentences of mail.

Whether a line asks is learnt from chat lines whose question mark is taken away; whether a sentence requests, from
`requests/train.txt`; whether a line is answered, answers nothing, goes on from its author's own or answers a
question, from what annotators linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from bot.engine.judgement.lexicon import lexicon
from bot.engine.judgement.naming import address
from bot.engine.judgement.scanning import scan
from bot.engine.judgement.spoken import spoken
from bot.engine.judgement.wordings import JUDGEMENTS, pairs
from bot.vocabulary.model import PersonId
from training.corpus import Chat, Names, asks
from training.sparse import Floats, Presence, fitted

RARE: Final = 15
"""Lines of chat, or sentences of mail times five, in which a word must stand to be learnt."""
WORDS: Final = 3600
"""Words and pairs that ship: those whose weights matter most."""
PENALTY: Final = 8.0
STEPS: Final = 90
EIGHTHS: Final = 8
SCALE: Final = 0.01
"""One unit of a shipped weight, in logits."""
CHAT_ASKS, REQUESTS, TENDENCIES = slice(0, 1), slice(1, 2), slice(2, 6)


class Wording(NamedTuple):
    """A message as a bag of words, its place in the data, and the truth about it (NaN where that is not known)."""

    words: list[str]
    chat: int
    line: int
    truth: tuple[float, ...]


def bag(text: str, author: PersonId, names: Names) -> list[str]:
    """The words, pairs and findings that the engine will look up."""
    said = spoken(text)
    words = said.words
    if not words:
        return []
    called = address(said.raw, words, author, names, lexicon())
    found = scan(said, called.begins, called.inside, lexicon())
    own = words[called.begins :]
    return [*own, *pairs(own), *found.flags()]


def from_chats(chats: Sequence[Chat]) -> list[Wording]:
    """Every human line near the annotated ones."""
    wordings: list[Wording] = []
    for number, chat in enumerate(chats):
        names, first = Names(), min(chat.answers) - CONTEXT
        told = _Told(chat)
        for line in chat.lines:
            names.learn_all(line.arrives)
            if line.number >= first and line.is_human:
                words = bag(line.posted.text.replace("?", ""), line.posted.author, names)
                wordings.append(Wording(words, number, line.number, told.about(line.number)))
    return wordings


CONTEXT: Final = 220
"""Lines before the annotated ones that are heard as well."""


class _Told:
    """What annotators say about the lines of one chat."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        links = [(later, one) for later, earlier in chat.answers.items() for one in earlier if one != later]
        self._answered = {one for later, one in links if self._author(one) != self._author(later)}

    def about(self, number: int) -> tuple[float, ...]:
        earlier = self._chat.answers.get(number)
        asked = float(asks(self._chat.lines[number].posted.text))
        unknown = float("nan")
        if earlier is None:
            return (asked, *[unknown] * 5)
        others = [one for one in earlier if self._author(one) != self._author(number)]
        opens, goes_on = number in earlier, number not in earlier and not others
        question = float(asks(self._chat.lines[max(others)].posted.text)) if others else unknown
        return (asked, unknown, float(number in self._answered), float(opens), float(goes_on), question)

    def _author(self, number: int) -> PersonId:
        return self._chat.lines[number].posted.author


def from_mail(path: Path) -> list[Wording]:
    """Sentences of mail and whether they request; every fifth is held out and never learnt from."""
    nobody = Names()
    unknown = float("nan")
    return [
        Wording(bag(text.replace("?", ""), PersonId(""), nobody), -1, number, (unknown, float(label), *[unknown] * 4))
        for number, (label, text) in enumerate(sentences(path))
        if not is_held_out(number)
    ]


def sentences(path: Path) -> list[tuple[bool, str]]:
    """The labelled sentences of `requests`."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [(label == "Yes", text) for label, _, text in (line.partition("\t") for line in lines)]


def is_held_out(number: int) -> bool:
    """Whether a sentence of mail is kept for measuring."""
    return number % 5 == 4


def learnt(wordings: Sequence[Wording]) -> tuple[dict[str, object], Floats]:
    """The model's file, and the levels that crossed models give each wording (for training the linker on)."""
    vocabulary = _vocabulary(wordings)
    weights, start = _fit(wordings, vocabulary)
    vocabulary = _most_telling(wordings, vocabulary, weights)
    weights, start = _fit(wordings, vocabulary)
    crossed = _crossed(wordings, vocabulary)
    start[:2] -= _bars(wordings, crossed)
    eighths = np.quantile(crossed[:, TENDENCIES], np.linspace(0, 1, EIGHTHS + 1)[1:-1], axis=0).T
    levels: Floats = np.stack(
        [np.searchsorted(edges, crossed[:, 2 + at], "right") for at, edges in enumerate(eighths)], 1
    ).astype(float)
    words = {word: np.round(weights[at] / SCALE).astype(int).tolist() for word, at in vocabulary.items()}
    described: dict[str, object] = {
        "judgements": list(JUDGEMENTS),
        "scale": SCALE,
        "start": np.round(start / SCALE).astype(int).tolist(),
        "eighths": np.round(eighths / SCALE).astype(int).tolist(),
        "weights": {word: values for word, values in sorted(words.items()) if any(values)},
    }
    return described, levels


def _vocabulary(wordings: Iterable[Wording]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for wording in wordings:
        for word in set(wording.words):
            counted[word] += 1 if wording.chat >= 0 else 5
    return {word: at for at, word in enumerate(sorted(word for word, times in counted.items() if times >= RARE))}


def _fit(wordings: Sequence[Wording], vocabulary: dict[str, int]) -> tuple[Floats, Floats]:
    """All judgements, each from the wordings whose truth is known."""
    truth = np.array([wording.truth for wording in wordings])
    weights, start = np.zeros((len(vocabulary), len(JUDGEMENTS))), np.zeros(len(JUDGEMENTS))
    for some in ([0], [1], [2, 3, 4], [5]):
        known = ~np.isnan(truth[:, some[0]])
        presence = Presence(
            [each.words for each, is_known in zip(wordings, known, strict=True) if is_known], vocabulary
        )
        penalty = PENALTY if some != [1] else PENALTY / 4
        weights[:, some], start[some] = fitted(presence, truth[np.ix_(known, some)], penalty, STEPS, len(vocabulary))
    return weights, start


def _most_telling(wordings: Sequence[Wording], vocabulary: dict[str, int], weights: Floats) -> dict[str, int]:
    """The words that change most, counted over all wordings; the finding flags stay."""
    counted = Counter(word for wording in wordings for word in set(wording.words) if word in vocabulary)
    tells = {word: np.abs(weights[at]).max() * np.sqrt(counted[word]) for word, at in vocabulary.items()}
    best = sorted(tells, key=lambda word: (word[0] != "<", -tells[word], word))[:WORDS]
    return {word: at for at, word in enumerate(sorted(best))}


def _crossed(wordings: Sequence[Wording], vocabulary: dict[str, int]) -> Floats:
    """What a model says that learnt from the other half: unspoilt by having seen the line itself."""
    crossed = np.zeros((len(wordings), len(JUDGEMENTS)))
    for half in (0, 1):
        other = [each for each in wordings if _half(each) != half]
        weights, start = _fit(other, vocabulary)
        mine = np.array([_half(each) == half for each in wordings])
        presence = Presence([each.words for each in wordings if _half(each) == half], vocabulary)
        crossed[mine] = presence.times(weights) + start
    return crossed


def _half(wording: Wording) -> int:
    return wording.chat % 2 if wording.chat >= 0 else wording.line // 5 % 2


def _bars(wordings: Sequence[Wording], crossed: Floats) -> Floats:
    """The logits from which asking and requesting are told best (F1)."""
    truth = np.array([wording.truth for wording in wordings])
    return np.array([_bar(truth[:, at], crossed[:, at]) for at in (0, 1)])


def _bar(truth: Floats, logits: Floats) -> float:
    known = ~np.isnan(truth)
    order = np.argsort(-logits[known])
    right = np.cumsum(truth[known][order])
    f1 = 2 * right / (np.arange(1, len(right) + 1) + right[-1])
    return float(logits[known][order][int(f1.argmax())])
