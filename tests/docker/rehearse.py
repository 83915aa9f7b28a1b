"""Go through the Dockerfile without a Docker engine:  make rehearse

The Dockerfile itself is read, so nothing is written twice. Each stage gets a clean folder; COPY copies into it from
what .dockerignore lets through; RUN runs with every path of the image moved under that folder; at the end the entry
point answers, CMD is started, the HEALTHCHECK has to pass, and SIGTERM has to end it well.

What this cannot show: the base image (this machine's Python stands in for it) and the change of user.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


@dataclass
class Stage:
    """An image being built, as a folder and what Docker remembers about it."""

    folder: Path
    workdir: str = "/"
    env: dict[str, str] = field(default_factory=dict)
    entrypoint: list[str] = field(default_factory=list)
    cmd: list[str] = field(default_factory=list)
    healthcheck: list[str] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    here: dict[str, str] = field(default_factory=dict)
    """What is set otherwise on this machine, where other programs have their ports."""

    def inside(self, path: str) -> Path:
        """Where a path of the image lies on this machine."""
        return self.folder / (path if path.startswith("/") else f"{self.workdir}/{path}").lstrip("/")

    def moved(self, text: str) -> str:
        """The same words with every place of the image moved under the folder."""
        tops = sorted({f"/{place.split('/')[1]}" for place in self.places if len(place) > 1})
        pattern = rf"(?<![\w.])({'|'.join(map(re.escape, tops))})(?=[/\s:'\"]|$)" if tops else r"(?!)"
        return re.sub(pattern, lambda found: f"{self.folder}{found[1]}", text)


def instructions(text: str) -> list[tuple[str, str]]:
    """The lines of a Dockerfile as (instruction, rest): comments gone, continued lines joined."""
    lines = "\n".join(line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", lines)
    words = [line.partition(" ") for line in joined.splitlines()]
    return [(word.upper(), rest.strip()) for word, _, rest in words]


def context(into: Path) -> Path:
    """What .dockerignore sends to the engine. Ours is a list of what is let in, and that much is understood here."""
    rules = (ROOT / ".dockerignore").read_text().split("\n")
    for name in (rule[1:] for rule in rules if rule.startswith("!")):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, into / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, into / name)
    return into


def rehearse(base: Path) -> Stage:
    """Build every stage of the Dockerfile and return the last."""
    sent = base / "context"
    sent.mkdir()
    context(sent)
    steps = instructions((ROOT / "Dockerfile").read_text())
    places = set(re.findall(r"(?<![\w.:/])/(?:opt|src|data|app)\b", " ".join(rest for _, rest in steps)))
    stages: dict[str, Stage] = {}
    stage = Stage(base)
    for word, rest in steps:
        print(f"  {word} {rest[:100]}")
        match word:
            case "FROM":
                name = rest.split(" AS ")[1] if " AS " in rest else str(len(stages))
                stage = stages[name] = Stage(base / name, places=places)
                _lay_the_ground(stage)
            case "WORKDIR":
                stage.workdir = rest
                stage.inside(rest).mkdir(parents=True, exist_ok=True)
            case "ENV":
                stage.env.update(
                    {name: value for name, _, value in (pair.partition("=") for pair in shlex.split(rest))}
                )
            case "COPY":
                _copy(rest, sent, stage, stages)
            case "RUN":
                _run(stage, ["sh", "-euc", stage.moved(rest)])
            case "ENTRYPOINT":
                stage.entrypoint = json.loads(rest)
            case "CMD":
                stage.cmd = json.loads(rest)
            case "HEALTHCHECK":
                stage.healthcheck = json.loads(rest.split(" CMD ", 1)[1] if " CMD " in rest else rest[4:])
            case "USER" | "VOLUME" | "EXPOSE":
                pass
            case _:
                raise SystemExit(f"The rehearsal does not know {word}; teach it in tests/docker/rehearse.py")
    return stage


def serve(stage: Stage) -> None:
    """Start the image's command, wait for its health check to pass, and ask it to end."""
    stage.here = {"OPENLINE_PORT": _free_port(), "OPENLINE_HOST": "127.0.0.1"}
    with subprocess.Popen(_here(stage, [*stage.entrypoint, *stage.cmd]), **_surroundings(stage)) as server:
        try:
            _wait_for_health(stage, server)
        finally:
            server.terminate()
    if server.returncode:
        raise SystemExit(f"The server ended with {server.returncode} when asked to stop")


