"""A week of an engagement, gathered for its digest: measured up to the end of that week, whenever it is looked at."""

from __future__ import annotations

from datetime import datetime

from bot.engine import hours
from bot.engine.decision import Decision
from bot.engine.gaps.figures import fate_for
from bot.engine.reviews import digest
from bot.engine.reviews import health as engine_health
from bot.ports import UnitOfWork
from bot.service.answering import money
from bot.vocabulary.affairs import Affairs, Agreements
from bot.vocabulary.audit import Fate, Wait
from bot.vocabulary.digest import TREND, WEEK, Waited, Week
from bot.vocabulary.events import WakeupDue
from bot.vocabulary.health import Health
from bot.vocabulary.model import PersonId
from bot.vocabulary.records import Gap, HeldBack
from bot.vocabulary.signals import Reason
from bot.vocabulary.view import View
from bot.vocabulary.weeks import ShowDigest
from bot.wording import digest as wording


async def rung(event: WakeupDue, situation: Agreements, work: UnitOfWork) -> Decision:
    """The moment of a digest has come, or was slept through: the latest is sent, once."""
    affairs = _affairs(event.subject.rpartition("/")[2], situation)
    if affairs is None:
        return Decision(because=(Reason("gone"),))
    affairs = await money.with_its_books(affairs, work)
    until = digest.latest_slot(affairs.engagement, datetime.fromisoformat(event.slot), event.at)
    return digest.sent(await gathered(affairs, situation, until, work), event.at)


async def shown(effect: ShowDigest, situation: Agreements, work: UnitOfWork) -> View | None:
    """The card of a digest that is sent; None for somebody who has left."""
    affairs = _affairs(effect.engagement, situation)
    if affairs is None or not affairs.has_joined(effect.to):
        return None
    return await _card(affairs, situation, effect.until, effect.to, work)


async def preview(affairs: Affairs, at: datetime, situation: Agreements, reader: PersonId, work: UnitOfWork) -> View:
    """This week so far."""
    return await _card(affairs, situation, at, reader, work, is_preview=True)


async def health(
    affairs: Affairs, situation: Agreements, at: datetime, work: UnitOfWork, *, changes: bool = True
) -> Health:
    """How an engagement stands now; against a week ago unless nobody asks what changed."""
    affairs = await money.with_its_books(affairs, work)
    now = await gathered(affairs, situation, at, work)
    if not changes:
        return engine_health.look(now, now)
    earlier = engine_health.as_it_was(affairs, at - WEEK)
    return engine_health.look(now, await gathered(earlier, situation, at - WEEK, work))


async def gathered(affairs: Affairs, situation: Agreements, until: datetime, work: UnitOfWork) -> Week:
    """The week that ends at a moment, with what was asked in the weeks before."""
    engagement = affairs.engagement
    gaps = await work.gaps(engagement.workspace, since=until - TREND * WEEK)
    held = [await work.find(HeldBack, engagement.workspace, to=member.person) for member in affairs.joined]
    reaches = await work.reaches(engagement.workspace)
    return Week(
        affairs,
        situation,
        until,
        tuple(waited for gap in gaps if (waited := measured(gap, affairs, situation, until))),
        tuple(each for theirs in held for each in theirs),
        tuple(each for each in reaches if each.conversation in engagement.conversations),
    )


def measured(gap: Gap, affairs: Affairs, situation: Agreements, until: datetime) -> Waited | None:
    """How long a question has waited by a moment; None for one that is not between the two sides, or came later."""
    debtor = affairs.member(gap.owed_by) if gap.owed_by else None
    asker = affairs.member(gap.asked_by)
    if debtor is None or asker is None or debtor.side is asker.side or gap.asked_at >= until:
        return None
    if gap.conversation not in affairs.engagement.conversations or not all(
        affairs.has_joined(each.person) for each in (debtor, asker)
    ):
        return None
    ended = gap.closed_at if gap.closed_at is not None and gap.closed_at < until else None
    fate = fate_for(gap.owed_by, gap) if ended else Fate.ACKNOWLEDGED if gap.acknowledged_at else Fate.OPEN
    waited = hours.working_time(situation.calendar(debtor.person), gap.asked_at, ended or until)
    return Waited(gap, debtor.side, Wait(gap.asked_at, waited.total_seconds(), fate))


async def _card(
    affairs: Affairs,
    situation: Agreements,
    until: datetime,
    reader: PersonId,
    work: UnitOfWork,
    is_preview: bool = False,
) -> View:
    affairs = await money.with_its_books(affairs, work)
    summed_up = digest.sum_up(await gathered(affairs, situation, until, work))
    return wording.view(summed_up, affairs.engagement.name, situation.zone(reader), is_preview)


def _affairs(which: str, situation: Agreements) -> Affairs | None:
    return next((each for each in situation.affairs if each.engagement.id == which), None)
