"""Households, who looks after them and what they learnt, as lists and as the papers of the department."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from groups.models import Membership
from households.filters import asked_enrolments
from households.models import WITH_WISHES, Assignment, Attendance, Enrolment, Household, Practising, Visit
from households.register.resources import EnrolmentResource
from households.training.resources import AttendanceResource
from households.views import LISTED as HOUSEHOLDS
from households.visits.resources import VisitResource
from households.visits.views import LISTED as VISITS
from samma.lists import narrowed
from samma.resources.export import PaperColumn, Seen
from samma.resources.reading import Day, Money, Whole, YesNo
from samma.scope import row_number
from villages.filters import YearFilterSet
from villages.resources import village_column

PATHS = ("household__village", "target_village__village", "target_village__year", "occupation__parent", "state")


def with_standing(enrolments):
    """Each enrolment with what the register says beside its own columns: one query and three prefetches a thousand rows."""
    members = Membership.objects.current().filter(enrolment__household=OuterRef("household"))
    serving = Assignment.objects.serving().select_related("trainer__sage")
    return (
        enrolments.select_related(*PATHS)
        .annotate(
            is_trained=Exists(Enrolment.objects.trained().filter(pk=OuterRef("pk"))),
            is_member=Exists(members),
            has_gained=Exists(
                Visit.objects.filter(Q(gained__gt=0) | Q(saved__gt=0), enrolment=OuterRef("pk")),
            ),
        )
        .prefetch_related(Prefetch("assignments", serving, to_attr="serving"))
    )


def stage(enrolment) -> str:
    """The furthest that a household has come (source: the household register, state)."""
    if enrolment._state.adding:
        return "ยังไม่อยู่ในทะเบียน"
    state = getattr(enrolment, "state", None)
    stages = [
        (enrolment.left_on is not None, "ออก"),
        (enrolment.is_member, "เข้ากลุ่ม"),
        (enrolment.has_gained, "มีรายได้หรือลดรายจ่าย"),
        (state is not None and state.practising == Practising.YES, "ปฏิบัติจริง"),
        (enrolment.is_trained, "ฝึกแล้ว"),
    ]
    return next((word for holds, word in stages if holds), "เป้าหมาย")


def _of_state(name: str):
    return lambda enrolment: None if enrolment._state.adding else getattr(getattr(enrolment, "state", None), name, None)


def _trainer(enrolment):
    return enrolment.serving[0].trainer.sage.full_name if getattr(enrolment, "serving", None) else ""


class HouseholdSheet(EnrolmentResource):
    """The list of households: one row for each, with its latest year of those asked for."""

    listed = HOUSEHOLDS

    village = village_column("household__village", part=True)
    moo = Seen("หมู่ที่", lambda enrolment: enrolment.household.village.moo, Whole())
    village_name = Seen("หมู่บ้าน", lambda enrolment: enrolment.household.village.title)
    trainer = Seen("วิทยากรผู้ดูแล", _trainer)
    stage = Seen("สถานะครัวเรือน", stage)
    is_trained = Seen("ผ่านการอบรม", lambda e: None if e._state.adding else e.is_trained, YesNo())
    visits = Seen("เยี่ยมแล้ว (ครั้ง)", _of_state("visits"), Whole())
    last_visit = Seen("เยี่ยมล่าสุด", _of_state("last_visit_on"), Day())
    baseline_income = Seen("รายได้ก่อนเข้าร่วม (บาท/ปี)", _of_state("baseline_income"), Money())
    baseline_expense = Seen("รายจ่ายก่อนเข้าร่วม (บาท/ปี)", _of_state("baseline_expense"), Money())

    def list_rows(self, request):
        enrolments = Enrolment.objects.all()
        if year := row_number(request.GET.get("year", "")):
            enrolments = enrolments.filter(target_village__year=year)
        latest = with_standing(enrolments).order_by("-target_village__year_id")
        households = Household.objects.visible_to(self.user).select_related("village")
        years = Prefetch("enrolments", latest, to_attr="years")
        return households.prefetch_related(years, WITH_WISHES.removeprefix("household__"))

    def row_of(self, household):
        """The enrolment that the list shows of a household, or one that says no year."""
        enrolment = household.years[0] if household.years else Enrolment()
        enrolment.household = household
        return enrolment


class HouseholdPaper(HouseholdSheet):
    """ทะเบียนครัวเรือนเป้าหมาย: village by village, by the number in the register."""

    paper_title = "ทะเบียนครัวเรือนเป้าหมายสัมมาชีพชุมชน"
    paper_columns = (
        PaperColumn("number", 8), PaperColumn("house_no", 9, digits=True), PaperColumn("moo", 8, digits=True), PaperColumn("house_code", 16),
        PaperColumn("head", 26), PaperColumn("participant", 20), PaperColumn("members", 9, "count"),
        PaperColumn("phone", 18), PaperColumn("occupation", 16), PaperColumn("trainer", 20), PaperColumn("year", 9, "centre", digits=True),
        PaperColumn("stage", 13), PaperColumn("baseline_income", 16), PaperColumn("baseline_expense", 16),
        PaperColumn("has_elder", 9, "centre"), PaperColumn("has_disabled", 9, "centre"),
        PaperColumn("in_tpmap", 9, "centre"), PaperColumn("hit_by_disaster", 9, "centre"), PaperColumn("village", 16, "centre"),
    )  # fmt: skip
    row_of = None

    def narrowed_rows(self, request):
        """The enrolments behind the list: every year of it, unless one is asked for."""
        view = narrowed(request, Household.objects.visible_to(self.user), **HOUSEHOLDS)
        enrolments = asked_enrolments(view.filters.cleaned_data, Enrolment.objects.visible_to(self.user))
        rows = with_standing(enrolments.filter(household__in=view.queryset.order_by().values("pk")))
        return rows.order_by("-target_village__year_id", "village_code", "number", "pk"), view


class VisitSheet(VisitResource):
    """The list of visits, the newest first."""

    listed = VISITS


class VisitPaper(VisitSheet):
    """แบบติดตามครัวเรือน: who was visited when, by whom, and what came of it."""

    paper_title = "ทะเบียนการเยี่ยมติดตามครัวเรือนสัมมาชีพ"
    paper_columns = (
        PaperColumn("on", 16), PaperColumn("village", 19, "centre"), PaperColumn("year", 10, "centre", digits=True),
        PaperColumn("number", 10), PaperColumn("head", 24), PaperColumn("visited_by", 24), PaperColumn("visitor", 16),
        PaperColumn("met", 16), PaperColumn("channel", 13), PaperColumn("practising", 12), PaperColumn("stopped_reason", 18),
        PaperColumn("produced", 18), PaperColumn("gained_kind", 13), PaperColumn("gained", 18), PaperColumn("saved_kind", 13),
        PaperColumn("saved", 18), PaperColumn("problem", 24), PaperColumn("help_given", 20), PaperColumn("help_needed", 20),
        PaperColumn("next_on", 13),
    )  # fmt: skip


class OfEnrolmentYear(YearFilterSet):
    year_path = "enrolment__target_village__year"

    class Meta:
        model = Attendance
        fields = []


class AttendancePaper(AttendanceResource):
    """ทะเบียนการเข้าอบรม: who came on which day."""

    listed = {"order": ("village_code", "activity__on", "enrolment__number", "pk"), "filterset": OfEnrolmentYear}
    paper_title = "ทะเบียนการเข้าอบรมสัมมาชีพชุมชน"
    paper_columns = (
        PaperColumn("kind", 24), PaperColumn("day_no", 9), PaperColumn("on", 14), PaperColumn("place", 24),
        PaperColumn("topic", 26), PaperColumn("village", 12, "centre"), PaperColumn("year", 10, "centre", digits=True),
        PaperColumn("number", 8), PaperColumn("head", 28), PaperColumn("who", 26),
    )  # fmt: skip

    place = Seen("สถานที่", lambda attendance: attendance.activity.place)
    topic = Seen("เรื่อง", lambda attendance: attendance.activity.topic)
