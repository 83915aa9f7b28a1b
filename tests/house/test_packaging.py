"""What we hand over: one version, pinned requirements, a complete wheel."""

import re
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import bot
from tests.house.source import ROOT, named, python_files, text_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


def pins(path: Path) -> dict[str, str]:
    """The requirements of a file: name and marker -> version and hashes."""
    joined = re.sub(r"\s*#.*", "", path.read_text()).replace("\\\n", "")
    return dict(line.split("==", 1) for line in joined.splitlines() if line.strip())


def test_the_version_is_written_in_one_place() -> None:
    pattern = re.compile(rf"""version\w*\s*=\s*["']{re.escape(bot.__version__)}["']""")
    written = [
        path for path in [*python_files("bot", "adapters"), ROOT / "pyproject.toml"] if pattern.search(text_of(path))
    ]
    assert written == [ROOT / "bot" / "__init__.py"], f"The version belongs in bot/__init__.py alone:{named(written)}"
    assert metadata.version("openline") == bot.__version__, "The installed version is another: run make install"


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    for name, pinned in pins(path).items():
        assert re.match(r"[\w.]+( ; .+?)? +--hash=sha256:[0-9a-f]{64}", pinned), f"{name} in {path.name} has no hash"
    foreign = [line for line in path.read_text().splitlines() if line.startswith(("-", "http", "/")) or "://" in line]
    assert not foreign, f"{path.name} names an index or a place: {foreign}. Run make requirements"


def test_what_is_tested_is_what_runs() -> None:
    run, dev = pins(ROOT / "requirements" / "run.txt"), pins(ROOT / "requirements" / "dev.txt")
    different = [name for name, version in run.items() if dev.get(name) != version]
    assert not different, f"run.txt and dev.txt differ in {different}. Run make requirements"


def test_every_dependency_of_the_project_is_resolved() -> None:
    run = pins(ROOT / "requirements" / "run.txt")
    wanted = {re.split(r"[<>=!~\[]", line)[0].replace(".", "-") for line in PROJECT["project"]["dependencies"]}
    assert wanted <= run.keys(), f"Not in run.txt: {sorted(wanted - run.keys())}. Run make requirements"


def test_the_core_is_kept_from_every_dependency() -> None:
    """The contracts name packages one by one; a new dependency has to be added there, too."""
    import_names = {"discord-py": "discord"}
    names = [re.split(r"[<>=!~\[]", line)[0].replace(".", "-") for line in PROJECT["project"]["dependencies"]]
    modules = {import_names.get(name, name.replace("-", "_")) for name in names}
    contracts = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    for name in ("pure-engine", "pure-words"):
        missing = modules - set(contracts[name]["forbidden_modules"])
        assert not missing, f"Add {sorted(missing)} to the import contract {name} in pyproject.toml"


def test_the_wheel_brings_all_that_runs_and_nothing_more(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    files = set(zipfile.ZipFile(wheel).namelist())
    ours = {path.relative_to(ROOT).as_posix() for path in python_files("bot", "adapters", "migrations")}
    assert ours <= files, f"Not in the wheel: {sorted(ours - files)}"
    rooms = {name.split("/")[0] for name in files if ".dist-info/" not in name}
    assert rooms <= {"bot", "adapters", "migrations"}, f"The wheel carries more than it should: {sorted(rooms)}"
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in files}, "The wheel lacks its licence"
