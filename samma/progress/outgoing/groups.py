"""Groups and knowledge records as lists, and the register of groups as the department prints it."""

from django.db.models import OuterRef, Prefetch, Subquery

from groups.lists import LISTED as GROUPS
from groups.models import CommitteeTerm, GroupActivity, Position
from groups.resources import GroupResource
from groups.rules import unmet
from groups.standing import standings_of
from samma.knowledge.resources import RecordResource
from samma.knowledge.views import LISTED as RECORDS
from samma.progress.numbers import FIVE
from samma.resources.export import PaperColumn, Seen
from samma.resources.reading import Money, Text, Whole


class GroupSheet(GroupResource):
    """The list of groups with how many of the five ก each has today."""

    listed = GROUPS

    village_name = Seen("หมู่บ้าน", lambda group: group.village.title)
    members = Seen("สมาชิก (ราย)", lambda group: group.standing.members, Whole())
    households = Seen("ครัวเรือนผ่านอบรมอาชีพเดียวกัน", lambda group: group.standing.trained_same_occupation, Whole())
    chair = Seen("ประธาน", lambda group: group.chairs[0].member.name if group.chairs else "")
    five = Seen("5ก (ข้อ)", lambda group: FIVE - len(unmet(group.standing)), Whole())
    missing = Seen("5ก ที่ยังขาด", lambda group: "\n".join(unmet(group.standing)), Text(strip=False))
    balance = Seen("เงินกองทุนคงเหลือ (บาท)", lambda group: group.standing.balance, Money())
    product = Seen("ผลผลิตล่าสุด", lambda group: group.last_product or "")
    otop = Seen("ทะเบียน OTOP", lambda group: "\n".join(str(registration) for registration in reversed(group.otop)))

    def list_rows(self, request):
        chairs = CommitteeTerm.objects.current().filter(position=Position.CHAIR)
        chairs = chairs.select_related("member__enrolment__household")
        made = GroupActivity.objects.filter(group=OuterRef("pk")).exclude(product="").order_by("-on", "-pk")
        return (
            self.get_queryset()
            .annotate(last_product=Subquery(made.values("product")[:1]))
            .prefetch_related(
                Prefetch("terms", chairs, to_attr="chairs"),
                "products__otop",
            )
        )

    def prepare(self, groups) -> None:
        """Read the five ก of a thousand groups at once."""
        standings = standings_of(groups)
        for group in groups:
            group.standing = standings[group.pk]


class GroupPaper(GroupSheet):
    """ทะเบียนกลุ่มอาชีพ."""

    paper_title = "ทะเบียนกลุ่มอาชีพสัมมาชีพชุมชน"
    paper_columns = (
        PaperColumn("name", 28), PaperColumn("occupation", 18), PaperColumn("village", 18, "centre"),
        PaperColumn("village_name", 18), PaperColumn("year", 10, "centre"), PaperColumn("founded", 13),
        PaperColumn("households", 14, "count"), PaperColumn("members", 11, "count"), PaperColumn("chair", 24),
        PaperColumn("address", 20), PaperColumn("five", 9), PaperColumn("missing", 30), PaperColumn("balance", 18),
        PaperColumn("product", 18), PaperColumn("otop", 22), PaperColumn("registered_on", 14), PaperColumn("origin", 16),
        PaperColumn("note", 16),
    )  # fmt: skip


class RecordSheet(RecordResource):
    """The list of knowledge records: heads only."""

    listed = RECORDS

    def list_rows(self, request):
        return self.get_queryset().defer("source_text")
