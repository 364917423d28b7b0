"""Writes values on a paper: dates, sums and numbers in the digits chosen, texts as they were typed, dots for what is not known."""

import datetime
import string
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from samma import thai

DOTS = 24
YES, NO = "ใช่", "ไม่ใช่"
_parse = string.Formatter().parse


class Digits(str):
    """A number that is text: a house number, a year, a telephone. It follows the digits of its paper."""

    __slots__ = ()


Value: TypeAlias = str | int | Decimal | datetime.date | bool | None


@dataclass(frozen=True)
class Pen:
    """The digits of one paper."""

    is_thai: bool

    def own(self, text: str) -> str:
        """Words of the paper's own."""
        return thai.thai_digits(text) if self.is_thai else text

    def say(self, value: Value) -> str:
        """A value as it is read; empty when it is not known."""
        match value:
            case None | "":
                return ""
            case bool():
                return YES if value else NO
            case datetime.date():
                return thai.thai_date(value, "thai" if self.is_thai else "arabic")
            case Decimal():
                return self.own(thai.money(value))
            case int():
                return self.own(thai.number(value))
            case Digits():
                return self.own(str(value))
            case _:
                return str(value)

    def sentence(self, template: str, facts: Mapping[str, Value], *, dots: bool = True) -> str:
        """ "ประชุมวันที่ {on}" with its values; {name:40} says how many dots stand for a value that is not known."""
        written = []
        for own, name, width, _ in _parse(template):
            written.append(self.own(own))
            if name is not None:
                known = self.say(facts.get(name))
                written.append(known or ("." * int(width or DOTS) if dots else ""))
        return "".join(written)


def names_in(template: str) -> set[str]:
    """Which values a sentence asks for."""
    return {name for _, name, _, _ in _parse(template) if name}
