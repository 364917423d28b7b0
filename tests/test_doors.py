"""Every constraint of every model, at every door: form, admin and import row show its Thai sentence, and nothing is stored.

The list is made from the models: a new constraint fails here until BROKEN says how a row breaks it.
"""

import datetime
import re

import pytest
import tablib
from django.apps import apps
from django.forms import modelform_factory
from django.urls import reverse

from groups.models import (
    AttachedPaper,
    Bylaw,
    CommitteeTerm,
    CommitteeTraining,
    CostLine,
    CostSheet,
    FundClosing,
    FundEntry,
    Group,
    GroupActivity,
    GroupEvaluation,
    GroupPromise,
    GroupSupport,
    IncomeShare,
    Market,
    Membership,
    OtopApplication,
    OtopRegistration,
    OtopRound,
    Product,
    ProductStandard,
    ProductStars,
    Publicity,
    Sale,
)
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
    VisitMark,
    VisitTwin,
)
from samma.accounts.models import PhoneUser, Transfer, User
from samma.forms import RuleForm
from samma.knowledge.models import Section, YearBook
from samma.progress.models import DistrictDay, DistrictRollup
from samma.progress.registers import REGISTERS
from tests.factories import (
    make_assignment,
    make_budget_line,
    make_department,
    make_enrolment,
    make_group,
    make_household,
    make_member,
    make_occupation,
    make_product,
    make_record,
    make_sage,
    make_survey,
    make_target,
    make_team,
    make_village,
    make_visit,
    make_year,
    train,
)
from trainers.models import Judgement, LeadCourse, LearningPlace, Trainer
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

pytestmark = pytest.mark.django_db

DAY = datetime.date(2017, 3, 1)
BEFORE = datetime.date(2017, 2, 1)
MORNING, NOON = datetime.time(9, 0), datetime.time(12, 0)
OURS = ("accounts", "jobs", "villages", "trainers", "households", "groups", "knowledge", "progress")


# --- how each rule is broken: the row that breaks it, with whatever it collides with already stored ----------------------
def second_target():
    return make_target(make_village("33010106", "โนนอีก"))


def same_seat():
    team = make_team(seats=1)
    return Trainer(team=team, year=team.target_village.year, sage=make_sage(), seat=0, started=DAY)


def two_teams():
    sage = make_team(seats=1).seated()[0].sage
    return Trainer(team=make_team(second_target(), 0), year=make_year(), sage=sage, seat=0, started=DAY)


def sixth_seat():
    return Trainer(team=make_team(seats=0), year=make_year(), sage=make_sage(), seat=5, started=DAY)


def trainer_ends_early():
    return Trainer(team=make_team(seats=0), year=make_year(), sage=make_sage(), seat=0, started=DAY, ended=BEFORE)


def judged(**changes):
    return Judgement(
        **{"sage": make_sage(), "criterion": "fits", "verdict": "yes", "on": DAY, "who": "เวทีประชาคม"} | changes
    )


def judged_again():
    there = judged()
    there.save()
    return judged(sage=there.sage)


def learning_place(**changes):
    return LearningPlace(**{"village": make_village(), "name": "บ้านปราชญ์สมมุติ"} | changes)


def same_place_to_learn():
    learning_place().save()
    return learning_place()


def potential(**changes):
    return Potential(**{"village": make_village(), "kind": "natural", "name": "ห้วยสมมุติ"} | changes)


def same_potential():
    potential().save()
    return potential()


def proposal(**changes):
    return PlanProposal(
        **{"target_village": make_target(), "item": "ฝึกทอผ้า", "plan": "tambon", "sent_on": DAY} | changes
    )


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


def one_round():
    enrolment = make_enrolment()
    LivelihoodRound.objects.create(enrolment=enrolment, on=DAY)
    return LivelihoodRound(enrolment=enrolment, on=DAY, savings=5)


def visit(**changes):
    return Visit(
        **{"enrolment": make_enrolment(), "on": DAY, "visitor": "พัฒนากร", "keyed_by": make_department()} | changes
    )


def member(**changes):
    return Membership(**{"group": make_group(), "joined": DAY} | changes)


def joined_again():
    there = make_member(make_group(), make_enrolment())
    return Membership(group=there.group, enrolment=there.enrolment, joined=BEFORE)


def person_again():
    there = make_member(make_group(), None, person="นายนอก ทะเบียน")
    return Membership(group=there.group, person="นายนอก ทะเบียน", joined=BEFORE)


