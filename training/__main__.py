"""Makes the weights that ship:   python -m training DATA [wordings|linker]

DATA holds `irc/train` and `requests/train.txt`; nothing else is ever learnt from. From a seed, so that it makes the
same weights again; some minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bot.engine.judgement import weights
from bot.engine.judgement.wordings import wordings
from bot.engine.judgement.words import vocabulary
from training import linker
from training import wordings as wording
from training.corpus import chats
from training.examples import readings

WEIGHTS: Final = Path(weights.__path__[0])
FROM: Final = (
    "Learnt from irc/train of 'A Large-Scale Corpus for Conversation Disentanglement' (Kummerfeld and others, "
    "ACL 2019, CC BY 4.0)"
)
MAIL: Final = "and from four fifths of requests/train.txt (EmailIntent, Parakweet, Apache-2.0)"


def main() -> None:
    """Train and write what is asked for; both by default."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("what", nargs="?", choices=("all", "wordings", "linker"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    files = list(chats(asked.data / "irc" / "train"))
    said = [*wording.from_chats(files), *wording.from_mail(asked.data / "requests" / "train.txt")]
    print(f"{len(files)} files, {len(said)} wordings")
    model, crossed = wording.learnt(said)
    if asked.what != "linker":
        _write("wordings.json", f"{FROM} {MAIL}", model)
        wordings.cache_clear()
        vocabulary.cache_clear()
    if asked.what != "wordings":
        levels: list[dict[int, list[float]]] = [{} for _ in files]
        for each, row in zip(said, crossed.tolist(), strict=True):
            if each.chat >= 0:
                levels[each.chat][each.line] = row
        read = [readings(chat, told) for chat, told in zip(files, levels, strict=True)]
        network = linker.learnt(linker.Study(files, read, asked.seed, print))
        _write("linker.json", f"{FROM}; seed {asked.seed}", linker.described(network))


def _write(name: str, provenance: str, described: Mapping[str, object]) -> None:
    """A file with one line for each word or bit, so that a change of weights can be looked at."""
    about = {"provenance": provenance, "made_by": "python -m training"}
    parts = [f"{json.dumps(key)}:{_lines(value)}" for key, value in (about | dict(described)).items()]
    (WEIGHTS / name).write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    print(f"{name}: {(WEIGHTS / name).stat().st_size / 1024:.0f} KB")


def _lines(value: object) -> str:
    compact = (",", ":")
    if isinstance(value, dict):
        rows = [
            f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(each, separators=compact)}"
            for key, each in value.items()
        ]
        return "{\n" + ",\n".join(rows) + "\n}"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "[\n" + ",\n".join(json.dumps(each, separators=compact) for each in value) + "\n]"
    return json.dumps(value, ensure_ascii=False, separators=compact)


if __name__ == "__main__":
    main()
