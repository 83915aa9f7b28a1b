"""The report as one page that needs nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from adapters.report.html import page
from bot.wording.audit import report
from tests.made_up import ANA, SAM, gap, made_up, with_name

PAGE = page(report(made_up()))


def test_nothing_is_fetched_and_nothing_runs() -> None:
    assert "<script" not in PAGE
    assert re.findall(r'(?:src|href)="(?!#|https://acme\.example/)[^"]*"', PAGE) == []
    assert "@import" not in PAGE
    assert "url(" not in PAGE


def test_it_is_made_for_phones_the_dark_and_paper() -> None:
    for words in ('name="viewport"', "prefers-color-scheme", "@media print", 'lang="en"'):
        assert words in PAGE


def test_every_picture_says_its_finding() -> None:
    pictures = re.findall(r"<svg.*?</svg>", PAGE, re.DOTALL)
    charts = [picture for picture in pictures if 'role="img"' in picture]
    assert charts
    assert all("<title" in chart and "<desc" in chart for chart in charts)


def test_a_hostile_name_is_only_ever_text() -> None:
    hostile = with_name(SAM, '<img src=x onerror=alert(1)>"&')
    audit = made_up([gap(ANA, SAM)])
    people = tuple(replace(each, person=hostile) if each.person.id == SAM.id else each for each in audit.people)
    told = page(report(replace(audit, people=people)))
    assert "<img" not in told
    assert "&lt;img" in told


def test_a_link_that_does_not_lead_to_the_web_is_left_out() -> None:
    audit = made_up([gap(ANA, SAM)])
    steered = replace(audit, unanswered=(replace(audit.unanswered[0], link="javascript:alert(1)"),))
    assert "javascript:" not in page(report(steered))
