"""The sheet of who looks after whom."""

from django.core.exceptions import ValidationError

from households.actions import lock_care
from households.care.book import CareBook
from households.models import Assignment
from households.resources import InEnrolment
from samma.accounts.events import record_all
from samma.resources import Column, of
from trainers.models import Trainer
from trainers.resources import PersonReading


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
