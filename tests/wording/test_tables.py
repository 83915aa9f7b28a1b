"""What `openline db` says."""

from bot.wording import tables


def test_what_changed_is_told() -> None:
    assert tables.upgraded(None, "0002") == "The tables are up to date now (there were none, now 0002)."
    assert tables.upgraded("0001", "0002") == "The tables are up to date now (0001, now 0002)."
    assert tables.upgraded("0002", "0002") == "The tables were up to date already (0002)."
    assert tables.downgraded("0001") == "The tables are of revision 0001 now."
    assert tables.downgraded(None) == "There are no tables any more."


def test_where_the_tables_are_is_told_with_what_to_do() -> None:
    assert tables.compared("0002", "0002") == "0002: the tables are up to date."
    assert "`openline db upgrade` makes them" in tables.compared(None, "0002")
    assert "`openline doctor`" in tables.compared("0001", "0002")
    assert tables.failed("sqlite:///a.db", "OSError") == (
        "That could not be done with sqlite:///a.db (OSError). `openline doctor` says more."
    )
