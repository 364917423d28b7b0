"""What the screen shows of a meeting: who could come, who came, what is on the agenda. Names and numbers only."""

from dataclasses import dataclass

from households.models import Attendance, Enrolment
from trainers.models import SEAT_NAMES, Trainer
from villages.models import Activity, Partner


@dataclass(frozen=True)
class Tile:
    """One who may be ticked; `value` is what a press of it sends."""

    key: str
    label: str
    note: str
    came: bool
    number: str = ""

    @property
    def value(self) -> str:
        return f"{self.key}-{0 if self.came else 1}"


@dataclass(frozen=True)
class Hall:
    households: list[Tile]
    partners: list[Tile]
    others: list[dict]

    @property
    def households_came(self) -> int:
        return sum(tile.came for tile in self.households)

    @property
    def others_came(self) -> int:
        return sum(tile.came for tile in self.partners) + len(self.others)

    @property
    def counters(self) -> list[dict]:
        return [
            {"label": "ครัวเรือนเป้าหมาย", "value": self.households_came, "of": len(self.households), "unit": "ครัวเรือน"},
            {"label": "ผู้เข้าร่วมอื่น", "value": self.others_came, "of": None, "unit": "คน"},
        ]


def hall_of(activity: Activity) -> Hall:
    """Four questions to the database, whatever the number of people."""
    came = set(Attendance.objects.filter(activity=activity).values_list("enrolment", flat=True))
    enrolments = activity.target_village.enrolments.active().select_related("household").order_by("number")
    others = list(activity.participants.order_by("pk"))
    there = {one.partner_id for one in others}
    partners = Partner.objects.around(activity.village_code).filter(is_active=True)
    return Hall(
        households=[_household_tile(one, one.pk in came) for one in enrolments],
        partners=[
            Tile(f"p-{one.pk}", one.full_name, one.position or one.get_kind_display(), one.pk in there)
            for one in partners
        ],
        others=[{"pk": one.pk, "name": one.name, "role": one.role} for one in others if one.partner_id is None],
    )


def _household_tile(enrolment: Enrolment, came: bool) -> Tile:
    return Tile(f"h-{enrolment.pk}", enrolment.person, "", came, str(enrolment.number))


def seats_of(activity: Activity) -> list[dict]:
    """The five seats of the village's team with who sits there."""
    serving = Trainer.objects.serving().filter(team__target_village=activity.target_village_id).select_related("sage")
    held = {trainer.seat: trainer.sage.full_name for trainer in serving}
    return [{"number": number, "name": name, "holder": held.get(number, "")} for number, name in SEAT_NAMES.items()]
