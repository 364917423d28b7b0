"""The survey base and the teams, as lists and as the papers of the department."""

from django.db.models import Prefetch

from samma.resources.export import PaperColumn, Seen
from samma.resources.reading import Whole
from trainers.models import Trainer
from trainers.resources import SageResource, TeamResource
from trainers.views import LISTED as SAGES
from villages.filters import YearFilterSet


def _seat(sage) -> str:
    return f"{sage.serving[0].get_seat_display()} ปี {sage.serving[0].year_id}" if sage.serving else ""


class SageSheet(SageResource):
    """The list of sages, each with the seat he has now."""

    listed = SAGES

    village_name = Seen("หมู่บ้าน", lambda sage: sage.village.title)
    moo = Seen("หมู่ที่", lambda sage: sage.village.moo, Whole())
    seat = Seen("ตำแหน่งในทีมวิทยากร", _seat)

    def list_rows(self, request):
        return self.get_queryset().prefetch_related(Prefetch("seats", Trainer.objects.serving(), to_attr="serving"))


class SagePaper(SageSheet):
    """แบบสำรวจปราชญ์ชุมชน: the survey base of a place."""

    paper_title = "ทะเบียนสำรวจปราชญ์ชุมชน"
    paper_columns = (
        PaperColumn("village", 16, "centre"), PaperColumn("village_name", 16), PaperColumn("moo", 8, digits=True),
        PaperColumn("person", 26), PaperColumn("kind", 18), PaperColumn("birth_year", 10, digits=True), PaperColumn("address", 20),
        PaperColumn("phone", 18), PaperColumn("expertise", 18), PaperColumn("expertise_detail", 24), PaperColumn("years", 10),
        PaperColumn("outcome", 26), PaperColumn("can_teach", 11, "centre"), PaperColumn("willing", 10, "centre"),
        PaperColumn("seat", 18), PaperColumn("surveyor", 18), PaperColumn("surveyed_on", 13), PaperColumn("note", 16),
    )  # fmt: skip


class TrainerFilter(YearFilterSet):
    class Meta:
        model = Trainer
        fields = []


class TeamSheet(TeamResource):
    """Who sits or sat in which seat."""

    listed = {"order": ("-year_id", "village_code", "team_id", "seat", "started", "pk"), "filterset": TrainerFilter}

    village_name = Seen("หมู่บ้าน", lambda trainer: trainer.team.target_village.village.title)
    expertise = Seen("ความเชี่ยวชาญ", lambda trainer: str(trainer.sage.expertise or ""))
    order_no = Seen("คำสั่งแต่งตั้งเลขที่", lambda trainer: trainer.team.order_no)
    ordinal = Seen("ลำดับที่", lambda trainer: trainer.seat + 1, Whole())

    def list_rows(self, request):
        return self.get_queryset().select_related("sage__expertise")


class TeamPaper(TeamSheet):
    """ทะเบียนทีมวิทยากรสัมมาชีพชุมชนระดับหมู่บ้าน: one lead and four others, and who was there before."""

    paper_title = "ทะเบียนทีมวิทยากรสัมมาชีพชุมชนระดับหมู่บ้าน"
    paper_columns = (
        PaperColumn("year", 9, "centre", digits=True), PaperColumn("village", 14, "centre"), PaperColumn("village_name", 18),
        PaperColumn("ordinal", 7), PaperColumn("seat", 20), PaperColumn("sage", 28), PaperColumn("sage_village", 14, "centre"), PaperColumn("expertise", 20),
        PaperColumn("course", 28), PaperColumn("certificate_no", 14), PaperColumn("order_no", 16),
        PaperColumn("started", 13), PaperColumn("ended", 13), PaperColumn("end_reason", 18),
    )  # fmt: skip
