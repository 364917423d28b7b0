"""Attendance as a grid: twenty households by the course days, whose dates and places stand above the ticks."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from households.models import Attendance
from households.sheets import RowsOfHouseholds, TotalField
from households.training.ticks import mark
from samma import thai
from samma.accounts.events import record
from samma.formfields import ThaiCharField, ThaiDateField
from samma.forms import PlainForm
from samma.grid import PlainGrid, plain_grid
from trainers.order import course_of
from villages.actions import hold_activity
from villages.models import Activity, ActivityKind

MOST_ROWS = 200
BETWEEN = "|"


def seen_day(activity: Activity | None) -> str:
    """A course day as a page showed it, to notice that somebody changed it since."""
    return f"{activity.on.isoformat()}{BETWEEN}{activity.place}" if activity is not None else BETWEEN


class CourseDaysForm(PlainForm):
    """When and where each course day took place; a day is written once it has a date."""

    model = Activity

    def __init__(self, *args, target, held, numbers, today, **kwargs):
        self.target, self.held, self.numbers, self.today = target, held, numbers, today
        super().__init__(*args, prefix="days", **kwargs)
        self.fields["reason"] = ThaiCharField(label="เหตุผลที่ต่างจากปกติ", required=False, max_length=300)
        self.fields["reason"].widget.attrs["data-grid-keep"] = ""
        self.wants_reason = False
        for n in numbers:
            activity = held.get(n)
            self.fields[f"on_{n}"] = ThaiDateField(label=f"วันที่ {n} จัดเมื่อ", required=False)
            self.fields[f"place_{n}"] = ThaiCharField(label=f"วันที่ {n} สถานที่", required=False, max_length=200)
            self.fields[f"seen_{n}"] = forms.CharField(widget=forms.HiddenInput, required=False)
            for name in ("on", "place"):
                self.fields[f"{name}_{n}"].widget.attrs["data-grid-keep"] = ""
            self.initial[f"on_{n}"] = activity.on if activity else None
            self.initial[f"place_{n}"] = activity.place if activity else ""
            self.initial[f"seen_{n}"] = seen_day(activity)

    def rows(self) -> list[dict]:
        """For the page: each day with its fields."""
        return [
            {"n": n, "on": self[f"on_{n}"], "place": self[f"place_{n}"], "seen": self[f"seen_{n}"]}
            for n in self.numbers
        ]

    def clean(self):
        data = super().clean()
        before = None
        for n in self.numbers:
            on = data.get(f"on_{n}")
            if on is None and f"on_{n}" not in self.errors:
                self._clean_empty(n, data)
            if on is None:
                continue
            if before is not None and on <= before[1]:
                self.add_error(f"on_{n}", f"วันที่ {n} ต้องอยู่หลังวันที่ {before[0]} ({thai.thai_date_short(before[1])})")
            before = (n, on)
            self._clean_day(n, on)
        if self.wants_reason and not data.get("reason"):
            self.add_error("reason", "โปรดเขียนเหตุผลสั้น ๆ ที่จัดก่อนทีมครบ")
        return data

    def _clean_empty(self, n, data):
        if n in self.held:
            self.add_error(f"on_{n}", "วันนี้บันทึกไว้แล้ว ลบวันที่ไม่ได้ แก้ให้ถูกได้")
        elif data.get(f"place_{n}"):
            self.add_error(f"on_{n}", "ใส่สถานที่แล้ว โปรดใส่วันที่จัด")

    def _clean_day(self, n, on):
        if on > self.today:
            self.add_error(f"on_{n}", "วันที่จัดอยู่ในอนาคต บันทึกเมื่อจัดแล้ว")
            return
        if self.cleaned_data.get(f"seen_{n}") != seen_day(self.held.get(n)) and self._differs(n):
            self._tell_stale(n)
            return
        if not self._differs(n):
            return
        first, past = thai.fiscal_range(self.target.year_id)
        if not first <= on < past:
            self.doubt(f"on_{n}", f"วันที่ {n} อยู่นอกปีงบประมาณ {self.target.year_id}")
        if n not in self.held and (short := self._seats_empty_on(on)):
            self.wants_reason = True
            self.doubt(f"on_{n}", f"วันที่ {n} จัดเมื่อทีมวิทยากรยังขาด {short} คน")

    def _differs(self, n) -> bool:
        """What is typed differs from what stands in the system now."""
        typed = f"{self.cleaned_data.get(f'on_{n}')}{BETWEEN}{self.cleaned_data.get(f'place_{n}') or ''}"
        return typed != seen_day(self.held.get(n))

    def _tell_stale(self, n):
        present = self.held.get(n)
        words = f"{thai.thai_date_short(present.on)} {present.place}".strip() if present else "ว่าง"
        self.data = self.data.copy()
        self.data[self.add_prefix(f"seen_{n}")] = seen_day(present)
        self.add_error(f"on_{n}", f"มีผู้อื่นบันทึกวันนี้เป็น “{words}” ระหว่างที่คุณแก้ไข ยังไม่ได้บันทึกทับ โปรดตรวจแล้วบันทึกอีกครั้ง")

    def _seats_empty_on(self, day: date) -> int:
        if not hasattr(self, "_course"):
            self._course = course_of(self.target)
        return len(self._course.empty_seats(day))

    def perform(self) -> dict[int, Activity]:
        days = dict(self.held)
        for n in self.numbers:
            on, place = self.cleaned_data.get(f"on_{n}"), self.cleaned_data.get(f"place_{n}") or ""
            if on is None or not self._differs(n):
                continue
            if n not in days:
                confirmed = {"confirmed": self.doubts} if self.doubts else {}
                said = {"place": place, "reason": self.cleaned_data.get("reason") or ""}
                days[n] = hold_activity(self.target, ActivityKind.COURSE, on, by=self.user, day_no=n, **said)
                if confirmed:
                    record("confirm", days[n], by=self.user, **confirmed)
                continue
            activity = days[n]
            activity.on, activity.place, activity.version = on, place, activity.version + 1
            activity.save(update_fields=["on", "place", "version"])
            record("edit", activity, by=self.user, fields=["on", "place"])
        return days


class TicksForm(PlainForm):
    """One household's days. `seen` is what its page showed: only what the person changed is written."""

    model = Attendance
    of = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, sheet, enrolment, **kwargs):
        self.sheet, self.enrolment = sheet, enrolment
        super().__init__(*args, **kwargs)
        numbers = sheet.numbers
        for n in numbers:
            self.fields[f"day_{n}"] = forms.BooleanField(label=f"วันที่ {n}", required=False)
        self.fields["who"] = ThaiCharField(label="ผู้มาแทน", required=False, max_length=200)
        self.fields["total"] = TotalField(count=[f"day_{n}" for n in numbers], label="รวม (วัน)")
        if enrolment is not None:
            self.came, self.who = sheet.came_of(enrolment)
            self.initial = {"of": enrolment.pk, "who": self.who, "total": len(self.came)}
            self.initial |= {f"day_{n}": n in self.came for n in numbers}
            self.initial["seen"] = self._seen()

    def _seen(self) -> str:
        return ",".join(map(str, sorted(self.came))) + BETWEEN + self.who

    def _shown(self) -> tuple[set[int], str]:
        """The ticks and the name that stood on the page when it was opened."""
        ticks, _, who = self.data.get(self.add_prefix("seen"), "").partition(BETWEEN)
        return {n for n in self.sheet.numbers if str(n) in ticks.split(",")}, who

    def ticked(self) -> set[int]:
        return {n for n in self.sheet.numbers if self.data.get(self.add_prefix(f"day_{n}"))}

    def has_changed(self):
        ticks, who = self._shown()
        return ticks != self.ticked() or self.fields["who"].has_changed(who, self.data.get(self.add_prefix("who"), ""))

    def clean(self):
        data = super().clean()
        typed, shown = data.get("who", ""), self._shown()[1]
        if typed and not self.ticked():
            self.add_error("who", "ใส่ผู้มาแทนแล้ว โปรดเลือกวันที่มา")
        if shown != self.who and typed not in (shown, self.who):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self._seen()
            self.add_error("who", f"มีผู้อื่นบันทึกผู้มาแทนเป็น “{self.who}” ระหว่างที่คุณแก้ไข โปรดตรวจแล้วบันทึกอีกครั้ง")
        return data

    def perform(self):
        shown, shown_who = self._shown()
        typed = self.cleaned_data["who"]
        return mark(
            self.enrolment,
            self.sheet.days_held,
            came=self.ticked() - shown,
            missed=(shown - self.ticked()) & set(self.sheet.days_held),
            who=self.who if typed == shown_who else typed,
            by=self.user,
        )


