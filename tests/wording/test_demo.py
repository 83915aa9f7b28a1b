"""What `openline demo` says."""

from __future__ import annotations

from bot.wording import demo


def test_the_address_comes_first_and_stands_at_the_end_of_its_line() -> None:
    assert demo.ready("http://127.0.0.1:8050").splitlines()[0].endswith(" http://127.0.0.1:8050")


def test_what_cannot_be_done_names_what_to_do() -> None:
    assert "--port" in demo.taken(80)
    assert "Name one that is not there" in demo.there_already("x.db")
    assert "/nowhere" in demo.no_folder("/nowhere")
    assert demo.kept_in("x.db").endswith("x.db")
    assert demo.otherwise(3, "x", "y").startswith("Step 3 ")
