"""Legal holidays of the world, from the tables of the `holidays` library. They ship with it: nothing is fetched."""

from __future__ import annotations

from functools import lru_cache

import holidays

from bot.vocabulary.calendar import Holiday

KNOWN = holidays.list_supported_countries()
"""Country codes (ISO 3166, two or three letters) with the codes of the parts of the country."""
TABLES_KEPT = 512
"""Countries and years remembered; one takes 3 ms to work out."""


class Holidays:
    """`ports.Holidays` over the tables that the library carries, in English where it has English.

    Only its category "public": days off by law. Observances (St. Martin, Volkstrauertag), school holidays, bank days
    and days on which only some are free stand in other categories. Days that are moved because they fall on a weekend
    are in, as "(observed)"; those that follow the moon are marked "(estimated)" until they are proclaimed.
    """

    def legal(self, country: str, years: range) -> tuple[Holiday, ...]:
        """Days off by law, in order, in a country ("PH") or a part of one ("DE-BY"); days that coincide share a line.

        Raises ValueError with a sentence for people when the place is not known.
        """
        place = _place(country)
        return tuple(holiday for year in years for holiday in _table(*place, year))


def _place(code: str) -> tuple[str, str | None]:
    """A country and perhaps its part, as the library spells them. Without a part: the days that all parts share."""
    country, _, part = code.strip().partition("-")
    country = country.upper()
    if country not in KNOWN:
        raise ValueError(f"I know no holidays for “{code}”. Use a country's two letters, like DE, PH or DE-BY.")
    if not part:
        return country, None
    parts = {known.upper(): known for known in KNOWN[country]}
    if part.upper() not in parts:
        raise ValueError(f"I know no part “{part}” of {country}. {_parts_said(country)}")
    return country, parts[part.upper()]


def _parts_said(country: str) -> str:
    """Which codes would be right."""
    parts = [f"{country}-{part}" for part in KNOWN[country]]
    return f"There are: {', '.join(parts)}." if parts else f"Use {country} alone."


@lru_cache(maxsize=TABLES_KEPT)
def _table(country: str, part: str | None, year: int) -> tuple[Holiday, ...]:
    found = holidays.country_holidays(
        country, subdiv=part, years=year, categories=(holidays.PUBLIC,), language=_english(country)
    )
    return tuple(Holiday(day, name.replace("; ", " and ")) for day, name in sorted(found.items()))


def _english(country: str) -> str | None:
    """The English that a country's table is written or translated in; None leaves it as it is."""
    table = getattr(holidays, country)
    own = table.default_language or ""
    return own if own.startswith("en") or "en_US" not in table.supported_languages else "en_US"