def second_draft():
    return Bylaw(group=Bylaw.objects.create(group=make_group(), text="ข้อ 1").group, text="ข้อ 1")


def taken_back_again():
    group = make_group()
    wrong = FundEntry.objects.create(group=group, on=DAY, kind="saving", amount=50, item="เงินออม")
    counter = {
        "group": group,
        "on": DAY,
        "kind": "correction",
        "amount": -50,
        "item": "กลับรายการ: เงินออม",
        "corrects": wrong,
    }
    FundEntry.objects.create(**counter)
    return FundEntry(**counter | {"on": BEFORE})


def divided(amount=50, *, is_again=False):
    group = make_group()
    activity = GroupActivity.objects.create(group=group, on=DAY, what="ทอผ้า", income=900)
    who = make_member(group, None, person="นายหนึ่ง นาดี")
    if is_again:
        IncomeShare.objects.create(activity=activity, member=who, amount=100)
    return IncomeShare(activity=activity, member=who, amount=amount)


def term(**changes):
    group = make_group()
    first, second = (make_member(group, None, person=name) for name in ("นายหนึ่ง นาดี", "นายสอง นาดี"))
    CommitteeTerm.objects.create(group=group, member=first, position=changes.get("position", "chair"), started=DAY)
    chosen = first if changes.pop("same_member", False) else second
    return CommitteeTerm(**{"group": group, "member": chosen, "position": "chair", "started": DAY} | changes)


def helped(**changes):
    return GroupSupport(
        **{"group": make_group(), "on": DAY, "kind": "tool", "agency": "อบต.สมมุติ", "what": "ตาชั่ง"} | changes
    )


def known(**changes):
    return Publicity(**{"group": make_group(), "on": DAY, "medium": "radio", "what": "แนะนำกลุ่ม"} | changes)


def sells(**changes):
    return Market(**{"group": make_group(), "kind": "shop", "name": "ร้านสมมุติ"} | changes)


def sells_again(**changes):
    there = sells(**changes)
    there.save()
    return sells(group=there.group, **changes)


def sold(**changes):
    product = make_product(make_group())
    return Sale(**{"group": product.group, "product": product, "month": DAY, "amount": 900} | changes)


def sold_again(*, at_market=False):
    there = sold()
    if at_market:
        there.market = Market.objects.create(group=there.group, kind="shop", name="ร้านสมมุติ")
    there.save()
    return sold(group=there.group, product=there.product, market=there.market)


def evaluated(**changes):
    people = {"officials": 1, "committee": 3, "members": 4}
    words = {"meetings": "good", "accounts": "partly", "market": "not_yet", "outcome": "steady"}
    said = {"went_well": "ประชุมทุกเดือน", "to_improve": "หาตลาด"}
    year = {"group": make_group(), "fiscal_year": 2560, "on": DAY}
    return GroupEvaluation(**year | people | words | said | changes)


def evaluated_again():
    there = evaluated()
    there.save()
    return evaluated(group=there.group)


def promised(**changes):
    there = evaluated()
    there.save()
    return GroupPromise(**{"evaluation": there, "what": "หาตลาดเพิ่ม", "who": "ประธาน", "due": DAY} | changes)


def product(**changes):
    return Product(**{"group": make_group(), "name": "ผ้าทอ", "product_type": 3} | changes)


def same_product():
    made = make_product()
    return product(group=made.group, name=made.name)


def standard(**changes):
    return ProductStandard(**{"product": make_product(), "kind": "tcps", "number": "มผช. ๑"} | changes)


def same_standard():
    held = standard()
    held.save()
    return standard(product=held.product)


def cost(**changes):
    return CostSheet(**{"product": make_product(), "on": DAY, "batch": 10} | changes)


def same_cost():
    sheet = cost()
    sheet.save()
    return cost(product=sheet.product)


def cost_line(**changes):
    sheet = cost()
    sheet.save()
    return CostLine(**{"sheet": sheet, "kind": "material", "item": "ด้าย", "quantity": 1, "price": 5} | changes)


def otop_round(**changes):
    return OtopRound(
        **{"area_code": "33", "year": 2560, "number": 1, "opens": DAY, "closes": DAY + datetime.timedelta(days=30)}
        | changes
    )


def same_otop_round():
    otop_round().save()
    return otop_round()


def packet(**changes):
    of = otop_round()
    of.save()
    return OtopApplication(**{"product": make_product(), "round": of} | changes)


