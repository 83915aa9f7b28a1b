"""The JSON face over a real socket, with the real Openline behind it."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.acceptance.played import Face, playground


async def _refused(face: Face, path: str, status: int, method: str = "POST", **fields: Any) -> str:
    address = f"{face.address}/api/v1{path}"
    async with aiohttp.ClientSession() as session, session.request(method, address, json=fields) as response:
        assert response.status == status
        told: str = (await response.json())["error"]
        return told


async def test_the_overview_says_what_there_is() -> None:
    async with playground() as face:
        told = await face.get("")
        assert [each["seat"] for each in told["seats"]] == ["ana", "sam", "kim", "lee"]
        assert told["seats"][1]["local"] == "Mon 1 Jun 15:00"
        assert [each["place"] for each in told["seats"][0]["places"]] == ["shop-relaunch", "lounge", "direct-ana"]
        assert "expect" in told["commands"]


async def test_messages_are_said_changed_reacted_to_and_taken_back() -> None:
    async with playground() as face:
        said = (await face.post("/seats/ana/say", place="lounge", text="lunch?"))["message"]
        await face.post("/seats/ana/edit", message=said["id"], text="lunch at noon?")
        await face.post("/seats/sam/react", message=said["id"], emoji="👍")
        (seen,) = (await face.get("/seats/sam/messages", place="lounge"))["messages"]
        assert (seen["text"], seen["reactions"]) == ("lunch at noon?", [{"emoji": "👍", "by": ["sam"]}])
        await face.post("/seats/sam/react", message=said["id"], emoji="👍", take_back=True)
        await face.post("/seats/ana/delete", message=said["id"])
        assert (await face.get("/seats/sam/messages"))["messages"] == []


async def test_a_form_is_answered_over_it() -> None:
    async with playground() as face:
        told = await face.post("/seats/ana/command", place="shop-relaunch", words="start")
        assert told["form"]["fields"][0]["error"] == ""
        told = await face.post("/seats/ana/submit", values={"people": ["sam"], "name": "the shop"})
        assert "invites" in told["answer"]["card"]["headline"]
        assert (await face.get("/seats/ana/form"))["form"] is None
        await face.post("/seats/sam/press", card=told["answer"]["id"], action="join")
        assert (await face.get("/seats/sam"))["form"]["title"] == "Join"
        assert (await face.post("/seats/sam/close"))["form"] is None


async def test_the_clock_goes_to_a_moment_by_a_duration_and_to_the_next_thing_due() -> None:
    async with playground() as face:
        assert (await face.post("/clock", by="1 h"))["local"]["ana"] == "Mon 1 Jun 10:00"
        assert (await face.post("/clock", to="2026-06-02T09:00:00+02:00"))["now"] == "2026-06-02T07:00:00+00:00"
        assert (await face.post("/clock", next=True))["next"] is None, "nothing is due"


async def test_what_was_decided_is_told_with_its_reasons() -> None:
    async with playground() as face:
        await face.post("/seats/ana/command", place="shop-relaunch", words="start @sam")
        journal = (await face.get("/journal"))["journal"]
        assert (journal[0]["what"], journal[0]["because"]) == ("CommandGiven", ["started"])
        assert journal[0]["words"] == "Ana Berger gave /openline start"
        records = (await face.get("/records", kind="Engagement"))["records"]
        assert [each["name"] for each in records["Engagement"]] == ["shop-relaunch"]
        assert (await face.get("/held-back"))["held_back"] == []
        assert isinstance((await face.get("/due"))["due"], list)


async def test_reset_leaves_nothing() -> None:
    async with playground() as face:
        await face.post("/seats/ana/command", place="shop-relaunch", words="start @sam")
        await face.post("/clock", by="2 days")
        assert (await face.post("/reset"))["now"] == "2026-06-01T07:00:00+00:00"
        assert (await face.get("/records"))["records"] == {}
        assert (await face.get("/seats/ana/messages"))["messages"] == []


@pytest.mark.parametrize(
    ("path", "fields", "status", "sentence"),
    [
        ("/seats/eve/say", {"place": "lounge", "text": "x"}, 404, "There is no seat “eve”"),
        ("/seats/ana/say", {"place": "moon", "text": "x"}, 404, "in no conversation “moon”"),
        ("/seats/ana/say", {"place": "lounge"}, 400, "“text” is missing"),
        ("/seats/ana/say", {"place": "lounge", "text": " "}, 409, "from 1 to 4000"),
        ("/seats/ana/say", {"place": "lounge", "text": "x", "colour": "red"}, 400, "no field “colour”"),
        ("/seats/ana/edit", {"message": "x", "text": "y"}, 404, "not there any more"),
        ("/seats/ana/submit", {"values": {}}, 409, "no form open"),
        ("/seats/ana/sing", {}, 404, "nothing called “sing” to do"),
        ("/seats/ana/press", {"card": "x"}, 404, "not there any more"),
        ("/clock", {}, 400, "Say one of"),
        ("/clock", {"by": "1 h", "next": True}, 400, "Say one of"),
        ("/clock", {"by": "soon"}, 400, "has to be a duration"),
        ("/moon", {}, 404, "nothing at POST /api/v1/moon"),
    ],
)
async def test_what_is_wrong_is_told_in_a_sentence(
    path: str, fields: dict[str, Any], status: int, sentence: str
) -> None:
    async with playground() as face:
        assert sentence in await _refused(face, path, status, **fields)
