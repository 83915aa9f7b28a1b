"""The files of this house, as the house tests look at them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "adapters")
CODE = (*ROOMS, "migrations", "tests", "benchmarks", "training")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(ROOT / name for name in set(names.split("\0")) if name and (ROOT / name).is_file()))


def python_files(*rooms: str) -> list[Path]:
    """The Python files of these rooms."""
    return [path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in rooms]


def text_of(path: Path) -> str:
    """What a file says; nothing when it is a picture, a font or another thing that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def named(paths: list[Path]) -> str:
    """A list of files for the sentence a failing test prints."""
    return "".join(f"\n  {path.relative_to(ROOT)}" for path in paths)
