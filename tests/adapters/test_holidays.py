"""Legal holidays, and nothing that is only observed (scenario 4)."""

from datetime import date

import pytest

from adapters.holidays import KNOWN, Holidays
from bot import ports
from bot.vocabulary.calendar import Holiday

YEAR = range(2026, 2027)


def names(country: str, years: range = YEAR) -> dict[date, str]:
    return {holiday.day: holiday.name for holiday in Holidays().legal(country, years)}


def test_it_is_the_port() -> None:
    port: ports.Holidays = Holidays()
    assert Holiday(date(2026, 6, 12), "Independence Day") in port.legal("PH", YEAR)


def test_an_observance_on_which_people_work_is_not_in() -> None:
    german = names("DE")
    assert german[date(2026, 10, 3)] == "German Unity Day"
    assert date(2026, 11, 11) not in german  # St. Martin
    assert date(2026, 11, 15) not in german  # Volkstrauertag
    assert date(2026, 12, 24) not in german
    assert date(2026, 2, 14) not in names("US")


def test_a_part_of_a_country_has_its_own_days() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in names("DE-BY")
    assert epiphany not in names("DE")
    assert epiphany not in names("DE-BE")


def test_a_day_moved_off_the_weekend_is_in() -> None:
    assert names("US")[date(2026, 7, 3)] == "Independence Day (observed)"


def test_countries_keep_their_own_english() -> None:
    assert names("GB-SCT")[date(2026, 11, 30)] == "Saint Andrew's Day"
    assert names("NZ")[date(2026, 4, 25)].isascii()
    assert names("ke")[date(2026, 5, 1)] == "Labour Day"


def test_years_stand_in_order() -> None:
    days = [holiday.day for holiday in Holidays().legal("US", range(2024, 2028))]
    assert days == sorted(days)
    assert {day.year for day in days} == {2024, 2025, 2026, 2027}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("XX", "I know no holidays for “XX”. Use a country's two letters, like DE, PH or DE-BY."),
        ("Germany", "I know no holidays for “Germany”. Use a country's two letters, like DE, PH or DE-BY."),
        ("", "I know no holidays for “”. Use a country's two letters, like DE, PH or DE-BY."),
        ("PH-00", "I know no part “00” of PH. Use PH alone."),
        ("GB-XX", "I know no part “XX” of GB. There are: GB-ENG, GB-NIR, GB-SCT, GB-WLS."),
    ],
)
def test_an_unknown_place_is_refused_with_what_would_be_right(code: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is the claim
        Holidays().legal(code, YEAR)
    assert str(refused.value) == sentence


def test_every_country_has_holidays_or_says_so() -> None:
    empty = [code for code in KNOWN if len(code) == 2 and not Holidays().legal(code, YEAR)]
    assert len(empty) < 10