def _wait_for_health(stage: Stage, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    probe = {"args": _here(stage, stage.healthcheck), **_surroundings(stage), "capture_output": True, "text": True}
    while (told := subprocess.run(**probe)).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"The health check did not pass:\n{told.stdout}{told.stderr}")
        time.sleep(0.5)
    print(f"  the health check says: {told.stdout.strip()}")


def _lay_the_ground(stage: Stage) -> None:
    """Stand in for the base image: it brings a `python` with pip, and nothing else that these steps use."""
    programs = stage.inside("/usr/local/bin")
    programs.mkdir(parents=True)
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(str(Path(sys._base_executable).resolve()))} "$@"\n')  # type: ignore[attr-defined]
    python.chmod(0o755)


def _copy(rest: str, sent: Path, stage: Stage, stages: dict[str, Stage]) -> None:
    words = shlex.split(rest)
    flags = dict(word[2:].split("=", 1) for word in words if word.startswith("--"))
    *sources, target = [word for word in words if not word.startswith("--")]
    origin = stages[flags["from"]] if "from" in flags else Stage(sent)
    for name in sources:
        source, destination = origin.inside(name), stage.inside(target)
        if source.is_dir():
            shutil.copytree(source, destination, symlinks=True, dirs_exist_ok=True)
        else:
            into_a_folder = target.endswith("/") or len(sources) > 1
            (destination if into_a_folder else destination.parent).mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, destination / source.name if into_a_folder else destination)
    if "from" in flags:
        _follow(origin, stage, stage.inside(target))


def _follow(origin: Stage, stage: Stage, folder: Path) -> None:
    """In the image both stages share a path; here scripts and links still point into the earlier stage's folder."""
    for path in [*folder.glob("bin/*"), folder / "pyvenv.cfg"]:
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            path.write_bytes(content.replace(bytes(origin.folder), bytes(stage.folder)))
        elif path.is_symlink() and (target := os.readlink(path)).startswith(str(origin.folder)):
            path.unlink()
            path.symlink_to(target.replace(str(origin.folder), str(stage.folder)))


def _run(stage: Stage, command: list[str]) -> None:
    done = subprocess.run(command, **_surroundings(stage), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"This step failed with {done.returncode}:\n{done.stdout}{done.stderr}")


def _here(stage: Stage, command: list[str]) -> list[str]:
    """Find the program the way the image would, on the image's PATH."""
    program = shutil.which(command[0], path=_surroundings(stage)["env"]["PATH"])
    if program is None:
        raise SystemExit(f"There is no {command[0]} on the PATH of the image")
    return [program, *command[1:]]


def _surroundings(stage: Stage) -> dict[str, Any]:
    """What a process in the image sees: our environment, to reach a package index, without our Python; then its own."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    path = f"{stage.inside('/usr/local/bin')}:/usr/bin:/bin"
    env = {**ours, "PATH": path}
    for name, value in stage.env.items():
        if name == "PIP_NO_CACHE_DIR":
            continue  # an image is built to be small, a rehearsal to be quick
        env[name] = stage.moved(value.replace("$PATH", path))
    env |= {name: value for name, value in stage.here.items() if name in stage.env}
    # What the image compiles of the standard library may not end up in this machine's.
    env["PYTHONPYCACHEPREFIX"] = str(stage.inside("/bytecode"))
    return {"env": env, "cwd": stage.inside(stage.workdir)}


def _free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def main() -> None:
    """Rehearse, then call the entry point."""
    print("The Dockerfile, without an engine:")
    with tempfile.TemporaryDirectory(prefix="openline-image-") as folder:
        image = rehearse(Path(folder))
        print(f"  then {image.entrypoint[0]} --help")
        _run(image, _here(image, [*image.entrypoint, "--help"]))
        print(f"  then {' '.join(image.entrypoint + image.cmd)}, until the health check passes")
        serve(image)
    print("The image would build, its entry point answers, and its health check passes.")


if __name__ == "__main__":
    main()
