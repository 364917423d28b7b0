"""The list of groups, and the register of groups as the department prints it: who they are, the five ก, what they sell."""

import datetime
from collections import defaultdict
from decimal import Decimal

from django.db.models import OuterRef, Prefetch, Subquery, Sum
from django.utils import timezone

from groups.lists import LISTED as GROUPS
from groups.models import CommitteeTerm, Group, GroupActivity, Membership, Origin, Position, Sale
from groups.page import group_status
from groups.resources import GroupResource
from groups.rules import level, unmet
from groups.standing import standings_of
from groups.vigour import vigours_of
from samma import thai
from samma.progress.numbers import FIVE
from samma.resources.export import PaperColumn, Seen
from samma.resources.reading import Money, Text, Whole

DISTRICT = 4
ALIKE = 3  # groups of the same trade that are named
NOTHING = "ยังไม่มี"


def _first(group: Group) -> str:
    """ก1: how many members, and of a group of the programme the households that count."""
    standing = group.standing
    if not standing.members:
        return NOTHING
    counted = f" ผ่านอบรม {standing.trained_same_occupation}/{standing.group_minimum} ครัวเรือน"
    return f"{standing.members} ราย" + ("" if standing.is_existing else counted)


def _second(group: Group) -> str:
    standing = group.standing
    chair = "" if standing.has_chair or not standing.committee else " ยังไม่มีประธาน"
    return f"{standing.committee} คน{chair}" if standing.committee else NOTHING


def _third(group: Group) -> str:
    adopted = group.standing.bylaws_adopted
    return f"รับรอง {thai.thai_date_short(adopted)}" if adopted else NOTHING


def _fourth(group: Group) -> str:
    standing = group.standing
    money = f"เงิน {thai.money(standing.balance)} บาท" if standing.balance else ""
    tools = f"สิ่งของ {standing.tools} รายการ" if standing.tools else ""
    return " ".join(filter(None, [money, tools])) or NOTHING


def _fifth(group: Group) -> str:
    return f"{group.standing.activities} ครั้ง" if group.standing.activities else NOTHING


def _products(group: Group) -> str:
    """What it makes: its products; of a group that has written down none, what its last activity made."""
    made = [product.name for product in group.products.all() if not product.ended]
    return "\n".join(made) or group.last_product or ""


def _registrations(group: Group) -> str:
    return "\n".join(
        f"{one.number} {one.product} ({one.product.get_product_type_display()})" for one in reversed(group.otop)
    )


def _standards(group: Group) -> str:
    today = timezone.localdate()
    held = [one for product in group.products.all() for one in product.standards.all()]
    return "\n".join(str(one) for one in held if not one.expires or one.expires >= today)


class GroupSheet(GroupResource):
    """The list of groups with what the register asks, as it is today."""

    listed = GROUPS

    kind = Seen("ประเภทอาชีพ", lambda group: str(group.occupation.parent or group.occupation))
    village_name = Seen("หมู่บ้าน", lambda group: group.village.title)
    founders = Seen("ครัวเรือนแรกตั้ง", lambda group: group.founders, Whole())
    members = Seen("สมาชิก (ราย)", lambda group: group.standing.members, Whole())
    households = Seen("ครัวเรือนผ่านอบรมอาชีพเดียวกัน", lambda group: group.standing.trained_same_occupation, Whole())
    chair = Seen("ประธาน", lambda group: group.chairs[0].member.name if group.chairs else "")
    first = Seen("ก1 สมาชิก", _first)
    second = Seen("ก2 กรรมการ", _second)
    third = Seen("ก3 ระเบียบ", _third)
    fourth = Seen("ก4 กองทุน", _fourth)
    fifth = Seen("ก5 กิจกรรม", _fifth)
    five = Seen("5ก (ข้อ)", lambda group: FIVE - len(unmet(group.standing)), Whole())
    missing = Seen("5ก ที่ยังขาด", lambda group: "\n".join(unmet(group.standing)), Text(strip=False))
    balance = Seen("เงินกองทุนคงเหลือ (บาท)", lambda group: group.standing.balance, Money())
    product = Seen("ผลิตภัณฑ์", _products)
    otop = Seen("ทะเบียน OTOP และประเภท", _registrations)
    standards = Seen("มาตรฐานที่มีผลอยู่", _standards)
    sold = Seen("ยอดขายในรอบ 12 เดือน (บาท)", lambda group: group.sold, Money())
    income = Seen("รายได้จากกิจกรรมในรอบ 12 เดือน (บาท)", lambda group: group.vigour.income or None, Money())
    level = Seen("ระดับภายใน", lambda group: level(group.standing, group.vigour).number, Whole())
    state = Seen("สถานะ", lambda group: group_status(group, unmet(group.standing))["word"])
    alike = Seen("กลุ่มอาชีพเดียวกันในอำเภอ", lambda group: "\n".join(group.alike))

    def list_rows(self, request):
        chairs = CommitteeTerm.objects.current().filter(position=Position.CHAIR)
        chairs = chairs.select_related("member__enrolment__household")
        made = GroupActivity.objects.filter(group=OuterRef("pk")).exclude(product="").order_by("-on", "-pk")
        return (
            self.get_queryset()
            .annotate(last_product=Subquery(made.values("product")[:1]))
            .prefetch_related(Prefetch("terms", chairs, to_attr="chairs"), "products__otop", "products__standards")
        )

    def prepare(self, groups) -> None:
        """Read what is known of a thousand groups at once."""
        standings, vigours = standings_of(groups), vigours_of(groups, timezone.localdate())
        founders, sold = _founders(groups), _sold(groups)
        for group in groups:
            group.standing, group.vigour = standings[group.pk], vigours[group.pk]
            group.founders, group.sold = founders.get(group.pk), sold.get(group.pk)
            key = (group.village_code[:DISTRICT], group.occupation_id)
            group.alike = [name for pk, name in self._alike[key] if pk != group.pk][:ALIKE]

    @property
    def _alike(self) -> dict[tuple[str, int], list[tuple[int, str]]]:
        """Groups of one trade in one district, to link with; read once for the whole file."""
        if not hasattr(self, "_by_trade"):
            self._by_trade = defaultdict(list)
            rows = Group.objects.visible_to(self.user).order_by("sort_key", "pk")
            for pk, name, code, trade in rows.values_list("pk", "name", "village_code", "occupation"):
                self._by_trade[code[:DISTRICT], trade].append((pk, name))
        return self._by_trade


