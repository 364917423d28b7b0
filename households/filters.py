"""What the list of households can be searched by and narrowed to."""

import datetime

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from households.due import with_overdue
from households.models import Assignment, Enrolment, Household, Practising
from households.then import BOTH, INCOME_UP, KNOWN, NET_ABOVE, PRACTISES, SAID, enrolled_on, money_on, standing_on
from samma import secret, thai
from samma.formfields import read_phone
from samma.scope import row_number
from villages.filters import DatedFilterSet
from villages.models import Occupation, ProgrammeYear

CARED = [("yes", "มีวิทยากรดูแล"), ("no", "ยังไม่มีวิทยากร")]
DUE = [("late", "เลยกำหนดเยี่ยม"), ("very_late", "เลยกำหนดมาก"), ("never", "ยังไม่เคยเยี่ยม")]
OF_ENROLMENTS = ("year", "trade", "cared", "trained", "due", "result", "on")
RESULTS = [
    ("active", "อยู่ในโครงการขณะนี้"),
    ("visited", "เยี่ยมแล้ว"),
    ("recent", "เยี่ยมใน 30 วันนี้"),
    ("answered", "มีคำตอบเรื่องทำอาชีพ"),
    ("practising", "ทำอาชีพอยู่"),
    ("not_yet", "ยังไม่ได้ทำอาชีพ"),
    ("stopped", "เลิกทำอาชีพแล้ว"),
    ("unanswered", "ยังไม่มีคำตอบเรื่องทำอาชีพ"),
    ("money", "มีข้อมูลรายได้รายจ่าย"),
    ("both", "มีรายได้ทั้งก่อนและหลัง"),
    ("income_up", "รายได้เพิ่มจากก่อนเข้าร่วม"),
    ("better", "ทำอาชีพอยู่และรายได้เพิ่ม"),
    ("money_known", "ทราบรายได้และรายจ่ายรอบล่าสุด"),
    ("net_above", "รายได้มากกว่ารายจ่าย"),
    ("exemplary", "ครัวเรือนตัวอย่าง"),
]
RECENT = datetime.timedelta(days=30)
TRAINED = [("yes", "ผ่านการอบรม"), ("no", "ยังไม่ผ่าน")]


def by_words(queryset, words):
    """A whole phone number finds its household; else each word stands in the head's name or is the house number."""
    digits = "".join(c for c in thai.arabic_digits(words) if c.isdecimal())
    if len(digits) >= 9:
        try:
            return queryset.filter(phone_key=secret.finding_hash(read_phone(words)))
        except ValidationError:
            return queryset.none()
    for word in words.split():
        queryset = queryset.filter(
            Q(first_name__contains=word) | Q(last_name__contains=word) | Q(house_no=thai.arabic_digits(word))
        )
    return queryset


def trades(request):
    """The types, and the one trade that the address names."""
    return Occupation.objects.filter(Q(parent=None) | Q(pk=row_number(request.GET.get("trade", ""))))


class HouseholdFilter(DatedFilterSet):
    """All that is asked of an enrolment is asked of one and the same."""

    trade = django_filters.ModelChoiceFilter(label="ประเภทอาชีพ", queryset=trades, empty_label="ทุกอาชีพ")
    cared = django_filters.ChoiceFilter(label="วิทยากร", choices=CARED, empty_label="ทั้งหมด")
    trained = django_filters.ChoiceFilter(label="การอบรม", choices=TRAINED, empty_label="ทั้งหมด")

    due = django_filters.ChoiceFilter(label="การเยี่ยม", choices=DUE, empty_label="ทั้งหมด")

    result = django_filters.ChoiceFilter(label="ผลที่ได้", choices=RESULTS, empty_label="ทั้งหมด")

    class Meta:
        model = Household
        fields = []

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        if asked.get("area"):
            queryset = queryset.under(asked["area"])
        enrolments = asked_enrolments(asked, Enrolment.objects.filter(household=OuterRef("pk")))
        return queryset.filter(Exists(enrolments)) if any(asked.get(name) for name in OF_ENROLMENTS) else queryset


