"""The wording's weights, learnt from a few made-up lines."""

from __future__ import annotations

from pathlib import Path

from bot.vocabulary.model import PersonId
from training.corpus import Names
from training.wordings import Wording, bag, from_mail, is_held_out, learnt

UNKNOWN = float("nan")


def test_a_bag_holds_words_pairs_and_findings_without_the_called() -> None:
    names = Names()
    names.learn("sam")
    words = bag("sam: is it done", PersonId("ana"), names)
    assert {"is", "it", "done", "^ is", "is it", "it done", "done $", "<yes-no>"} <= set(words)
    assert "sam" not in words


def test_every_fifth_sentence_of_mail_is_never_learnt_from(tmp_path: Path) -> None:
    file = tmp_path / "train.txt"
    file.write_text("".join(f"Yes\tplease send number {number}\n" for number in range(10)), encoding="utf-8")
    assert [each.line for each in from_mail(file)] == [0, 1, 2, 3, 5, 6, 7, 8]
    assert is_held_out(4)


def test_what_asks_is_learnt_and_weighs_more_than_what_does_not() -> None:
    said = [
        Wording(bag(text, PersonId("ana"), Names()), at % 4, at, (float(asks), float(asks), 0.0, 0.0, 1.0, 0.0))
        for at, (text, asks) in enumerate([("how do we do this", True), ("we did this", False)] * 60)
    ]
    model, levels = learnt(said)
    weights = model["weights"]
    assert isinstance(weights, dict)
    assert weights["how"][0] > weights["we"][0]
    assert len(levels) == len(said)
