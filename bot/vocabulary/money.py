"""Money: an exact amount of one currency. Amounts of different currencies are never added up by mistake.

Codes and the number of decimals are those of ISO 4217 (SIX Group, list one). Amounts are `Decimal` throughout; a float
never comes near them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

CURRENCIES: Final = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST
    XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()
)
"""The currencies one can pay in; no metals, funds or units of account."""
WHOLE: Final = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
"""Currencies without a smaller coin."""
THOUSANDTHS: Final = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
MOST: Final = Decimal(10) ** 12
"""No amount is as large as this: a slip of the keyboard is not an agreement."""


class MixedCurrencies(ValueError):
    """Amounts of two currencies were to be added or compared; nobody has said at what rate."""


def decimals(currency: str) -> int:
    """How many decimals amounts of a currency have."""
    return 0 if currency in WHOLE else 3 if currency in THOUSANDTHS else 2


@dataclass(frozen=True, slots=True)
class Money:
    """So much of a currency. Arithmetic keeps every digit; `rounded` gives what can be paid."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Raise ValueError for a currency that is none."""
        if self.currency not in CURRENCIES:
            raise ValueError(f"ISO 4217 has no currency {self.currency}")

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other).amount

    @property
    def rounded(self) -> Money:
        """To the smallest coin, halves away from zero, as invoices do."""
        step = Decimal(1).scaleb(-decimals(self.currency))
        return Money(self.amount.quantize(step, ROUND_HALF_UP), self.currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other


def added(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Amounts added up, each currency by itself, in the order of their codes."""
    sums: dict[str, Money] = {}
    for money in amounts:
        sums[money.currency] = sums[money.currency] + money if money.currency in sums else money
    return tuple(sums[currency] for currency in sorted(sums))
