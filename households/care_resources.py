"""Sheets of what follows enrolment: who looks after whom, attendance, income and expense, visits."""

from django.core.exceptions import ValidationError

from households import states
from households.actions import assign, refuse_overlap
from households.models import Assignment, Attendance, Enrolment, LivelihoodRound, Visit
from households.visits import log_visit
from samma import thai
from samma.resources import Column, of
from samma.resources.reading import Whole
from trainers.models import Sage, Trainer
from trainers.resources import PersonReading
from villages.models import Activity, ActivityKind
from villages.resources import InTarget, village_column, year_column


class InEnrolment(InTarget):
    """Rows that hang on an enrolled household, named by village, year and its number in the register."""

    blamed = {"enrolment": "number"}

    village = village_column("enrolment__target_village__village", part=True)
    year = year_column("enrolment__target_village__year", part=True)
    number = Column(
        "ลำดับที่ครัวเรือน",
        "enrolment__number",
        Whole(),
        key=True,
        needed=True,
        part=True,
        example=1,
        note="ลำดับที่ในทะเบียนครัวเรือนเป้าหมาย",
    )
    head = Column("หัวหน้าครัวเรือน (ดูอย่างเดียว)", "enrolment__household__full_name", PersonReading(), readonly=True)

    def get_queryset(self):
        paths = ("enrolment__household", "enrolment__target_village__village", "enrolment__target_village__year")
        return super().get_queryset().select_related(*paths)

    def order(self):
        return ["-enrolment__target_village__year", "village_code", "enrolment__number", "pk"]

    def link(self, instance, cells, wrong):
        target = self.target(cells)
        number = cells.get("number")
        if target is None or number is None:
            return
        if not hasattr(self, "_enrolments"):
            rows = self.within(Enrolment.objects.visible_to(self.user)).select_related("household", "target_village")
            self._enrolments = {(e.target_village_id, e.number): e for e in rows}
        enrolment = self._enrolments.get((target.pk, number))
        if enrolment is None:
            raise ValidationError({"number": f"ไม่มีครัวเรือนลำดับที่ {number} ในทะเบียนของ{target}"})
        instance.enrolment = enrolment
        self.link_further(instance, cells, target)

    def link_further(self, instance, cells, target) -> None:
        """For what else a row names inside the target village."""


class AssignmentResource(InEnrolment):
    trainer = Column(
        "วิทยากรผู้ดูแล",
        "trainer__sage__full_name",
        PersonReading(),
        key=True,
        needed=True,
        part=True,
        example="นายสมมุติ ตัวอย่าง",
        note="ชื่อในทีมวิทยากรของหมู่บ้านและปีเดียวกัน",
    )
    place = of(Assignment, "place", example=1, note="1 ถึง 4")
    reason = of(Assignment, "reason")
    started = of(Assignment, "started", key=True, example="01/03/2560")
    ended = of(Assignment, "ended")
    end_reason = of(Assignment, "end_reason")

    class Meta:
        model = Assignment

    def get_queryset(self):
        return super().get_queryset().select_related("trainer__sage")

    def link_further(self, instance, cells, target):
        instance.ceiling = instance.ceiling or target.year.households_per_trainer
        name = cells.get("trainer")
        if not name or (instance.trainer_id and instance.trainer.sage.full_name == name):
            return
        if not hasattr(self, "_trainers"):
            self._trainers = {}
            rows = self.within(Trainer.objects.visible_to(self.user)).select_related("sage", "team")
            for trainer in rows.order_by("started", "pk"):
                self._trainers.setdefault((trainer.team.target_village_id, trainer.sage.full_name), []).append(trainer)
        served = self._trainers.get((target.pk, name), [])
        if not served:
            raise ValidationError({"trainer": f"“{name}” ไม่อยู่ในทีมวิทยากรของ{target}"})
        day = cells.get("started")
        # Somebody who left the team and came back has two rows: the one that was in force on the day.
        then = [t for t in served if day and t.started <= day and (t.ended is None or t.ended >= day)]
        instance.trainer = (then or served)[-1]

    def save_row(self, instance, cells, *, is_new):
        if not is_new or instance.ended is not None:  # what is past is written as it was
            refuse_overlap(instance.enrolment, instance.started, instance.ended, but=instance.pk)
            super().save_row(instance, cells, is_new=is_new)
            return
        assign(
            instance.enrolment,
            instance.trainer,
            by=self.user,
            today=instance.started,
            reason=instance.reason,
            place=instance.place,
        )