def _founders(groups) -> dict[int, int]:
    """Households that were members on the day of the founding; without that day, on the day the first ones joined."""
    joined = defaultdict(list)
    rows = Membership.objects.filter(group__in=groups, enrolment__isnull=False).order_by()
    for group, day, household in rows.values_list("group", "joined", "enrolment__household"):
        joined[group].append((day, household))
    days = {group.pk: group.founded for group in groups}
    return {
        pk: len({household for day, household in came if day <= (days[pk] or min(came)[0])})
        for pk, came in joined.items()
    }


def _founding(group: Group) -> str:
    day = thai.thai_date_short(group.founded) if group.founded else "ไม่ทราบวันที่"
    return day if group.founders is None else f"{day} {group.founders} ครัวเรือน"


def _goods(group: Group) -> str:
    """What it makes and the standards held."""
    return "\n".join(filter(None, [_products(group), _standards(group)]))


def _standing_now(group: Group) -> str:
    """State and internal level in one cell; an existing group says that it is one."""
    state = group_status(group, unmet(group.standing))["word"]
    existing = "กลุ่มเดิม " if group.origin == Origin.EXISTING else ""
    return f"{existing}{state} {level(group.standing, group.vigour).words}"


def _sold(groups) -> dict[int, Decimal]:
    """Baht sold in the last twelve months, this one among them; a group that wrote down no sale is not named."""
    first = (timezone.localdate().replace(day=1) - datetime.timedelta(days=330)).replace(day=1)
    rows = Sale.objects.filter(group__in=groups, month__gte=first).order_by().values("group")
    return dict(rows.annotate(total=Sum("amount")).values_list("group", "total"))


class GroupPaper(GroupSheet):
    """ทะเบียนกลุ่มอาชีพ, in the order of the department's form: on one landscape page some facts share a cell. The workbook
    holds each of them in a column of its own as well, and what an import asks for."""

    founding = Seen("จัดตั้งเมื่อ และครัวเรือนแรกตั้ง", _founding)
    goods = Seen("ผลิตภัณฑ์ และมาตรฐาน", _goods)
    standing_now = Seen("สถานะ และระดับ", _standing_now)

    paper_title = "ทะเบียนกลุ่มอาชีพสัมมาชีพชุมชน"
    paper_columns = (
        PaperColumn("name", 26), PaperColumn("occupation", 16), PaperColumn("village_name", 13),
        PaperColumn("founding", 14, digits=True), PaperColumn("chair", 18), PaperColumn("address", 16),
        PaperColumn("first", 16, digits=True), PaperColumn("second", 17, digits=True), PaperColumn("third", 14, digits=True),
        PaperColumn("fourth", 23, digits=True), PaperColumn("fifth", 13, digits=True), PaperColumn("goods", 20),
        PaperColumn("otop", 25), PaperColumn("sold", 23), PaperColumn("standing_now", 18, digits=True),
        PaperColumn("alike", 18),
        PaperColumn("kind", 16, on_pdf=False), PaperColumn("founded", 13, on_pdf=False),
        PaperColumn("founders", 10, "count", on_pdf=False), PaperColumn("product", 18, on_pdf=False),
        PaperColumn("standards", 18, on_pdf=False), PaperColumn("level", 9, on_pdf=False), PaperColumn("income", 18, on_pdf=False),
        PaperColumn("registered_on", 14, on_pdf=False), PaperColumn("five", 9, on_pdf=False),
        PaperColumn("missing", 30, on_pdf=False), PaperColumn("members", 11, "count", on_pdf=False),
        PaperColumn("households", 14, "count", on_pdf=False), PaperColumn("balance", 18, on_pdf=False),
        PaperColumn("village", 18, "centre", on_pdf=False), PaperColumn("year", 10, "centre", on_pdf=False),
        PaperColumn("origin", 16, on_pdf=False), PaperColumn("note", 16, on_pdf=False),
    )  # fmt: skip
