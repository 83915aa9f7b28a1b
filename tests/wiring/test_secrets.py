"""`openline key` prints a key that the settings take."""

from pathlib import Path

from tests.wiring.process import openline


def test_a_new_key_is_one_that_can_be_set(tmp_path: Path) -> None:
    keys = [openline(tmp_path, "key", name).stdout.strip() for name in ("k2", "k1")]
    assert [key.partition(":")[0] for key in keys] == ["k2", "k1"]
    done = openline(tmp_path, "doctor", OPENLINE_SECRET_KEY=",".join(keys))
    assert "Everything that is set can be used." in done.stdout