class AttendanceResource(InEnrolment):
    kind = of(Activity, "kind", prefix="activity__", key=True, needed=True, part=True, example="ฝึกอบรมสัมมาชีพชุมชน")
    day_no = of(Activity, "day_no", prefix="activity__", key=True, part=True, example=1)
    on = of(Activity, "on", prefix="activity__", key=True, needed=False, part=True, example="01/03/2560")
    who = of(Attendance, "who")

    class Meta:
        model = Attendance

    def get_queryset(self):
        return super().get_queryset().select_related("activity")

    def key_of(self, instance):
        return self._without_day(super().key_of(instance), instance.activity.kind)

    def key_in(self, cells):
        key = super().key_in(cells)
        return key and self._without_day(key, cells["kind"])

    def _without_day(self, key, kind):
        # A course day is known by its number; the date beside it may be left out.
        return key[:-1] if kind == ActivityKind.COURSE else key

    def link_further(self, instance, cells, target):
        kind = cells.get("kind")
        if not kind or not instance._state.adding:
            return
        if not hasattr(self, "_activities"):
            self._activities = {}
            for activity in self.within(Activity.objects.visible_to(self.user)).order_by("pk"):
                day = activity.day_no if activity.kind == ActivityKind.COURSE else activity.on
                self._activities.setdefault((activity.target_village_id, activity.kind, day), []).append(activity)
        is_course = kind == ActivityKind.COURSE
        day = cells.get("day_no" if is_course else "on")
        found = self._activities.get((target.pk, kind, day), [])
        if not found:
            column = "day_no" if is_course else "on"
            raise ValidationError({column: "ยังไม่ได้บันทึกกิจกรรมนี้ของหมู่บ้าน: บันทึกวันที่จัดกิจกรรมก่อน"})
        # Two forums on one day: the household is put down for the first it is not down for yet.
        here = {a.pk for a in found} & set(
            Attendance.objects.filter(enrolment=instance.enrolment, activity__in=found).values_list(
                "activity", flat=True
            )
        )
        instance.activity = next((a for a in found if a.pk not in here), found[-1])


class WithState(InEnrolment):
    """Rows that the households' states are read from: brought up to date once, after the last row of the file."""

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._touched = set()

    def touch(self, instance):
        """For `save_row`: the state of this household has to be read anew."""
        self._touched.add(instance.enrolment_id)

    def after_import(self, dataset, result, **kwargs):
        states.refresh(self._touched)
        super().after_import(dataset, result, **kwargs)


class LivelihoodRoundResource(WithState):
    on = of(LivelihoodRound, "on", key=True, example="15/03/2560")
    income_farm = of(LivelihoodRound, "income_farm")
    income_nonfarm = of(LivelihoodRound, "income_nonfarm")
    income_other = of(LivelihoodRound, "income_other")
    income_own = of(LivelihoodRound, "income_own")
    expense_production = of(LivelihoodRound, "expense_production")
    expense_needed = of(LivelihoodRound, "expense_needed")
    expense_unneeded = of(LivelihoodRound, "expense_unneeded")
    expense_debt = of(LivelihoodRound, "expense_debt")
    savings = of(LivelihoodRound, "savings")
    debt_formal = of(LivelihoodRound, "debt_formal")
    debt_informal = of(LivelihoodRound, "debt_informal")
    spares_self = of(LivelihoodRound, "spares_self")
    spares_others = of(LivelihoodRound, "spares_others")
    spares_nature = of(LivelihoodRound, "spares_nature")

    class Meta:
        model = LivelihoodRound

    def save_row(self, instance, cells, *, is_new):
        super().save_row(instance, cells, is_new=is_new)
        self.touch(instance)


class VisitResource(WithState):
    """Visits once written are not changed by a file; a row that is there already is left as it is."""

    changes_rows = False
    on = of(Visit, "on", key=True, example="20/04/2560")
    visited_by = Column(
        "วิทยากรผู้เยี่ยม", "visited_by__full_name", PersonReading(), key=True, part=True, example="นายสมมุติ ตัวอย่าง"
    )
    visitor = of(Visit, "visitor", key=True)
    channel = of(Visit, "channel", key=True, example="ไปเยี่ยมที่บ้าน")
    met = of(Visit, "met", example="หัวหน้าครัวเรือน")
    practising = of(Visit, "practising", example="ทำอยู่")
    stopped_reason = of(Visit, "stopped_reason")
    produced = of(Visit, "produced")
    gained_kind = of(Visit, "gained_kind", head="รายได้ที่ได้เพิ่ม: คำตอบ", example="ระบุจำนวน")
    gained = of(Visit, "gained", example=300)
    saved_kind = of(Visit, "saved_kind", head="รายจ่ายที่ลดได้: คำตอบ", example="ยังไม่มี")
    saved = of(Visit, "saved")
    problem = of(Visit, "problem")
    help_given = of(Visit, "help_given")
    help_needed = of(Visit, "help_needed")
    promise = of(Visit, "promise")
    next_on = of(Visit, "next_on")

    class Meta:
        model = Visit

    def get_queryset(self):
        return super().get_queryset().select_related("visited_by")

    def order(self):
        return ["-enrolment__target_village__year", "village_code", "enrolment__number", "on", "received_at", "pk"]

    def link_further(self, instance, cells, target):
        name = cells.get("visited_by")
        if not instance._state.adding:
            return
        instance.keyed_by = self.user
        if not name:
            return
        if not hasattr(self, "_visitors"):
            self._visitors = {}
            for sage in Sage.objects.filter(seats__village_code__in=self.codes).distinct():
                self._visitors.setdefault(thai.search_fold(sage.full_name), []).append(sage)
        found = self._visitors.get(thai.search_fold(name), [])
        if len(found) != 1:
            raise ValidationError(
                {"visited_by": f"“{name}” ไม่อยู่ในทีมวิทยากรของหมู่บ้าน: ถ้าไม่ใช่วิทยากร ให้ใส่ในช่องผู้เยี่ยม (ถ้าไม่ใช่วิทยากร)"}
            )
        instance.visited_by = found[0]

    def save_row(self, instance, cells, *, is_new):
        log_visit(instance, by=self.user, with_state=False)
        self.touch(instance)
