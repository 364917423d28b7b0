"""The stage of the demo: today, the four accounts, the year and the trades, and the days on which things are done."""

import datetime
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models
from django.utils import timezone

from samma import thai
from samma.accounts.models import Event, Office, Role, User
from samma.scope import WHOLE_COUNTRY
from villages.models import Area, Occupation, ProgrammeYear

HERE = Path(__file__).parent
PASSWORD = "samma-demo"  # noqa: S105 - printed for everybody on purpose: the demo holds invented people only
PROVINCE, DISTRICT, NEIGHBOUR = "33", "3303", "3302"

# The finished village began 300 days ago. The programme year is the one of most of its work.
YEAR_OF = 240

ACCOUNTS = {
    "officer": {
        "role": Role.OFFICER,
        "area_code": DISTRICT,
        "first_name": "พิมพ์ลดา",
        "last_name": "ทุ่งสายธาร",
        "position": "นักวิชาการพัฒนาชุมชนชำนาญการ",
    },
    "chief": {
        "role": Role.OFFICER,
        "area_code": DISTRICT,
        "first_name": "ธนกฤต",
        "last_name": "ไร่ฟ้าคราม",
        "position": "พัฒนาการอำเภอ",
        "is_head": True,
    },
    "province": {
        "role": Role.PROVINCE,
        "area_code": PROVINCE,
        "first_name": "วรเมธ",
        "last_name": "ลำดวนหอมไกล",
        "position": "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ",
    },
    "department": {
        "role": Role.DEPARTMENT,
        "area_code": WHOLE_COUNTRY,
        "first_name": "ชุติมน",
        "last_name": "เรืองฟ้าใส",
        "position": "ผู้ดูแลระบบ",
        "office": "กรมการพัฒนาชุมชน",
        "is_staff": True,
        "is_superuser": True,
    },
}
TRAINER = "trainer"


@dataclass
class Stage:
    """What every scene of the demo needs. `by` is who enters things: the officer, or another for the next district."""

    today: datetime.date
    users: dict[str, User]
    year: ProgrammeYear
    trades: dict[str, Occupation]
    phones: int = 0
    written: int = field(default=0, repr=False)  # the last event that has been given its day

    @property
    def officer(self) -> User:
        return self.users["officer"]

    def ago(self, days: int) -> datetime.date:
        return self.today - datetime.timedelta(days=days)

    def phone(self) -> str:
        """The next number of a row of invented ones: 080-000-0001 and on."""
        self.phones += 1
        return f"080000{self.phones:04}"

    def done_on(self, day: datetime.date) -> None:
        """What was entered since the last call was entered on that day: the audit should not say all of it was today."""
        # A plain queryset: the audit refuses changes, and here a made-up one is given its made-up days.
        fresh = models.QuerySet(Event).filter(pk__gt=self.written, who__in=self.users.values())
        fresh.update(when=min(moment(day), timezone.now()))  # before that hour of today there was no such hour yet
        self.written = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def moment(day: datetime.date, hour: int = 15) -> datetime.datetime:
    """An hour of that day in Thailand."""
    return datetime.datetime.combine(day, datetime.time(hour, 20), tzinfo=thai.BANGKOK)


def set_stage(today: datetime.date) -> Stage:
    """Accounts, year and trades, ready for the scenes."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    number = thai.fiscal_year(today - datetime.timedelta(days=YEAR_OF))
    Office.objects.get_or_create(area_code=DISTRICT, defaults=_office())
    return Stage(
        today=today,
        users={name: _account(name, **facts) for name, facts in ACCOUNTS.items()},
        year=ProgrammeYear.objects.get_or_create(year=number)[0],
        trades={trade.name: trade for trade in Occupation.objects.trades()},
        written=last,
    )


def _account(username: str, **facts) -> User:
    if "office" not in facts:
        facts["office"] = office_of(facts["area_code"])
    return User.objects.create_user(username, password=PASSWORD, **facts)


def _office() -> dict[str, str]:
    """What the district's papers say of their office; its number is of no real office."""
    district, chief = Area.objects.get(code=DISTRICT), ACCOUNTS["chief"]
    return {
        "name": office_of(DISTRICT),
        "place": f"ที่ว่าการ{district} {Area.objects.get(code=PROVINCE)}",
        "letter_no": "(ตัวอย่าง) 0000/",
        "chief": f"นาย{chief['first_name']} {chief['last_name']}",
        "chief_position": f"พัฒนาการ{district}",
        "signer": "นายสมมุติ นามตัวอย่าง",
        "signer_position": f"นาย{district}",
    }


def office_of(code: str) -> str:
    """The office of a district or province."""
    return f"สำนักงานพัฒนาชุมชน{Area.objects.get(code=code)}"


def read(name: str) -> dict:
    """A data file of the demo."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def lines(text: str) -> list[list[str]]:
    """The lines of a table in a data file, each cut at its bars."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
