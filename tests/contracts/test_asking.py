"""Several questions at once, on every store."""

from __future__ import annotations

from bot.ports import Question, Store
from bot.vocabulary.agreements import Goal
from bot.vocabulary.model import EngagementId, Side, WorkspaceId
from bot.vocabulary.records import Gap, Member
from tests.kept import ACME, BUILD, KIM, SAM, every_record, keep, member

SAMPLES = every_record()


async def test_several_questions_at_once_are_answered_as_each_by_itself(store: Store) -> None:
    await keep(store, *(record for records in SAMPLES.values() for record in records))
    questions = [
        Question(Member, {"engagement": frozenset({BUILD, EngagementId("nowhere")})}),
        *(Question(kind) for kind in SAMPLES),
        Question(Gap, {"closed_at": None, "owed_by": SAM}),
        Question(Goal, {"id": "nowhere"}),
    ]
    async with store.begin() as work:
        await work.remember([member(KIM, Side.ASSISTANT)])
        found = await work.find_each(ACME, questions)
        assert found == [await work.find(kind, ACME, **equals) for kind, equals in questions]
        assert KIM in {each.person for each in found[0]}, "what was remembered is found in the same work"
        assert await work.find_each(WorkspaceId("another"), questions) == [[] for _ in questions]
