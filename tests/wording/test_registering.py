"""What `openline discord sync` says."""

from bot.wording.registering import AS_IT_SHOULD_BE, REGISTERED_ANEW, told

CHANGES = [
    ("/openline vet", "", "The vetting list"),
    ("/openline old", "Something old", ""),
    ("/openline log: description", "Log time", "Log time or costs"),
]


def test_each_change_has_a_line_and_the_last_line_says_what_became_of_them() -> None:
    assert told(CHANGES, is_written=True, is_dry=False).splitlines() == [
        "+ /openline vet: The vetting list",
        "- /openline old",
        "~ /openline log: description: Log time → Log time or costs",
        "",
        "3 changes, registered. Ctrl+R in Discord shows them at once.",
    ]


def test_looking_alone_sends_nothing_and_says_so() -> None:
    assert told(CHANGES[:1], is_written=False, is_dry=True).endswith("\n1 change; nothing was sent.")


def test_where_nothing_changes_it_says_only_that() -> None:
    assert told([], is_written=False, is_dry=False) == AS_IT_SHOULD_BE
    assert told([], is_written=True, is_dry=False) == REGISTERED_ANEW
