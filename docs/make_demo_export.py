"""Writes docs/demo-export: three made-up weeks of an owner and two assistants, in the form in which Slack exports.

    python docs/make_demo_export.py

Everything is told below and nothing is drawn by lot, so the same files come out each time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent / "demo-export"
FIRST: Final = datetime(2026, 5, 4, tzinfo=UTC)
"""A Monday; the days of the story are counted from it."""
PEOPLE: Final = {
    "ana": ("U0ANA", "Ana Ruiz", "Europe/Madrid"),
    "sam": ("U0SAM", "Sam Reyes", "Asia/Manila"),
    "kim": ("U0KIM", "Kim Vogel", "Europe/Berlin"),
}
CHANNELS: Final = {"shop-relaunch": "C0SHOP", "newsletter": "C0NEWS"}
DIRECT: Final = {"D0ANASAM": ("ana", "sam")}

# day, time (UTC), place, who, text; a line that begins with ">" answers in the thread of the last line that did not,
# one that begins with "+" is a reaction on it.
STORY: Final = """
0 07:40 shop-relaunch ana Good morning both. This week is about the product pages.
0 07:42 shop-relaunch ana @sam can you cut out the 40 product photos by Thursday?
0 07:55 > sam Yes, I will do them in batches of ten, the first is in the drive tonight.
0 08:10 shop-relaunch ana @kim which of the two product page drafts do you prefer?
0 08:12 + kim eyes
0 13:05 > kim The second, the price is easier to find there.
0 09:30 newsletter kim @ana do we have a date for the spring newsletter?
1 06:15 shop-relaunch sam The first ten photos are in the drive.
1 06:20 shop-relaunch sam @ana should the background be white or transparent?
1 12:50 > ana Transparent please, the new theme has a grey background.
1 08:00 newsletter ana @kim please send me the list of subscribers who never open it
1 08:20 > kim will look
1 14:40 > kim Here it is, 412 of them, most from the 2023 raffle.
1 14:45 > ana thanks!
2 05:30 D0ANASAM sam Hi Ana, can I take Friday off next week?
2 15:10 D0ANASAM ana Of course, please put it in the calendar.
2 09:00 shop-relaunch kim @ana is the payment provider decided?
2 09:05 newsletter ana Anyone an idea for the subject line?
2 09:40 > kim "Your kitchen, but lighter" tested best last year.
3 04:50 shop-relaunch sam All 40 photos are done and in the drive.
3 07:30 shop-relaunch ana @sam great work! Can you also make the thumbnails?
3 07:41 > sam Sure, they are ready tomorrow at noon your time.
3 10:00 shop-relaunch kim @ana could you look over the texts of the category pages?
3 10:02 shop-relaunch kim And does the return policy stay at 30 days?
4 08:00 shop-relaunch sam Thumbnails uploaded.
4 08:15 shop-relaunch ana @kim is the newsletter template on the new colours yet?
4 08:31 > kim Not yet, I am waiting for the hex values. Who has them?
4 12:00 > ana They are in the style guide, page three.
7 07:50 shop-relaunch ana @sam @kim can you each tell me how many hours last week took?
7 08:05 > sam 31 hours, the sheet is filled in.
7 09:10 newsletter kim @ana the date for the spring newsletter is still open, which week do you want it in?
8 05:10 shop-relaunch sam @ana the import of the photos failed with "too many rows", do you know the limit?
8 11:30 shop-relaunch ana @sam never mind the import, I asked support, they raise it today.
8 13:00 shop-relaunch kim @ana the category texts are still with you, should I publish them as they are?
9 06:00 shop-relaunch ana @sam can you try the import again?
9 06:20 > sam It worked, all 40 are online in the test shop.
9 06:25 + ana tada
9 09:15 newsletter ana @kim I am so sorry, let us send it on the 27th. Can you book the slot?
9 09:30 + kim white_check_mark
10 07:00 D0ANASAM ana Can you do two hours more a week from June on?
10 07:45 D0ANASAM sam Yes, gladly. Could we talk about the rate for the extra hours?
10 08:30 shop-relaunch ana @kim please publish the category texts, they are good.
10 08:50 > kim done
11 10:00 shop-relaunch kim @ana who checks the invoices of the old shop from now on?
11 10:30 newsletter kim The slot on the 27th is booked.
14 07:30 shop-relaunch ana Good morning! Launch week.
14 07:35 shop-relaunch ana @sam can you watch the order mails on Wednesday morning?
14 07:50 > sam I am here from six to three your time, so yes.
14 08:00 shop-relaunch kim @ana the invoices of the old shop, who does them?
14 12:20 > ana I do, until the end of the quarter.
15 06:30 shop-relaunch sam @kim can you send me the texts of the order mails?
15 08:00 > kim They are in the folder "mails", all six.
15 09:00 newsletter ana @kim is everything ready for the 27th?
15 09:20 > kim Everything but the picture on top. @sam can you make one from the new photos?
15 23:50 > sam Here are three to choose from.
16 08:00 shop-relaunch ana We are live. Thank you both, really.
16 09:40 shop-relaunch sam @ana the first three orders came in without a phone number, is that field optional?
16 13:30 > ana It should not be. @kim can you make it required?
17 07:15 newsletter kim @ana which of the three pictures do you want on top?
17 08:00 shop-relaunch ana @kim please answer the two customers who asked about returns
17 09:10 > kim Both answered, one sends it back.
18 06:40 D0ANASAM sam Did you have time to think about the rate?
18 08:20 shop-relaunch kim @sam can you resend the banner? never mind, found it
"""


def main() -> None:
    """Write the whole export."""
    days: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    root: dict[str, Any] = {}
    numbers = count(1)
    for line in STORY.strip().splitlines():
        day, clock, place, who, text = line.split(" ", 4)
        at = FIRST + timedelta(days=int(day), hours=int(clock[:2]), minutes=int(clock[3:]))
        if place == "+":
            root.setdefault("reactions", []).append({"name": text, "users": [PEOPLE[who][0]], "count": 1})
            continue
        message = _message(at, who, text, next(numbers))
        if place == ">":
            message |= {"thread_ts": root["ts"]}
            place = root["place"]
        else:
            root = message
            root["place"] = place
        days[place, f"{at:%Y-%m-%d}"].append(message)
    _write(days)


def _message(at: datetime, who: str, text: str, number: int) -> dict[str, Any]:
    for name, (identity, _, _) in PEOPLE.items():
        text = text.replace(f"@{name}", f"<@{identity}>")
    return {"type": "message", "user": PEOPLE[who][0], "text": text, "ts": f"{at.timestamp():.0f}.{number:06}"}


def _write(days: dict[tuple[str, str], list[dict[str, Any]]]) -> None:
    _save("users.json", [_user(name) for name in PEOPLE])
    everybody = [identity for identity, _, _ in PEOPLE.values()]
    _save("channels.json", [{"id": CHANNELS[name], "name": name, "members": everybody} for name in CHANNELS])
    _save("dms.json", [{"id": name, "members": [PEOPLE[who][0] for who in two]} for name, two in DIRECT.items()])
    for (place, day), messages in days.items():
        told = [{key: value for key, value in message.items() if key != "place"} for message in messages]
        _save(f"{place}/{day}.json", sorted(told, key=lambda message: str(message["ts"])))


def _user(name: str) -> dict[str, Any]:
    identity, real_name, zone = PEOPLE[name]
    profile = {"display_name": name, "real_name": real_name}
    return {"id": identity, "team_id": "T0DEMO", "name": name, "real_name": real_name, "tz": zone, "profile": profile}


def _save(name: str, value: object) -> None:
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