def asked_enrolments(asked: dict, enrolments):
    """The enrolments that have all that the filter asks of one."""
    if asked.get("year"):
        enrolments = enrolments.filter(target_village__year=int(asked["year"]))
    if asked.get("trade"):
        enrolments = enrolments.filter(Q(occupation__parent=asked["trade"]) | Q(occupation=asked["trade"]))
    if asked.get("on"):
        return _as_they_stood(asked, enrolments, asked["on"])
    if asked.get("cared"):
        serving = Exists(Assignment.objects.serving().filter(enrolment=OuterRef("pk")))
        enrolments = (
            enrolments.filter(serving, left_on=None)
            if asked["cared"] == "yes"
            else enrolments.filter(~serving, left_on=None)
        )
    if asked.get("trained"):
        enrolments = _trained(enrolments, asked["trained"])
    if asked.get("due"):
        state = with_overdue(enrolments.filter(left_on=None), ProgrammeYear.objects.all(), timezone.localdate())
        enrolments = state.filter(DUE_ASKED[asked["due"]])
    if asked.get("result"):
        enrolments = enrolments.filter(RESULTS_ASKED[asked["result"]](timezone.localdate()), left_on=None)
    return enrolments


def _trained(enrolments, answer: str, until: datetime.date | None = None):
    trained = Exists(Enrolment.objects.trained(until=until).filter(pk=OuterRef("pk")))
    return enrolments.filter(trained if answer == "yes" else ~trained)


def _as_they_stood(asked: dict, enrolments, day: datetime.date):
    """The same questions of a day that is past (`?on=`): what a report counted."""
    enrolments = standing_on(enrolled_on(enrolments, day), asked.get("since"), day)
    result = asked.get("result")
    if result in OF_MONEY:
        enrolments = money_on(enrolments, day)
    if result in RESULTS_THEN:
        enrolments = enrolments.filter(RESULTS_THEN[result])
    if result == "exemplary":
        enrolments = enrolments.filter(exemplary_on__lte=day)
    if asked.get("cared"):
        enrolments = enrolments.filter(is_assigned=asked["cared"] == "yes")
    if asked.get("due") == "never":
        enrolments = enrolments.filter(was_seen=False)
    return _trained(enrolments, asked["trained"], until=day) if asked.get("trained") else enrolments


OF_MONEY = {
    "money": Q(first_on__isnull=False),
    "both": BOTH,
    "income_up": INCOME_UP,
    "money_known": KNOWN,
    "net_above": NET_ABOVE,
}
RESULTS_THEN = {
    "visited": Q(was_seen=True),
    "recent": Q(was_seen_now=True),
    "answered": SAID,
    "unanswered": ~SAID,
    "not_yet": Q(said=Practising.NOT_YET),
    "stopped": Q(said=Practising.STOPPED),
    "practising": PRACTISES,
} | OF_MONEY
DUE_ASKED = {"late": Q(is_overdue=True), "very_late": Q(is_very_late=True), "never": Q(last_visit=None)}
# What the boards count: of households that are in the programme, by their states.
RESULTS_ASKED = {
    "active": lambda today: Q(),
    "visited": lambda today: Q(state__last_visit_on__isnull=False),
    "recent": lambda today: Q(state__last_visit_on__gt=today - RECENT),
    "answered": lambda today: Q(state__isnull=False) & ~Q(state__practising=""),
    "not_yet": lambda today: Q(state__practising=Practising.NOT_YET),
    "stopped": lambda today: Q(state__practising=Practising.STOPPED),
    "unanswered": lambda today: Q(state__isnull=True) | Q(state__practising=""),
    "practising": lambda today: Q(state__practising=Practising.YES),
    "money": lambda today: Q(state__rounds__gt=0),
    "both": lambda today: Q(
        state__rounds__gt=1, state__baseline_income__isnull=False, state__latest_income__isnull=False
    ),
    "income_up": lambda today: Q(state__rounds__gt=1, state__latest_income__gt=F("state__baseline_income")),
    "better": lambda today: Q(state__practising=Practising.YES, state__latest_income__gt=F("state__baseline_income")),
    "money_known": lambda today: Q(state__latest_income__isnull=False, state__latest_expense__isnull=False),
    "net_above": lambda today: Q(state__latest_income__gt=F("state__latest_expense")),
    "exemplary": lambda today: Q(exemplary_on__isnull=False),
}
