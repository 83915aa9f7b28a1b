"""`openline db`: the tables are brought up to date, compared, and taken back."""

from pathlib import Path

import pytest

from bot.wiring.tables import file, shown
from tests.wiring.process import openline


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_tables_go_up_and_down_again(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    settings = {"DATABASE_URL": request.getfixturevalue("postgres_url")} if kind == "postgresql" else {}

    def says(*words: str) -> str:
        done = openline(tmp_path, "db", *words, **settings)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert "There are no tables yet" in says("current")
    assert "(there were none, now " in says("upgrade")
    assert "were up to date already" in says("upgrade")
    assert says("current").endswith(": the tables are up to date.\n")
    assert says("downgrade", "base") == "There are no tables any more.\n"
    assert "There are no tables yet" in says("current")


def test_what_cannot_be_done_is_told_in_a_sentence_without_the_password(tmp_path: Path) -> None:
    done = openline(tmp_path, "db", "upgrade", DATABASE_URL="postgresql://me:canary@127.0.0.1:1/openline")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("That could not be done with postgresql://me:***@127.0.0.1:1/openline (")
    assert done.stderr.count("\n") == 1


def test_a_database_is_shown_without_its_password_and_a_file_by_its_place() -> None:
    assert shown("postgres://me:canary@db.example/openline") == "postgresql://me:***@db.example/openline"
    assert shown("sqlite:////data/openline.db") == "sqlite:////data/openline.db"
    assert file("sqlite:////data/openline.db") == Path("/data/openline.db")
    assert file("postgresql://db.example/openline") is None
