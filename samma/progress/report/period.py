"""The time a report is about: a month, a quarter or the whole of a fiscal year."""

import datetime
from dataclasses import dataclass

from samma import thai

WHOLE_YEAR = "y"
FIRST_MONTH = 10


@dataclass(frozen=True)
class Period:
    """From `start` to the day before `end`, in a fiscal year (พ.ศ.)."""

    key: str  # m10 … m9, q1 … q4, y
    year: int
    start: datetime.date
    end: datetime.date

    @property
    def title(self) -> str:
        """ "เดือนมีนาคม 2560", "ไตรมาสที่ 2 ปีงบประมาณ 2560 (ม.ค.–มี.ค. 2560)"."""
        if self.key == WHOLE_YEAR:
            return f"ปีงบประมาณ {self.year}"
        last = self.end - datetime.timedelta(days=1)
        if self.key.startswith("q"):
            months = f"{thai.MONTHS_SHORT[self.start.month - 1]}–{thai.MONTHS_SHORT[last.month - 1]}"
            return f"ไตรมาสที่ {self.key[1:]} ปีงบประมาณ {self.year} ({months} {thai.be_year(last.year)})"
        return f"เดือน{thai.MONTHS[self.start.month - 1]} {thai.be_year(self.start.year)}"

    def cut_off(self, today: datetime.date) -> datetime.date:
        """The last day that the figures know: the period's, or today while it lasts."""
        return min(self.end - datetime.timedelta(days=1), today)

    def span(self, today: datetime.date) -> str:
        """ "1 ม.ค. – 31 มี.ค. 2560"."""
        last = self.cut_off(today)
        first = f"{self.start.day} {thai.MONTHS_SHORT[self.start.month - 1]}"
        year = f" {thai.be_year(self.start.year)}" if self.start.year != last.year else ""
        return f"{first}{year} – {thai.thai_date_short(last)}"


def periods_of(year: int) -> dict[str, Period]:
    """Every period of a fiscal year, by its key: the months in their order, the quarters, the year."""
    first, past = thai.fiscal_range(year)
    starts = [
        datetime.date(first.year + (FIRST_MONTH - 1 + n) // 12, (FIRST_MONTH - 1 + n) % 12 + 1, 1) for n in range(12)
    ]
    ends = [*starts[1:], past]
    months = {f"m{start.month}": (start, end) for start, end in zip(starts, ends, strict=True)}
    quarters = {f"q{n + 1}": (starts[3 * n], ends[3 * n + 2]) for n in range(4)}
    spans = months | quarters | {WHOLE_YEAR: (first, past)}
    return {key: Period(key, year, start, end) for key, (start, end) in spans.items()}


def usual_period(year: int, today: datetime.date) -> str:
    """What is asked for most: this month, or all of a year that is over or not yet begun."""
    return f"m{today.month}" if thai.fiscal_year(today) == year else WHOLE_YEAR
