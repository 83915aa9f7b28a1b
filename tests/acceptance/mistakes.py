"""Getting to know each other, capacity and the owner's own part, told once and lived on every platform.

The driver and what is read of its cards are those of `day`.
"""

from __future__ import annotations

from tests.acceptance.day import (
    ANA,
    ASSISTANT_ZONE,
    SAM,
    SHOP,
    Driver,
    at,
    card,
    form,
    the_card,
    they_begin,
)

MUCH = "expect @sam a new banner by Friday 5pm takes 25 h done when it is on the site because the fair opens"
LATER = "expect @sam the FAQ by Friday 5pm takes 1 h done when it is online because people ask"


async def the_mistakes(play: Driver) -> None:
    """From a list of what to settle to work that waits until its doer is awake."""
    await they_begin(play)
    await they_get_to_know_each_other(play)
    await more_is_handed_out_than_fits(play)
    await how_it_stands(play)
    await it_waits_for_the_morning(play)


async def they_get_to_know_each_other(play: Driver) -> None:
    """A list is begun; each thing is settled by somebody, with a note, and both see the same."""
    empty = card(await play.command(ANA, SHOP, "vet"))
    assert empty.is_private
    begun = card(await play.press(ANA, empty, "Begin the list"))
    assert "1 of 7 required things are settled" in begun.headline
    interview = form(await play.press(ANA, begun, "Settle"))
    assert interview.title == "Interview"
    settled = card(await play.submit(ANA, {"note": "has run two shops"}))
    assert "2 of 7 required things are settled" in settled.headline
    seen = card(await play.command(SAM, SHOP, "vet"))
    assert "has run two shops" in seen.text
    assert "Settle" not in seen.labels


async def more_is_handed_out_than_fits(play: Driver) -> None:
    """While required things are open, and beyond the hours there are, it is asked first: go ahead anyway?"""
    asked = card(await play.command(ANA, SHOP, MUCH))
    assert asked.is_private
    assert "5 required things are not settled yet" in asked.headline
    assert "more to do than they have hours for" in asked.text
    await play.press(ANA, asked, "Go ahead anyway")
    await the_card(play, SAM, "can you take this on", in_place=SHOP)
    week = card(await play.command(SAM, SHOP, "capacity"))
    assert "25 of 20 h a week are taken, 5 h too much" in week.headline
    again = card(await play.command(SAM, SHOP, "vet"))
    assert "Handed out anyway" in again.text


async def how_it_stands(play: Driver) -> None:
    """Five headings, each with its state and its numbers; both see the same."""
    stands = [card(await play.command(seat, SHOP, "health")) for seat in (ANA, SAM)]
    for each in stands:
        assert each.is_private
        assert "Getting to know each other · act" in each.text
        assert "Capacity · act" in each.text
        assert "handed out this week against a warning" in each.text
    assert "Change the thresholds" in stands[0].labels
    assert "Change the thresholds" not in stands[1].labels


async def it_waits_for_the_morning(play: Driver) -> None:
    """Handed out when it is night there: it is offered to be delivered when they are back, and it is."""
    await play.until(at("tue 14:40"))
    asked = card(await play.command(ANA, SHOP, LATER))
    assert "is back" in asked.text
    scheduled = card(await play.press(ANA, asked, "Deliver then"))
    assert "gets this" in scheduled.headline
    assert not [each for each in await play.cards(SAM) if "the FAQ" in each.text]
    await play.until(at("wed 8:55", ASSISTANT_ZONE))
    assert not [each for each in await play.cards(SAM) if "the FAQ" in each.text]
    await play.until(at("wed 9:05", ASSISTANT_ZONE))
    delivered = await the_card(play, SAM, "can you take this on", in_place=SHOP)
    assert "the FAQ" in delivered.text