def same_packet():
    first = packet()
    first.save()
    return OtopApplication(product=first.product, round=first.round)


def paper_again():
    of = packet()
    of.save()
    AttachedPaper.objects.create(application=of, paper="id", on=DAY)
    return AttachedPaper(application=of, paper="id", on=DAY)


def otop(**changes):
    return OtopRegistration(**{"product": make_product(), "number": "1", "registered_on": DAY} | changes)


def stars(**changes):
    return ProductStars(**{"product": make_product(), "stars": 3, "year": 2560} | changes)


def same_stars():
    won = stars()
    won.save()
    return stars(product=won.product)


def course(**changes):
    return LeadCourse(**{"year": make_year(), "centre": "ศพช.สมมุติ", "batch": 1, "starts": DAY, "ends": DAY} | changes)


def same_course():
    course().save()
    return course()


def wish(**changes):
    survey = make_survey()
    OccupationWish.objects.create(survey=survey, rank=1, occupation=make_occupation())
    return OccupationWish(**{"survey": survey, "rank": 1, "occupation": make_occupation()} | changes)


def same_occupation():
    there = make_occupation()
    return Occupation(parent=there.parent, name=there.name)


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


def same_book():
    YearBook.objects.create(area_code="33", year=2560, title="เล่ม")
    return YearBook(area_code="33", year=2560, title="อีกเล่ม")


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
    "head_is_an_officer": lambda: User(username="w1", role="province", area_code="33", is_head=True),
    "trainer_holds_no_posting": lambda: User(username="w1", role="trainer", area_code="3301"),
    "one_book_a_place_and_year": same_book,
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
    "course_batch_once": same_course,
    "course_ends_after_start": lambda: course(ends=BEFORE),
    "one_trainer_per_seat": same_seat,
    "sage_in_one_team_a_year": two_teams,
    "team_has_five_seats": sixth_seat,
    "trainer_ends_after_start": trainer_ends_early,
    "criterion_judged_once": judged_again,
    "learning_place_once": same_place_to_learn,
    "learning_place_both_coordinates": lambda: learning_place(lat=15.0),
    "potential_once": same_potential,
    "potential_value_not_negative": lambda: potential(value=-1),
    "answered_proposal_has_its_day": lambda: proposal(answer="taken"),
    "proposal_answered_after_sent": lambda: proposal(answer="taken", answered_on=BEFORE),
    "proposal_budget_not_negative": lambda: proposal(budget_asked=-1),
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
    "group_name_once_in_village": lambda: Group(
        village=make_village(), name=make_group().name, year=make_year(), occupation=make_occupation()
    ),
    "member_is_household_or_person": lambda: member(enrolment=make_enrolment(), person="นายนอก ทะเบียน"),
    "household_once_in_group": joined_again,
    "person_once_in_group": person_again,
    "member_leaves_after_joining": lambda: member(person="นายนอก ทะเบียน", left=BEFORE),
    "member_leaves_with_reason": lambda: member(person="นายนอก ทะเบียน", left=DAY),
    "one_person_per_office": term,
    "member_once_in_position": lambda: term(same_member=True, position="deputy"),
    "term_ends_after_start": lambda: term(position="member", ended=BEFORE),
    "term_due_after_start": lambda: term(position="member", due=DAY),
    "one_draft_of_rules": second_draft,
    "shares_are_of_a_member": lambda: FundEntry(
        group=make_group(), on=DAY, kind="share", amount=500, item="ค่าหุ้นทุกคน", shares=5
    ),
    "entry_taken_back_once": taken_back_again,
    "fund_sign_follows_kind": lambda: FundEntry(group=make_group(), on=DAY, kind="tool", amount=5, item="กี่"),
    "group_quantity_positive": lambda: GroupActivity(group=make_group(), on=DAY, what="ทอผ้า", quantity=0),
    "member_once_in_division": lambda: divided(is_again=True),
    "income_share_positive": lambda: divided(amount=0),
    "group_income_not_negative": lambda: GroupActivity(group=make_group(), on=DAY, what="ทอผ้า", income=-1),
    "group_support_has_four_kinds": lambda: helped(kind="heart"),
    "advice_has_no_value": lambda: helped(kind="advice", value=100),
    "training_days_one_to_thirty": lambda: CommitteeTraining(
        group=make_group(), on=DAY, topic="การบัญชี", given_by="สหกรณ์สมมุติ", days=0
    ),
    "publicity_has_a_place": known,
    "publicity_links_to_the_web": lambda: known(link="ftp://example.com"),
    "market_once_in_group": lambda: sells_again(started=DAY),
    "undated_market_once_in_group": sells_again,
    "market_ends_after_start": lambda: sells(started=DAY, ended=BEFORE),
    "fair_has_its_days": lambda: sells(kind="fair"),
    "sale_once_in_market_and_month": lambda: sold_again(at_market=True),
    "direct_sale_once_in_month": sold_again,
    "sale_amount_positive": lambda: sold(amount=0),
    "sale_quantity_positive": lambda: sold(quantity=0),
    "group_evaluated_once_a_year": evaluated_again,
    "evaluation_year_is_buddhist": lambda: evaluated(fiscal_year=2017),
    "group_evaluated_together": lambda: evaluated(officials=0),
    "promise_outcome_has_its_day": lambda: promised(outcome="ได้ร้านใหม่"),
    "nrd_level_one_to_three": lambda: VillageProfile(village=make_village(), nrd_level=4),
    "product_name_once_in_group": same_product,
    "product_has_five_types": lambda: product(product_type=6),
    "only_food_has_kinds": lambda: product(food_kind="fresh"),
    "product_capacity_positive": lambda: product(capacity=0),
    "product_price_positive": lambda: product(price=0),
    "product_ends_after_start": lambda: product(started=DAY, ended=BEFORE),
    "standard_once_a_product": same_standard,
    "other_standard_has_a_name": lambda: standard(other="มาตรฐานของจังหวัด"),
    "standard_expires_after_issue": lambda: standard(issued=DAY, expires=DAY),
    "one_cost_sheet_a_day": same_cost,
    "batch_positive": lambda: cost(batch=0),
    "cost_price_positive": lambda: cost(price=0),
    "own_labour_is_whole": lambda: cost(labour_quantity=3),
    "cost_quantity_positive": lambda: cost_line(quantity=0),
    "cost_line_not_negative": lambda: cost_line(price=-1),
    "otop_round_once": same_otop_round,
    "otop_round_closes_after_opening": lambda: otop_round(closes=BEFORE),
    "otop_round_is_numbered": lambda: otop_round(number=0),
    "one_packet_a_round": same_packet,
    "packet_linked_with_community": lambda: packet(producer_kind="group"),
    "paper_attached_once": paper_again,
    "otop_expires_after_start": lambda: otop(expires=DAY),
    "otop_linked_with_community": lambda: otop(producer_kind="group"),
    "stars_once_a_year": same_stars,
    "stars_one_to_five": lambda: stars(stars=6),
    "stars_year_is_buddhist": lambda: stars(year=2017),
    "section_order_once": lambda: Section(record=make_record(), order=1, heading="ที่มา"),
}
# The field's own answer stands before the rule: a choice that is not offered, an amount below nothing.
GUARDED = {
    "team_has_five_seats": "seat",
    "wish_rank_1_to_3": "rank",
    "nrd_level_one_to_three": "nrd_level",
    "group_support_has_four_kinds": "kind",
    "publicity_links_to_the_web": "link",
    "stars_one_to_five": "stars",
    "product_has_five_types": "product_type",
    "cost_line_not_negative": "price",
    "round_amounts_not_negative": "savings",
    "material_value_not_negative": "value",
    "material_price_not_negative": "unit_price",
    "planned_not_negative": "planned",
    "survey_amounts_not_negative": "income",
    "potential_value_not_negative": "value",
    "proposal_budget_not_negative": "budget_asked",
    "support_value_not_negative": "value",
    "group_income_not_negative": "income",
    "entry_taken_back_once": "corrects",
    "plan_budget_not_negative": "budget",
}
# Registers without a sheet of their own: written on their pages only.
NO_SHEET = {
    User,
    LeadCourse,
    AgendaItem,
    Participant,
    UsualStep,
    WorkingGroupMember,
    OccupationWish,
    Judgement,
    VillageProfile,
    Payment,
    Contribution,
    Bylaw,
    IncomeShare,
    CostSheet,
    CostLine,
    OtopRound,
    OtopApplication,
    AttachedPaper,
    OtopRegistration,
    CommitteeTraining,
    Publicity,
    GroupEvaluation,
    GroupPromise,
    ProductStars,
    Section,
    HelpAnswer,
    SupportVisit,
    BookletPage,
    PageEntry,
    YearBook,
}
SHEETS = {register.resource._meta.model: register for register in REGISTERS.values()} | {
    Household: REGISTERS["households"]
}
ADMIN_EXTRA = {User: {"usable_password": "true", "password1": "samma-สมมุติ-99", "password2": "samma-สมมุติ-99"}}

