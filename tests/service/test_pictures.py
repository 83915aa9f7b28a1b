from bot.service.pictures import drawn
from bot.vocabulary.report import Chart
from bot.vocabulary.view import Picture, View

CHART = Chart("Waits", "Nobody waited.", (), (), (), 1.0, 1.0)
CARD = View(("A week",), picture=Picture("", "Nobody waited.", chart=CHART))


def test_a_picture_is_drawn_as_the_card_is_handed_out() -> None:
    view = drawn(CARD, lambda chart: f"<svg>{chart.title}</svg>")
    assert view is not None
    assert view.picture == Picture("<svg>Waits</svg>", "Nobody waited.")


def test_where_nobody_can_draw_the_words_say_it_alone() -> None:
    view = drawn(CARD, None)
    assert view == View(("A week",))


def test_a_card_without_a_picture_stays_as_it_is() -> None:
    assert drawn(None, None) is None
    assert drawn(View(("Hello",)), None) == View(("Hello",))
