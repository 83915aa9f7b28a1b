"""What is read by whoever installs."""

from bot.wording.installing import WHY, failed, installed


def test_whoever_installed_it_is_told_where_it_is_and_what_comes_next() -> None:
    title, text = installed("Acme")
    assert title == "Openline is installed in Acme"
    assert "/openline start" in text
    assert installed("")[0] == "Openline is installed"


def test_whatever_went_wrong_it_says_where_to_begin_again_and_never_what_was_brought() -> None:
    for why in (*WHY, "<script>", "storage_error"):
        title, text = failed(why)
        assert title == "Openline is not installed"
        assert "/slack/install" in text
        assert "<script>" not in text
