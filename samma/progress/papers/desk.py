"""Where a paper is made out: the village and its year, the office, and the words for its place. Read once for all sheets."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from groups.fund.book import Month
from groups.models import Group
from samma.accounts.models import Office, User
from samma.progress.papers.pen import Digits, Value
from villages.models import Area, TargetVillage

DISTRICT_DIGITS = 4
SPARE = 10  # rows of a sheet to sign, beside the people of the year


@dataclass
class Desk:
    """A target village with its village and year, the person who prints, and the day."""

    target: TargetVillage
    user: User
    today: datetime.date
    group: Group | None = None  # one group alone, from its own page
    months: tuple[Month, Month] | None = None  # of the fund's book: from the first to the last, all of them without
    fiscal_year: int | None = None  # of a group's evaluation

    @classmethod
    def of_group(cls, group: Group, user: User, today: datetime.date) -> "Desk":
        """The desk of one group. Its village need not be a target of its year: the target stands here and is not kept."""
        place = TargetVillage(village=group.village, village_code=group.village_code, year=group.year)
        return cls(place, user, today, group=group)

    @cached_property
    def areas(self) -> dict[int, Area]:
        """Province, district and subdistrict by their level."""
        return {area.level: area for area in Area.objects.above(self.target.village_code)}

    @cached_property
    def office(self) -> Office:
        """The office as it is kept, or one that knows its name alone."""
        code = self.target.village_code[:DISTRICT_DIGITS]
        return Office.objects.filter(area_code=code).first() or Office(area_code=code)

    @cached_property
    def place(self) -> dict[str, Value]:
        """What every sheet says of where it belongs, filled or blank."""
        village, year = self.target.village, self.target.year
        alias = f" ({village.alias})" if village.alias else ""
        district = self._area(4)
        office = self.office
        return {
            "village": f"{village.title}{alias}",
            "moo": Digits(village.moo),
            "village_code": village.code,
            "tambon": self._area(6),
            "district": district,
            "province": self._area(2),
            "year": Digits(year.pk),
            "today": self.today,
            "households_wanted": year.households_per_village,
            "people_wanted": year.people_trained or year.households_per_village,
            "rows_to_sign": max(year.people_trained or 0, year.households_per_village) + SPARE,
            "days_wanted": year.village_course_days,
            "ratio": year.households_per_trainer,
            "group_minimum": year.group_minimum,
            "lead_days": year.lead_course_days,
            "office": office.name or f"สำนักงานพัฒนาชุมชน{district}",
            "office_place": office.place or f"{district} {self._area(2)}",
            "office_phone": Digits(office.phone),
            "letter_no": Digits(office.letter_no),
            "chief": office.chief,
            "chief_position": office.chief_position or f"พัฒนาการ{district}",
            "signer": office.signer or office.chief,
            "signer_position": office.signer_position or office.chief_position or f"นาย{district}",
            "printer": self.user.get_full_name(),
            "printer_position": self.user.position or "เจ้าหน้าที่พัฒนาชุมชน",
        }

    def _area(self, level: int) -> str:
        area = self.areas.get(level)
        return area.full_name if area else ""
