"""`openline privacy`: shown, exported and erased by id, and nobody else loses anything (S17)."""

from __future__ import annotations

import asyncio
import json
from io import StringIO
from pathlib import Path

import pytest

from adapters.storage.database import Database
from adapters.storage.migrating import upgrade
from adapters.storage.unit_of_work import Store
from bot.wiring import privacy
from tests.kept import ACME, ANA, OTHER, SAM, every_record, keep


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path}/openline.db"
    monkeypatch.setenv("DATABASE_URL", url)

    async def fill() -> None:
        database = Database(url)
        await upgrade(database)
        for workspace in (ACME, OTHER):
            await keep(Store(database), *(each for some in every_record(workspace).values() for each in some))
        await database.close()

    asyncio.run(fill())


def told(what: str, workspace: str, person: str, *more: bool) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return getattr(privacy, what)(workspace, person, *more, out, err), out.getvalue(), err.getvalue()


@pytest.mark.usefixtures("filled")
def test_everything_about_one_person_is_shown_exported_and_erased() -> None:
    status, out, _ = told("shown", ACME, SAM)
    assert (status, out.splitlines()[0]) == (0, "Kept about sam in acme:")
    status, out, _ = told("exported", ACME, SAM)
    assert status == 0
    assert json.loads(out)["questions"]
    before = told("shown", OTHER, SAM)
    assert told("erased", ACME, SAM, False)[0] == 1, "not without --yes"
    assert told("erased", ACME, SAM, True)[1].endswith("brings them back.\n")
    assert told("shown", ACME, SAM)[1] == "Nothing is kept about sam in acme.\n"
    assert told("exported", ACME, SAM)[1] == "{}\n"
    assert told("shown", OTHER, SAM) == before
    assert "Kept about ana" in told("shown", ACME, ANA)[1]


def test_a_database_that_is_not_there_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:canary@127.0.0.1:1/openline")
    status, out, err = told("shown", ACME, SAM)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "canary" not in err
