"""The Dockerfile goes through without an engine."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docker.rehearse import ROOT, Stage, instructions


def test_comments_are_left_out_and_continued_lines_joined() -> None:
    text = "# why\nFROM python AS builder\nRUN one \\\n # between\n && two\n"
    assert instructions(text) == [("FROM", "python AS builder"), ("RUN", "one  && two")]


def test_places_of_the_image_are_moved_and_other_words_are_not(tmp_path: Path) -> None:
    stage = Stage(tmp_path, places={"/opt", "/data"})
    assert stage.moved("cp /opt/a:/data /usr/opt data/opt") == f"cp {tmp_path}/opt/a:{tmp_path}/data /usr/opt data/opt"


@pytest.mark.slow
def test_every_step_and_the_entry_point_work_in_a_clean_folder() -> None:
    done = subprocess.run([sys.executable, "tests/docker/rehearse.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"The image would not build:\n{done.stdout}{done.stderr}"
