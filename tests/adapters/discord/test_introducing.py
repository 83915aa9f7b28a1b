"""Nothing is told about somebody before they have joined; afterwards, what changed (S22)."""

from adapters.discord.custom_ids import pack
from bot.vocabulary.events import PersonSeen
from bot.vocabulary.model import PersonId
from tests.adapters.discord.tower import shown, standing
from tests.fake_discord.world import ANA, GUILD, KIM, SAM


async def test_who_somebody_is_is_told_only_of_who_has_joined_or_joins() -> None:
    async with standing() as tower:
        await tower.answered(await tower.server.gives(KIM, "help"))
        assert tower.reception.kept == []
        await tower.answered(await tower.server.sends(SAM, pack("join", "E1", None, tower.shelf), {"zone": "UTC"}))
        tower.people |= {PersonId(SAM), PersonId(ANA)}
        for _ in range(2):
            await tower.answered(await tower.server.gives(SAM, "mine"))
            await tower.answered(await tower.server.gives(ANA, "mine"))
        await tower.answering.finished()
        seen = [each.person for each in tower.reception.kept if isinstance(each, PersonSeen)]
    assert [(each.id, each.name, each.is_admin) for each in seen] == [(SAM, "Sam", False), (ANA, "Ana", True)]


async def test_whoever_is_called_otherwise_is_told_of_again() -> None:
    async with standing() as tower:
        tower.people.add(PersonId(SAM))
        await tower.answered(await tower.server.gives(SAM, "mine"))
        tower.world.members[GUILD][SAM]["nick"] = "Sammy"
        await tower.answered(await tower.server.gives(SAM, "mine"))
        await tower.answering.finished()
        names = [each.person.name for each in tower.reception.kept if isinstance(each, PersonSeen)]
    assert names == ["Sam", "Sammy"]


async def test_nobody_waits_for_it_but_whoever_joins_and_what_failed_is_told_the_next_time() -> None:
    async with standing() as tower:
        tower.people.add(PersonId(SAM))
        tower.reception.failures.append(ConnectionError())
        answer = await tower.answered(await tower.server.gives(SAM, "mine"))
        assert shown(answer["data"]) == "Done."
        await tower.answering.finished()
        assert tower.reception.kept == []
        await tower.answered(await tower.server.gives(SAM, "mine"))
        await tower.answering.finished()
        assert [type(each) for each in tower.reception.kept] == [PersonSeen]
