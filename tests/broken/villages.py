"""How each rule of places, years, activities and partners is broken: the row that breaks it, with whatever it collides with already stored."""

import datetime

from tests.factories import (
    make_enrolment,
    make_occupation,
    make_target,
    make_village,
    make_year,
    train,
)
from villages.models import (
    Activity,
    AgendaItem,
    Occupation,
    Participant,
    Partner,
    PlanItem,
    PlanProposal,
    Potential,
    ProgrammeYear,
    TargetVillage,
    UsualStep,
    VillageProfile,
    WorkingGroupMember,
)

DAY = datetime.date(2017, 3, 1)
BEFORE = datetime.date(2017, 2, 1)
MORNING, NOON = datetime.time(9, 0), datetime.time(12, 0)


def potential(**changes):
    return Potential(**{"village": make_village(), "kind": "natural", "name": "ห้วยสมมุติ"} | changes)


def same_potential():
    potential().save()
    return potential()


def proposal(**changes):
    return PlanProposal(
        **{"target_village": make_target(), "item": "ฝึกทอผ้า", "plan": "tambon", "sent_on": DAY} | changes
    )


def course_day():
    train(make_enrolment())
    return Activity(target_village=make_target(), kind="course", day_no=1, on=DAY)


def held(**changes):
    return Activity(**{"target_village": make_target(), "kind": "explanation", "on": DAY} | changes)


def planned(**changes):
    return PlanItem(**{"target_village": make_target(), "kind": "explanation", "on": DAY} | changes)


def usual(**changes):
    return UsualStep(**{"year": make_year(), "kind": "explanation", "after_days": 3, "lasts_days": 1} | changes)


def same_agenda():
    meeting = held()
    meeting.save()
    AgendaItem.objects.create(activity=meeting, order=1, title="วัตถุประสงค์")
    return AgendaItem(activity=meeting, order=1, title="กรอบแนวคิด")


def partner(**changes):
    area = make_village().tambon
    return Partner(**{"area": area, "first_name": "สมคิด", "last_name": "นาดี", "kind": "women"} | changes)


def same_partner():
    partner().save()
    return partner(position="ประธาน")


def partner_twice():
    meeting, who = held(), partner()
    meeting.save()
    who.save()
    Participant.objects.create(activity=meeting, name="นางสมคิด นาดี", partner=who)
    return Participant(activity=meeting, name="สมคิด", partner=who)


def leader(**changes):
    chosen = {"target_village": make_target(), "kind": "khum", "name": "นายหัวหน้า คุ้มใต้", "started": DAY}
    return WorkingGroupMember(**chosen | changes)


def same_leader():
    leader().save()
    return leader(kind="natural")


def same_occupation():
    there = make_occupation()
    return Occupation(parent=there.parent, name=there.name)


BROKEN = {
    "year_is_buddhist": lambda: ProgrammeYear(year=2017),
    "year_numbers_positive": lambda: ProgrammeYear(year=2562, group_minimum=0),
    "village_once_a_year": lambda: TargetVillage(village=make_target().village, year=make_year()),
    "occupation_once": same_occupation,
    "occupation_type_once": lambda: Occupation(name=make_occupation().parent.name),
    "course_days_are_numbered": lambda: Activity(target_village=make_target(), kind="course", on=DAY),
    "course_day_once": course_day,
    "activity_part_of_course": lambda: held(part="explain"),
    "activity_ends_after_start": lambda: held(until=BEFORE),
    "activity_hours_in_order": lambda: held(time_from=NOON, time_to=MORNING),
    "agenda_order_once": same_agenda,
    "partner_present_once": partner_twice,
    "plan_day_of_course": lambda: planned(day_no=2),
    "plan_part_of_course": lambda: planned(part="visit"),
    "plan_ends_after_start": lambda: planned(until=BEFORE),
    "plan_hours_in_order": lambda: planned(time_from=NOON, time_to=MORNING),
    "plan_budget_not_negative": lambda: planned(budget=-1),
    "usual_day_of_course": lambda: usual(day_no=2),
    "usual_part_of_course": lambda: usual(part="practice"),
    "usual_step_lasts": lambda: usual(lasts_days=0),
    "partner_once": same_partner,
    "working_group_member_once": same_leader,
    "working_group_ends_after_start": lambda: leader(ended=BEFORE),
    "potential_once": same_potential,
    "potential_value_not_negative": lambda: potential(value=-1),
    "answered_proposal_has_its_day": lambda: proposal(answer="taken"),
    "proposal_answered_after_sent": lambda: proposal(answer="taken", answered_on=BEFORE),
    "proposal_budget_not_negative": lambda: proposal(budget_asked=-1),
    "nrd_level_one_to_three": lambda: VillageProfile(village=make_village(), nrd_level=4),
}