# Rows that no person types and no door takes: actions write them, and what is there already is passed over.
BY_MACHINE = {DistrictDay, DistrictRollup, FundClosing, PhoneUser, Transfer, VisitMark, VisitTwin}
RULES = {
    constraint.name: (model, constraint)
    for label in OURS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
    if model not in BY_MACHINE
}


def sentence_of(name):
    return str(RULES[name][1].violation_error_message)


def typed(form):
    """What a person would have to type to make the form's own instance."""
    data = {}
    for name in form.fields:
        value = form[name].value()
        value = getattr(value, "pk", value)
        if name == "version" or value is None or value is False or value == "":
            continue
        data[name] = "on" if value is True else str(value)  # a date as 2017-03-01
    return data


def test_every_constraint_has_a_row_that_breaks_it():
    assert set(BROKEN) == set(RULES)
    assert set(GUARDED) <= set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_every_constraint_speaks_thai(name):
    assert re.search(r"[ก-๙]{3}", sentence_of(name)) and not re.search(r"[a-z]{3}", sentence_of(name))


@pytest.mark.parametrize("name", RULES)
def test_form_shows_the_sentence(name):
    row, user = BROKEN[name](), make_department()
    stored = type(row).objects.count()
    shown = [f.name for f in row._meta.fields if f.editable and not f.auto_created]
    if name in GUARDED:  # even a form that does not show the field asks the rule
        shown.remove(GUARDED[name])
    if isinstance(row, User):
        shown = ["username", "role", "area_code", "is_head"]
    form_class = modelform_factory(type(row), form=RuleForm, fields=shown)
    data = typed(form_class(instance=row, user=user))

    # What the form does not show (a copied year, the guarded field) stands on the instance, as an action puts it there.
    hidden = {f.name: getattr(row, f.name) for f in row._meta.fields if f.name not in shown and f.name != "id"}
    form = form_class(data, instance=type(row)(**hidden), user=user)

    assert form.store() is None
    assert sentence_of(name) in [s for errors in form.errors.values() for s in errors]
    assert type(row).objects.count() == stored


