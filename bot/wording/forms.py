"""The forms: as little as possible, in the order one thinks, prefilled, an example in each field.

No form has more than five fields: a Discord form holds no more. An error stands at its field and says what would be
right; what was typed stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.vocabulary.affairs import Agreements
from bot.vocabulary.answers import FormAsked
from bot.vocabulary.deadlines import Deadline
from bot.vocabulary.model import PersonId
from bot.vocabulary.view import Choice, Field, FieldKind, Form
from bot.wording import checkin_forms, money_forms, week
from bot.wording.blanks import PERSON, Blank
from bot.wording.moments import said
from bot.wording.replies import plain
from bot.wording.talk_forms import TALK

MOST_FIELDS: Final = 5

WHAT: Final = Field("what", "What do you expect?", placeholder="A new banner for the fair", is_required=True)
UNTIL: Final = (
    Field(
        "until",
        "Until when?",
        FieldKind.CHOICE,
        value="next working day",
        choices=(
            Choice("1 h", "For an hour"),
            Choice("tomorrow", "Until tomorrow"),
            Choice("next working day", "Until the next working day"),
            Choice("date", "Until a date"),
        ),
    ),
    Field("date", "Which date?", placeholder="Friday", help="Only if you chose a date."),
    Field("reason", "Why?", placeholder="Waiting for the photos", help="You read it when it comes back."),
)
"""Until when something is put off, for whoever puts it off and for whoever says when they will answer."""

BY: Final = Field(
    "by", "By when?", placeholder="Friday 5pm", help="On their calendar. Without a time: end of their day."
)
DONE_WHEN: Final = Field("done_when", "How can you both tell that it is done?", placeholder="It is on the site")
CONTEXT: Final = Field(
    "context", "Why, for whom, where to look", FieldKind.LINES, placeholder="The fair opens on Monday; logo in /brand"
)
ZONE: Final = Field("zone", "Your time zone", placeholder="Europe/Berlin, or a city", is_required=True)
HOURS: Final = Field("hours", "Your working hours", placeholder="Mon-Fri 9-12, 13-17", is_required=True)
COUNTRY: Final = Field(
    "country",
    "Whose public holidays do you keep?",
    placeholder="DE, PH, US-CA",
    help="Empty: none. Say “away” for your own.",
)


WEEKLY: Final = Field("hours", "Hours a week", placeholder="20", is_required=True)
NOTE: Final = Field("note", "A note or a link", FieldKind.LINES, placeholder="https://…", help="Both of you see it.")


def _words(title: str, submit: str, label: str, placeholder: str, required: bool = True) -> Blank:
    kind = FieldKind.LINES
    return Blank(title, submit, (Field("words", label, kind, placeholder=placeholder, is_required=required),))


def _number(name: str, label: str, placeholder: str, why: str) -> Field:
    return Field(name, label, placeholder=placeholder, help=why, is_required=True)


BLANKS: Final[dict[str, Blank]] = {
    "start": Blank(
        "Begin an engagement",
        "Invite",
        (
            Field("people", "Whom do you work with?", FieldKind.PEOPLE, is_required=True, help="The first one leads."),
            Field("name", "What to call it", placeholder="The new shop"),
        ),
        ("Nothing is recorded about anybody before they have joined.",),
    ),
    "join": Blank(
        "Join",
        "Join",
        (
            ZONE,
            HOURS,
            COUNTRY,
            Field("hours_a_week", "Hours a week you have for this", placeholder="20"),
            Field(
                "does",
                "What do you do, and how are you best reached?",
                FieldKind.LINES,
                placeholder="Design and photos. Chat first; phone when it burns",
            ),
        ),
        ("The others here see these answers. They decide when you are asked and reminded: never outside your hours.",),
    ),
    "expect": Blank("Ask for something", "Send", (PERSON, WHAT, BY, DONE_WHEN, CONTEXT)),
    "edit": Blank("Change it", "Save", (WHAT, BY, DONE_WHEN, CONTEXT)),
    "ask": _words("Ask something", "Ask", "What do you need to know first?", "Which of the two logos?"),
    "answer-question": _words("Answer", "Answer", "Your answer", "The blue one"),
    "answer": Blank(
        "Answer",
        "Answer",
        (
            Field(
                "words",
                "Your answer",
                FieldKind.LINES,
                placeholder="The blue one",
                is_required=True,
                help="It is posted where it was asked, with your name.",
            ),
        ),
    ),
    "later": Blank(
        "Later",
        "Put it off",
        UNTIL,
    ),
    "name-time": Blank(
        "Say when",
        "Say so",
        UNTIL,
    ),
    "propose-date": Blank(
        "Another date",
        "Propose",
        (replace(BY, label="When would work?", placeholder="Monday noon", is_required=True, help="On your calendar."),),
    ),
    "deliver": _words("Deliver", "Deliver", "A link, or a few words", "https://…", required=False),
    "return": _words("Ask for a change", "Send", "What would have to change?", "The date is last year's"),
    "decline": _words(
        "Not mine", "Send", "Why not, or who else?", "I am full until Monday; Lee may have room", required=False
    ),
    **TALK,
    "goals": Blank(
        "Add a goal",
        "Add",
        (Field("goal", "What are you after?", placeholder="Open the shop before Christmas", is_required=True),),
    ),
    "hours": Blank("Your working hours", "Save", (ZONE, HOURS, COUNTRY), ("From now on. The past keeps its hours.",)),
    "away": Blank(
        "Away",
        "Save",
        (
            Field("until", "Until when, or from when to when?", placeholder="until Friday", is_required=True),
            Field("reason", "A word on it, for yourself", placeholder="Optional"),
        ),
    ),
    "capacity": Blank("Your hours", "Save", (WEEKLY,), ("For this engagement. Both sides see it.",)),
    "room-hours": Blank("Room for more", "Tell them", (WEEKLY,)),
    "estimate": Blank(
        "How long does it take?", "Save", (Field("hours", "Hours of work", placeholder="3", is_required=True),)
    ),
    "vet": Blank(
        "Invite candidates",
        "Invite",
        (Field("people", "Whom would you like to get to know?", FieldKind.PEOPLE, is_required=True),),
        ("They join as candidates. Nothing is recorded about anybody before they have joined.",),
    ),
    "vet-tick": Blank("Settle it", "Settled", (NOTE,)),
    "vet-interview": Blank(
        "Interview",
        "Settled",
        (replace(NOTE, label="What did you learn?", placeholder="Has run two shops; works alone; free from May"),),
        (
            "What to ask: What have you done that is like this? What went wrong once, and what did you do then? "
            "How do you like to be given work? What else is on your table these months? When can you be reached, "
            "and when not? What would you like to know from me?",
        ),
    ),
    "vet-edit": Blank(
        "What to settle first",
        "Save",
        (
            Field(
                "items",
                "One thing a line; * before what is required",
                FieldKind.LINES,
                placeholder="* Interview",
                is_required=True,
            ),
            Field(
                "template",
                "Also for new engagements?",
                FieldKind.CHOICE,
                value="no",
                choices=(Choice("no", "Only here"), Choice("yes", "Also for new ones")),
            ),
        ),
    ),
    "thresholds": Blank(
        "Thresholds",
        "Save",
        (
            _number("late_answers", "Answers later than agreed, to act", "2", "One is an oversight, two a habit."),
            _number("room_below", "Room for more below, in %", "70", "Of the stated hours; below that, time is spare."),
            _number("full_above", "Full above, in %", "100", "Of the stated hours; nothing more fits."),
            _number("asks_at_once", "Many things at once, from", "5", "Handed to one person within an hour."),
            _number("feedback_after", "Days without feedback", "30", "A month is long to hear nothing."),
        ),
    ),
    "settings": Blank(
        "Settings",
        "Save",
        (
            Field("name", "Name of the engagement", is_required=True),
            Field("answer_within", "Answer within, in working hours", is_required=True, placeholder="8"),
            Field("acknowledge_within", "Acknowledge within, in working hours", is_required=True, placeholder="4"),
            Field("warn_at", "Remind at this share of it, in %", is_required=True, placeholder="75"),
            Field(
                "nudges",
                "Private reminders",
                FieldKind.CHOICE,
                choices=(Choice("yes", "Send them"), Choice("no", "Send none")),
                is_required=True,
            ),
        ),
    ),
    **{action: Blank(*asked) for action, asked in money_forms.FORMS.items()},
}


def form(asked: FormAsked, situation: Agreements, reader: PersonId) -> Form:
    """The form of an action, with what is known in its fields and what is wrong beside them."""
    if asked.action == "checkin":
        return checkin_forms.form(asked, situation)
    blank = BLANKS[asked.action]
    wanted = money_forms.fields(asked, blank.fields, situation, reader)
    fields = tuple(_filled(field, asked, situation, reader) for field in wanted)
    return Form(blank.title, asked.action, fields, asked.about, blank.submit, blank.intro)


def _filled(field: Field, asked: FormAsked, situation: Agreements, reader: PersonId) -> Field:
    given = [value.text for value in asked.values if value.name == field.name]
    error = next((plain(wrong.why) for wrong in asked.wrong if wrong.field == field.name), "")
    filled = replace(
        field, value=",".join(given) or field.value or _known(field, asked, situation, reader), error=error
    )
    return _which(filled, asked, situation) if field.name == "by" and asked.which else filled


def _known(field: Field, asked: FormAsked, situation: Agreements, reader: PersonId) -> str:
    """What need not be asked: the hours somebody keeps already, the terms as they are."""
    if field.name == "hours":
        return week.spoken(situation.calendar(reader).versions[-1].week)
    return money_forms.prefilled(field, asked, situation)


def _which(field: Field, asked: FormAsked, situation: Agreements) -> Field:
    """A deadline that may be several: which of them is asked, and none is chosen beforehand."""
    doer = next((value.text for value in asked.values if value.name == "person"), "")
    found = situation.expectation(asked.about)
    zone = situation.zone(found[1].owed_by if found else PersonId(doer))
    label = f"“{field.value}” may mean more than one moment. Which?"
    return replace(
        field,
        label=label[:150],
        kind=FieldKind.CHOICE,
        choices=tuple(_choice(each, zone) for each in asked.which),
        value="",
        help=f"On their clock ({zone}).",
        is_required=True,
    )


def _choice(deadline: Deadline, zone: str) -> Choice:
    """The value is the moment itself, with the words that were typed."""
    return Choice(f"@{deadline.at.isoformat()} {deadline.words}"[:100], said(deadline.at, zone))
