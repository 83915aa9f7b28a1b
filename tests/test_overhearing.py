"""What people say is found in a log that repeats it."""

from __future__ import annotations

import io
import json

import structlog

from adapters import logs
from tests.overhearing import overheard

SAID = 'can you "look" at the Käse\\n?'


def test_a_text_is_found_however_the_log_writes_it() -> None:
    assert overheard(f"judged {SAID} yesterday", [SAID, "thanks"]) == [SAID]
    written = io.StringIO()
    log = structlog.wrap_logger(structlog.WriteLogger(written), processors=[structlog.processors.JSONRenderer(_json)])
    log.info("judged", why=SAID)
    assert SAID not in written.getvalue()
    assert overheard(written.getvalue(), [SAID]) == [SAID]


def _json(line: object, **_: object) -> str:
    return json.dumps(line, ensure_ascii=False)


def test_what_our_log_leaves_of_it_is_nothing() -> None:
    written = io.StringIO()
    log = structlog.wrap_logger(structlog.WriteLogger(written), processors=logs.processors())
    log.info("judged", why=SAID, exc_info=ValueError(SAID))
    assert '"action":"judged"' in written.getvalue()
    assert overheard(written.getvalue(), [SAID]) == []


def test_short_texts_prove_nothing() -> None:
    assert overheard("it is done, thanks", ["thanks", "done", "it is"]) == []
