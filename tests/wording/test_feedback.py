from bot.vocabulary.feedback import Feedback, FeedbackAsked, Occasion
from bot.wording.feedback import asking, given, told
from tests.agreed import Talk, ana, sam
from tests.wording.spans import plain


def accepted() -> Talk:
    talk = Talk().team(sam).expects(f"<@{sam}> new banner by tomorrow 5pm")
    talk.submit(sam, "deliver", talk.expectation.id, words="done")
    return talk.press(ana, "accept", talk.expectation.id)


def test_it_is_asked_for_with_what_was_accepted() -> None:
    talk = accepted()
    view = asking(talk.all(FeedbackAsked)[0], talk.situation(ana).affairs[0])
    assert plain(view.headline) == "@U2 delivered new banner, you accepted it."
    assert plain(view.facts[0]) == "One line on what was good, one on what to change?"
    assert [button.label for button in view.buttons] == ["Give feedback", "Later"]


def test_each_occasion_has_its_words() -> None:
    talk = Talk().team(sam).wait(days=22)
    (first, *_) = talk.all(FeedbackAsked)
    assert first.why is Occasion.THREE_WEEKS
    assert plain(asking(first, talk.situation(ana).affairs[0]).headline).startswith("Three weeks with @")
    talk.wait(days=40)
    latest = max(talk.all(FeedbackAsked), key=lambda each: each.at)
    assert "for a while" in plain(asking(latest, talk.situation(ana).affairs[0]).headline)


def test_who_it_is_about_sees_it_alone() -> None:
    talk = Talk().team(sam).submit(ana, "feedback", person=sam, rating="4", well="fast")
    view = told(talk.all(Feedback)[0], talk.situation(sam).affairs[0], "UTC")
    assert plain(view.headline) == "@U1 gave you feedback: 4 of 5, good"
    assert [section.heading for section in view.sections] == ["What went well"]
    assert plain(view.small_print).startswith("For you alone.")


def test_who_gave_it_is_thanked_and_knows_who_sees_it() -> None:
    assert plain(given(sam, 5).headline) == "Thank you. @U2 sees it in their working hours: 5 of 5, very good."
