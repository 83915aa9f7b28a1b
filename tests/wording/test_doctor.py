"""What the doctor says."""

from bot.vocabulary.doctor import Check, Finding, Grade
from bot.wording.doctor import report, sentence, slack_cannot_listen


def test_a_healthy_installation_reads_at_a_glance() -> None:
    fine = [Finding(Check.SETTINGS, Grade.FINE, "fine"), Finding(Check.POSTS, Grade.FINE, "fine")]
    assert report(fine) == (
        "ok     settings     Everything that is set can be used.\n"
        "ok     posts        None is late.\n\n"
        "Openline can do its work."
    )


def test_what_is_wrong_is_counted_at_the_end() -> None:
    wrong = Finding(Check.PLATFORMS, Grade.WRONG, "half", {"name": "OPENLINE_SLACK_BOT_TOKEN"})
    assert report([wrong]).splitlines() == [
        "WRONG  platforms    What is set for Slack does not suffice: set OPENLINE_SLACK_BOT_TOKEN, too.",
        "",
        "1 thing has to be put right before Openline can do its work.",
    ]
    assert "2 things have" in report([wrong, wrong])


def test_a_misspelt_setting_is_given_its_right_name() -> None:
    finding = Finding(Check.SETTINGS, Grade.NOTE, "misspelt", {"name": "OPENLINE_PROT", "meant": "OPENLINE_PORT"})
    assert sentence(finding) == "OPENLINE_PROT is not a setting, so it changes nothing. Did you mean OPENLINE_PORT?"


def test_an_address_that_is_taken_is_told_with_the_setting_that_changes_it() -> None:
    assert "OPENLINE_SLACK_LISTEN" in slack_cannot_listen("127.0.0.1", 3000, "Address already in use")