@pytest.mark.parametrize("name", RULES)
def test_admin_shows_the_sentence(name, client):
    row, user = BROKEN[name](), make_department()
    stored = type(row).objects.count()
    client.force_login(user)
    url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_add")
    form_class = type(client.get(url).context["adminform"].form)
    if isinstance(row, User):
        data = {"username": row.username, "role": row.role, "area_code": row.area_code}
        data |= {"is_head": "on"} if row.is_head else {}
    else:
        data = typed(form_class(instance=row))

    response = client.post(url, data | ADMIN_EXTRA.get(type(row), {}))

    assert response.status_code == 200
    form = response.context["adminform"].form
    if name in GUARDED:
        assert re.search(r"[ก-๙]{3}", form.errors[GUARDED[name]][0])
    else:
        assert sentence_of(name) in [s for errors in form.errors.values() for s in errors]
        assert sentence_of(name) in response.content.decode()
    assert type(row).objects.count() == stored


def test_every_model_has_a_sheet_or_a_reason():
    assert {model for model, _constraint in RULES.values()} - set(SHEETS) == NO_SHEET


@pytest.mark.parametrize("name", [name for name, (model, _constraint) in RULES.items() if model in SHEETS])
def test_import_shows_the_sentence(name):
    row, user = BROKEN[name](), make_department()
    stored = type(row).objects.count()
    resource = SHEETS[type(row)].resource(user)
    instance = Enrolment(household=row, target_village=make_target(), number=7) if isinstance(row, Household) else row
    cells = resource.export_resource(instance)
    # Twice: a row that is there already is found by its key, and only the second one breaks the rule.
    dataset = tablib.Dataset(cells, cells, headers=resource.get_export_headers())

    result = resource.import_data(dataset)

    found = [s for r in result.rows for cell in r.cells.values() for s in cell.errors] + [
        s for r in result.rows for s in r.sentences
    ]
    if name in GUARDED:
        assert found and all(re.search(r"[ก-๙]{3}", s) for s in found)
    else:
        assert sentence_of(name) in found
    assert type(row).objects.count() == stored
