"""Sheets of what follows enrolment: who looks after whom, and attendance."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from households.actions import lock_care
from households.care_book import CareBook
from households.models import Assignment, Attendance, Enrolment
from samma.accounts.events import record_all
from samma.resources import Column, of
from samma.resources.reading import Whole
from trainers.models import Trainer
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

    own_paths: tuple[str, ...] = ()  # what the rows of a register hang on beside the enrolment

    def get_queryset(self):
        paths = ("enrolment__household", "enrolment__target_village__village", "enrolment__target_village__year")
        return super().get_queryset().select_related(*paths, *self.own_paths)

    def present(self):
        """The rows that are there; those of one household share it, for there may be many thousand."""
        rows = super().present().select_related(None)
        rows = list(rows.select_related(*self.own_paths) if self.own_paths else rows)
        by_pk = {enrolment.pk: enrolment for enrolment in self.enrolments.values()}
        for row in rows:
            row.enrolment = by_pk[row.enrolment_id]
        return rows

    @cached_property
    def enrolments(self) -> dict[tuple[int, int], Enrolment]:
        """The households of the file's villages, by target village and number."""
        rows = self.within(Enrolment.objects.visible_to(self.user)).select_related("household")
        targets = {target.pk: target for target in self.known_targets.values()}
        for enrolment in rows:
            enrolment.target_village = targets[enrolment.target_village_id]
        return {(e.target_village_id, e.number): e for e in rows}

    def order(self):
        return ["-enrolment__target_village__year_id", "village_code", "enrolment__number", "pk"]

    def link(self, instance, cells, wrong):
        target = self.target(cells)
        number = cells.get("number")
        if target is None or number is None:
            return
        enrolment = self.enrolments.get((target.pk, number))
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

    own_paths = ("trainer__sage",)

    class Meta:
        model = Assignment

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

    def gather(self, lines):
        rows = [line.instance for line in lines if line.instance.enrolment_id and line.instance.trainer_id]
        about = ({row.enrolment_id for row in rows}, {row.trainer_id for row in rows})
        if rows and not self._dry_run:
            lock_care(*about)
        # Read anew with each chunk, and kept up by hand in between: in a dry run nothing of the file is in the database.
        self._book = CareBook(*about)
        for row in self._taken_on:
            self._book.add(row)

    def before_import(self, dataset, *, dry_run=False, **kwargs):
        super().before_import(dataset, dry_run=dry_run, **kwargs)
        self._dry_run, self._taken_on = dry_run, []

    def refuse(self, line):
        assignment = line.instance
        if line.is_new and assignment.ended is None:
            self._book.take_on(assignment)
        else:  # what is past is written as it was
            self._book.refuse_overlap(assignment)
            self._book.add(assignment)

    def accept(self, line):
        super().accept(line)
        self._taken_on.append(line.instance)

    def write(self, lines):
        written = super().write(lines)
        new = [line.instance for line in lines if line.is_new and line.instance.ended is None]
        record_all("assign", new, by=self.user, detail_of=lambda assignment: {"place": assignment.place})
        return written


class AttendanceResource(InEnrolment):
    kind = of(Activity, "kind", prefix="activity__", key=True, needed=True, part=True, example="ฝึกอบรมสัมมาชีพชุมชน")
    day_no = of(Activity, "day_no", prefix="activity__", key=True, part=True, example=1)
    on = of(Activity, "on", prefix="activity__", key=True, needed=False, part=True, example="01/03/2560")
    who = of(Attendance, "who")

    class Meta:
        model = Attendance

    own_paths = ("activity",)

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
        instance.activity = next((a for a in found if (instance.enrolment_id, a.pk) not in self.attended), found[-1])
        self.attended.add((instance.enrolment_id, instance.activity_id))

    @cached_property
    def attended(self) -> set[tuple[int, int]]:
        """Who came to what: enrolment and activity, those of the file's rows so far among them."""
        rows = self.within(Attendance.objects.visible_to(self.user))
        return set(rows.order_by().values_list("enrolment_id", "activity_id"))

    def write(self, lines):
        """As the sheet of ticks writes (`households.training.mark`): for each household, on which days it came."""
        written = super().write(lines)
        came: dict[int, list] = {}
        enrolments = {line.instance.enrolment_id: line.instance.enrolment for line in lines}
        for line in lines:
            activity = line.instance.activity
            came.setdefault(line.instance.enrolment_id, []).append(activity.day_no or str(activity.on))
        days = {pk: sorted(some, key=str) for pk, some in came.items()}
        record_all("attend", enrolments.values(), by=self.user, detail_of=lambda e: {"came": days[e.pk], "missed": []})
        return written