class AttendanceBase(RowsOfHouseholds, PlainGrid):
    """The sheet of a village: its course days and its households."""

    def __init__(self, *args, target, today, **kwargs):
        activities = target.activities.filter(kind=ActivityKind.COURSE)
        self.days_held = {activity.day_no: activity for activity in activities}
        self.numbers = range(1, max(target.year.village_course_days, *self.days_held, 0) + 1)
        enrolments = target.enrolments.select_related("household").order_by("number")
        self.known = {e.pk: e for e in enrolments}
        self.active = [e for e in self.known.values() if e.left_on is None]
        self._attended: dict[int, list[Attendance]] = {}
        for attendance in Attendance.objects.filter(activity__in=activities).select_related("activity"):
            self._attended.setdefault(attendance.enrolment_id, []).append(attendance)
        self.days = CourseDaysForm(
            *args, user=kwargs["user"], target=target, held=self.days_held, numbers=self.numbers, today=today
        )
        kwargs["initial"] = [{"of": e.pk} for e in self.active]
        super().__init__(*args, **kwargs)

    def came_of(self, enrolment) -> tuple[set[int], str]:
        """The days a household came, and who came in the participant's place."""
        rows = self._attended.get(enrolment.pk, [])
        return {row.activity.day_no for row in rows}, next((row.who for row in rows if row.who), "")

    def counts(self) -> dict[int, int]:
        """How many of the households came on each day."""
        return {n: sum(n in self.came_of(e)[0] for e in self.active) for n in self.numbers}

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"sheet": self, "enrolment": self.enrolment_at(index)}

    def clean(self):
        if self.days.is_valid():
            ticked = set().union(*(form.ticked() for form in self.forms))
            for n in sorted(ticked):
                if not self.days.cleaned_data.get(f"on_{n}"):
                    self.days.add_error(f"on_{n}", f"มีครัวเรือนที่เลือกว่ามาวันที่ {n} โปรดใส่วันที่จัด")
        if self.days.errors:
            raise ValidationError([error for errors in self.days.errors.values() for error in errors])

    def is_valid(self):
        return super().is_valid() and self.days.is_valid()

    def store(self):
        if not self.is_valid():
            return None
        with transaction.atomic():
            days = self.days.store()
            self.days_held = days or {}
            stored = super().store() if days is not None else None
            if stored is None:
                transaction.set_rollback(True)
        return stored


AttendanceGrid = plain_grid(TicksForm, max_num=MOST_ROWS, grid=AttendanceBase)
