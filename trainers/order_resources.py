"""Activities of a file stand in the order of the programme, or it is asked why not; the team is known here."""

import datetime

from samma.resources import Doubt
from trainers.order import courses_of
from villages.actions import nearest_planned
from villages.models import ActivityKind, PlanItem
from villages.resources import ActivityResource
from villages.rules import Course, out_of_order

ASKED = "ทำไมลำดับจึงต่างจากปกติ"


class OrderedActivityResource(ActivityResource):
    def gather(self, lines):
        """What happened in these villages, the rows of this file among it."""
        super().gather(lines)
        if not hasattr(self, "_courses"):
            self._courses: dict[int, Course] = {}
        linked = [line.instance for line in lines if line.instance.target_village_id and line.instance.on]
        targets = {row.target_village_id: row.target_village for row in linked}
        self._courses |= courses_of([target for pk, target in targets.items() if pk not in self._courses])
        for row in linked:
            course = self._courses[row.target_village_id]
            course.held[row.kind] = min(course.held.get(row.kind, datetime.date.max), row.on)
            if row.kind == ActivityKind.COURSE and row.day_no:
                course.days[row.day_no] = row.on

    def write(self, lines):
        """New rows fulfil the lines of the plan that wait for them, each line once."""
        new = [line.instance for line in lines if line.is_new and line.instance.plan_id is None]
        waiting = list(PlanItem.objects.outstanding().filter(target_village__in={row.target_village_id for row in new}))
        for row in new:
            near = [item for item in waiting if item.target_village_id == row.target_village_id]
            row.plan = nearest_planned(near, row.kind, row.on, row.day_no)
            if row.plan is not None:
                waiting.remove(row.plan)
        return super().write(lines)

    def doubt(self, line):
        super().doubt(line)
        if not any(line.has_set(name) for name in ("kind", "on", "day_no")):
            return
        row = line.instance
        asked = out_of_order(row.kind, row.on, row.day_no, self._courses[row.target_village_id])
        if not asked:
            return
        words = " ".join(sentence for _name, sentence in asked)
        if line.ask(Doubt("order?", "on", words, asks="" if row.reason else ASKED), self.answers) and not row.reason:
            row.reason = line.words["order?"]
