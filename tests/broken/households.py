"""How each rule of households, their training, money and visits is broken: the row that breaks it, with whatever it collides with already stored."""

import datetime

from households.models import (
    Assignment,
    Attendance,
    Booklet,
    BookletPage,
    BudgetLine,
    Contribution,
    DemandSurvey,
    Enrolment,
    HelpAnswer,
    Household,
    LivelihoodRound,
    Material,
    OccupationWish,
    PageEntry,
    Payment,
    SupportVisit,
    Visit,
)
from tests.factories import (
    make_assignment,
    make_budget_line,
    make_department,
    make_enrolment,
    make_household,
    make_occupation,
    make_survey,
    make_target,
    make_team,
    make_village,
    make_visit,
    train,
)

DAY = datetime.date(2017, 3, 1)
BEFORE = datetime.date(2017, 2, 1)


def survey(**changes):
    target = make_target()
    return DemandSurvey(**{"household": make_household(target.village), "target_village": target} | changes)


def surveyed_again():
    there = make_survey()
    return DemandSurvey(household=there.household, target_village=there.target_village)


def known_household(**changes):
    return Household(**{"village": make_village(), "house_no": "9", "first_name": "อีกคน", "last_name": "นาดี"} | changes)


def same_house_code():
    make_household(make_village("33010106"), house_code="33010000001")
    return known_household(house_code="33010000001")


def enrolled(**changes):
    """An enrolment of a household that stands already, so that any door may name it."""
    household = make_household(make_village(), house_no="9")
    return Enrolment(**{"household": household, "target_village": make_target(), "number": 7} | changes)


def same_household():
    there = make_enrolment()
    return enrolled(household=there.household)


def assigned(**changes):
    team = make_team(seats=2)
    return Assignment(
        **{"enrolment": make_enrolment(), "trainer": team.seated()[0], "place": 1, "ceiling": 4, "started": DAY}
        | changes
    )


def two_trainers():
    row = assigned()
    make_assignment(row.enrolment, row.trainer.team.seated()[1])
    return row


def same_place():
    row = assigned()
    make_assignment(make_enrolment(), row.trainer)
    return row


def attended():
    enrolment = make_enrolment()
    train(enrolment)
    return Attendance(enrolment=enrolment, activity=enrolment.attendances.first().activity)


def one_round():
    enrolment = make_enrolment()
    LivelihoodRound.objects.create(enrolment=enrolment, on=DAY)
    return LivelihoodRound(enrolment=enrolment, on=DAY, savings=5)


def visit(**changes):
    return Visit(
        **{"enrolment": make_enrolment(), "on": DAY, "visitor": "พัฒนากร", "keyed_by": make_department()} | changes
    )


def wish(**changes):
    survey = make_survey()
    OccupationWish.objects.create(survey=survey, rank=1, occupation=make_occupation())
    return OccupationWish(**{"survey": survey, "rank": 1, "occupation": make_occupation()} | changes)


def answered(**changes):
    """A second answer to a request, or one that was opened again without a word."""
    there = make_visit(make_enrolment(), make_department(), help_needed="ขอตลาด")
    if not changes:
        HelpAnswer.objects.create(visit=there, answer="ได้", answered_on=DAY, answered_by=there.keyed_by)
    return HelpAnswer(**{"visit": there, "answer": "ตอบ", "answered_on": DAY, "answered_by": there.keyed_by} | changes)


def page(**changes):
    enrolment = make_enrolment()
    booklet = Booklet.objects.create(target_village=enrolment.target_village, made_on=DAY, made_by=make_department())
    BookletPage.objects.create(booklet=booklet, enrolment=enrolment, order=1, number="00001010")
    return BookletPage(**{"booklet": booklet, "enrolment": enrolment, "order": 2, "number": "00001021"} | changes)


def entered(*, same_page):
    """A page keyed twice, or a visit that came from a page already."""
    second = page()
    second.save()
    first = second.booklet.pages.get(order=1)
    there, other = (make_visit(first.enrolment, make_department(), visitor=name) for name in ("หนึ่ง", "สอง"))
    PageEntry.objects.create(page=first, visit=there)
    return PageEntry(page=first, visit=other) if same_page else PageEntry(page=second, visit=there)


def budget_line(**changes):
    return BudgetLine(
        **{"target_village": make_target(), "number": 9, "category": "food", "item": "ค่าอาหาร", "planned": 500}
        | changes
    )


def paid(**changes):
    return Payment(**{"line": make_budget_line(), "on": DAY, "item": "ค่าอาหาร", "amount": 5} | changes)


def put_in(**changes):
    return Contribution(**{"target_village": make_target(), "on": DAY, "kind": "labour", "item": "แรงงาน"} | changes)


BROKEN = {
    "house_code_once": same_house_code,
    "household_once_in_target": same_household,
    "enrolment_number_once": lambda: enrolled(number=make_enrolment().number),
    "certified_with_reason": lambda: enrolled(certified_on=DAY),
    "exemplary_with_day_and_reason": lambda: enrolled(exemplary_on=DAY),
    "household_surveyed_once": surveyed_again,
    "survey_amounts_not_negative": lambda: survey(income=-1),
    "wish_rank_once": wish,
    "wish_rank_1_to_3": lambda: wish(rank=4),
    "one_trainer_per_household": two_trainers,
    "one_household_per_place": same_place,
    "over_ceiling_only_with_reason": lambda: assigned(place=5),
    "assignment_ends_after_start": lambda: assigned(ended=BEFORE),
    "one_round_a_day": one_round,
    "round_amounts_not_negative": lambda: LivelihoodRound(enrolment=make_enrolment(), on=DAY, savings=-1),
    "gained_is_an_amount_or_an_answer": lambda: visit(gained_kind="none", gained=5),
    "saved_is_an_amount_or_an_answer": lambda: visit(saved_kind="amount"),
    "attended_once": attended,
    "one_standing_answer": answered,
    "reopened_with_reason": lambda: answered(reopened_on=DAY),
    "support_value_not_negative": lambda: SupportVisit(
        team=make_team(seats=1), on=DAY, who="ปลัดอำเภอ", what="กำลังใจ", value=-1, keyed_by=make_department()
    ),
    "page_number_once": lambda: page(number="00001010"),
    "page_order_once": lambda: page(order=1),
    "page_voided_with_reason": lambda: page(voided_on=DAY),
    "page_entered_once": lambda: entered(same_page=True),
    "visit_of_one_page": lambda: entered(same_page=False),
    "material_value_not_negative": lambda: Material(enrolment=make_enrolment(), item="ด้าย", value=-1),
    "material_price_not_negative": lambda: Material(enrolment=make_enrolment(), item="ด้าย", unit_price=-1),
    "material_quantity_positive": lambda: Material(enrolment=make_enrolment(), item="ด้าย", quantity=0),
    "budget_number_once": lambda: budget_line(number=make_budget_line().number),
    "budget_item_once": lambda: budget_line(item=make_budget_line().item),
    "planned_not_negative": lambda: budget_line(planned=-1),
    "payment_sign_follows_kind": lambda: paid(amount=0),
    "bought_sign_follows_kind": lambda: paid(quantity=0),
    "contribution_sign_follows_kind": lambda: put_in(value=0),
    "cash_has_an_amount": lambda: put_in(kind="cash"),
    "given_sign_follows_kind": lambda: put_in(quantity=0),
}
