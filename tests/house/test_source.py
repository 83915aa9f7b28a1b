"""What holds for every file of the house."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import CODE, ROOMS, ROOT, named, python_files, text_of, tracked

# Where another test file speaks for a source file, and why. Short, and growing shorter.
MIRRORED_ELSEWHERE: dict[str, str] = {
    "adapters/memory/expiring.py": "tests/contracts/test_retention.py: one suite over memory, SQLite and PostgreSQL",
    "adapters/storage/expiring.py": "tests/contracts/test_retention.py: one suite over memory, SQLite and PostgreSQL",
    "adapters/memory/knowing.py": "tests/contracts: one suite over memory, SQLite and PostgreSQL",
    "adapters/memory/queues.py": "tests/contracts: one suite over memory, SQLite and PostgreSQL",
    "adapters/storage/dialects.py": "tests/contracts: one suite over memory, SQLite and PostgreSQL",
    "adapters/storage/erasing.py": "tests/contracts: one suite over memory, SQLite and PostgreSQL",
    "adapters/storage/knowing.py": "tests/contracts: one suite over memory, SQLite and PostgreSQL",
    "adapters/storage/migrating.py": "tests/migrations",
    "adapters/storage/repositories.py": "tests/contracts: one suite over memory, SQLite and PostgreSQL",
    "bot/service/inbox.py": "tests/service/test_intake.py",
}

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

LONGEST = 300
# Longer than LONGEST for a reason that is written down here.
LONG_FOR_A_REASON: dict[str, str] = {}

VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc", "stuff"}

# Assembled, so that this file does not contain what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("registry", "npmjs", "org"),
    )
]
MACHINE = [f"{'/'}{folder}/" for folder in ("work", "root")]


def mirror(source: Path) -> Path:
    """bot/engine/decide.py: tests/engine/test_decide.py. adapters/x/y.py: tests/adapters/x/test_y.py."""
    room, *folders, name = source.relative_to(ROOT).parts
    inside = ["adapters", *folders] if room == "adapters" else folders
    return ROOT.joinpath("tests", *inside, f"test_{name.strip('_').removesuffix('.py').strip('_')}.py")


def has_something_to_test(source: Path) -> bool:
    """Values without behaviour, and ports, whose contract suites speak for them, have no test file of their own."""
    functions = [node for node in ast.walk(ast.parse(text_of(source))) if isinstance(node, FUNCTIONS)]
    return any(not _only_declares(function) for function in functions)


def _only_declares(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function has no body but its docstring and an ellipsis."""
    return all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in function.body)


def test_every_source_file_has_its_test_file() -> None:
    sources = [path for path in python_files(*ROOMS) if path.name != "__init__.py" and has_something_to_test(path)]
    missing = [path for path in sources if not mirror(path).exists() and _name(path) not in MIRRORED_ELSEWHERE]
    wanted = "".join(f"\n  {_name(path)}  wants  {_name(mirror(path))}" for path in missing)
    assert not missing, f"Every source file is mirrored by a test file of its name. Missing:{wanted}"


@pytest.mark.parametrize("allowed", [MIRRORED_ELSEWHERE, LONG_FOR_A_REASON], ids=["mirrors", "lengths"])
def test_an_exception_names_a_file_that_is_there(allowed: dict[str, str]) -> None:
    gone = [name for name in allowed if not (ROOT / name).exists()]
    assert not gone, f"These exceptions can go, their files are gone: {gone}"


def test_an_exception_goes_when_the_file_has_its_own_test() -> None:
    spare = [name for name in MIRRORED_ELSEWHERE if mirror(ROOT / name).exists()]
    assert not spare, f"These have a test file of their own by now; take them off the list: {spare}"


def test_a_file_can_be_read_in_one_sitting() -> None:
    long = [path for path in python_files(*CODE) if text_of(path).count("\n") > LONGEST]
    long = [path for path in long if _name(path) not in LONG_FOR_A_REASON]
    assert not long, f"Over {LONGEST} lines; which idea in it wants a file of its own?{named(long)}"


def test_names_say_what_a_thing_is() -> None:
    vague = [path for path in python_files(*CODE) if VAGUE & set(re.split(r"[/_.]", _name(path)))]
    assert not vague, f"A vague name hides what is inside. Name these files for what they do:{named(vague)}"
    pattern = re.compile(r"^class \w*(Util|Utils|Helper|Manager)\b", re.MULTILINE)
    vague = [path for path in python_files(*ROOMS) if pattern.search(text_of(path))]
    assert not vague, f"A class is named for what it is, not Manager, Helper or Util:{named(vague)}"


@pytest.mark.parametrize("word", [*REGISTRIES, *MACHINE])
def test_the_house_stands_on_any_machine(word: str) -> None:
    pattern = re.compile(rf"(?<![\w.]){re.escape(word)}")
    tied = [path for path in tracked() if pattern.search(text_of(path))]
    assert not tied, f"These files name a host or a folder ({word}) that only some machines have:{named(tied)}"


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
