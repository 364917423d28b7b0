"""`manage.py check_data` names each row that breaks a rule which no constraint holds, and is silent when all is well."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from groups.models import (
    CommitteeTerm,
    FundClosing,
    FundEntry,
    FundKind,
    GroupActivity,
    IncomeShare,
    Membership,
    Position,
)
from households.booklets.page_numbers import number_of
from households.models import (
    Assignment,
    Attendance,
    Booklet,
    BookletPage,
    Enrolment,
    EnrolmentState,
    Household,
    Material,
    PageEntry,
    SupportVisit,
    Visit,
)
from samma.knowledge.models import KnowledgeRecord, Section
from samma.progress.consistency import CHECKS, findings, is_citizen_number
from tests import factories as make
from trainers.models import Trainer
from villages.models import Activity, Village

pytestmark = pytest.mark.django_db
NEXT_DAY = make.DAY + datetime.timedelta(days=1)


@pytest.fixture
def chain():
    """One village with everything that a rule speaks of, and a second village beside it."""
    other = make.make_target(make.make_village("33010106", "หนองสมมุติ"))
    team = make.make_team()
    enrolment = make.make_enrolment(team.target_village)
    trainer = team.trainers.get(seat=1)
    assignment = make.make_assignment(enrolment, trainer)
    make.train(enrolment)
    make.make_visit(enrolment, make.make_officer(), assignment=assignment)
    group = make.make_group()
    member = make.make_member(group, enrolment)
    CommitteeTerm.objects.create(group=group, member=member, position=Position.CHAIR, started=make.DAY)
    entry = FundEntry.objects.create(group=group, on=make.DAY, kind=FundKind.OPENING, amount=100, item="หุ้น")
    FundEntry.objects.create(
        group=group, on=make.DAY, kind=FundKind.CORRECTION, amount=-100, item="กลับ", corrects=entry
    )
    FundClosing.objects.create(group=group, through=NEXT_DAY, closed_on=NEXT_DAY, balance=0)
    activity = GroupActivity.objects.create(group=group, on=make.DAY, what="ทอผ้า", income=900)
    IncomeShare.objects.create(activity=activity, member=member, amount=900)
    make.make_record()
    return {"other": other, "enrolment": enrolment, "assignment": assignment, "group": make.make_group()}


def wrong() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for check, sentence in findings():
        found.setdefault(check, []).append(sentence)
    return found


def test_a_chain_in_order_has_nothing_to_say(chain):
    assert wrong() == {}
    out = StringIO()
    call_command("check_data", stdout=out)
    assert "สอดคล้องกันทั้งหมด" in out.getvalue()


def break_code(chain):
    Enrolment.objects.update(village_code="33010106")
    return Enrolment.objects.get()


def break_tambon(chain):
    make.make_area("330102")
    Village.objects.filter(code="33010105").update(tambon="330102")
    return Village.objects.get(code="33010105")


def break_record_area(chain):
    KnowledgeRecord.objects.update(area_code="3399")
    return KnowledgeRecord.objects.get()


def break_posting(chain):
    user = make.make_officer()
    type(user).objects.filter(pk=user.pk).update(area_code="3399")
    return user


def break_year(chain):
    row = Trainer.objects.get(seat=1)
    Trainer.objects.filter(pk=row.pk).update(year=make.make_year(2561))
    return row


def break_seat(chain):
    """Two who held one seat on one past day: no constraint sees what has ended."""
    past = Trainer.objects.get(seat=2)
    Trainer.objects.filter(pk=past.pk).update(ended=NEXT_DAY, end_reason="ย้าย")
    make.make_trainer(past.team, 2)
    return past


def break_village(chain):
    elsewhere = make.make_team(chain["other"], seats=1)
    Assignment.objects.update(trainer=elsewhere.trainers.get())
    return chain["assignment"]


def break_interval(chain):
    past = make.make_assignment(chain["enrolment"], Trainer.objects.get(seat=2), ended=NEXT_DAY)
    assert past.pk > chain["assignment"].pk
    return chain["assignment"]


def break_ratio(chain):
    Assignment.objects.update(ceiling=9, place=5)
    return chain["assignment"]


def break_leaving(chain):
    Trainer.objects.filter(seat=1).update(ended=NEXT_DAY)
    return chain["assignment"]


def break_left(chain):
    Enrolment.objects.update(left_on=NEXT_DAY)
    return chain["assignment"]


def break_number(chain):
    Enrolment.objects.update(number=10_007)
    return chain["enrolment"]


def break_household(chain):
    house = make.make_household(chain["other"].village)
    Enrolment.objects.update(household=house)
    return chain["enrolment"]


def break_survey(chain):
    return make.make_survey(chain["enrolment"].target_village, make.make_household(chain["other"].village))


def break_attendance(chain):
    stranger = make.make_enrolment(chain["other"])
    row = Attendance.objects.first()
    Attendance.objects.filter(pk=row.pk).update(enrolment=stranger, village_code=stranger.village_code)
    return row


def break_visit(chain):
    stranger = make.make_enrolment(chain["other"])
    Visit.objects.update(enrolment=stranger, village_code=stranger.village_code)
    return Visit.objects.get()


def break_member(chain):
    """A neighbour of the same tambon may join; who lives in another tambon may not."""
    next_tambon = make.make_target(make.make_village("33010201", "ต่างตำบล"))
    Membership.objects.update(enrolment=make.make_enrolment(next_tambon))
    return Membership.objects.get()


def break_committee(chain):
    CommitteeTerm.objects.update(group=chain["group"])
    return CommitteeTerm.objects.get()


def break_payment(chain):
    elsewhere = make.make_target(make.make_village("33010177", "ที่อื่น"))
    activity = Activity.objects.create(target_village=elsewhere, kind="forum", on=make.DAY)
    return make.make_payment(activity=activity)


def break_payment_back(chain):
    return make.make_payment(corrects=make.make_payment(), amount=-500)


def make_page(chain, target):
    booklet = Booklet.objects.create(target_village=target, made_on=make.DAY, made_by=make.make_officer())
    return BookletPage.objects.create(
        number=number_of(booklet.pk, 1), booklet=booklet, enrolment=chain["enrolment"], order=1
    )


def break_page(chain):
    return make_page(chain, chain["other"])


def break_page_entry(chain):
    page = make_page(chain, chain["enrolment"].target_village)
    visit = make.make_visit(make.make_enrolment(chain["other"]), make.make_officer())
    return PageEntry.objects.create(page=page, visit=visit)


def break_support(chain):
    team = Trainer.objects.get(seat=1).team
    support = SupportVisit.objects.create(
        team=team, on=make.DAY, who="พัฒนากร", what="ให้กำลังใจ", keyed_by=make.make_officer()
    )
    support.trainers.set(make.make_team(chain["other"], seats=1).trainers.all())
    return support


def break_material(chain):
    material = Material.objects.create(enrolment=chain["enrolment"], item="ด้าย", quantity=2, unit_price=30)
    Material.objects.update(value=61)
    return material


def break_fund(chain):
    row = FundEntry.objects.get(kind=FundKind.CORRECTION)
    models.QuerySet(FundEntry).filter(pk=row.pk).update(group=chain["group"])
    return row


def break_saver(chain):
    saver = Membership.objects.get()
    return FundEntry.objects.create(
        group=chain["group"], on=make.DAY, kind=FundKind.SAVING, amount=50, item="เงินออม", member=saver
    )


def break_share(chain):
    stranger = make.make_member(chain["group"], person="นายหนึ่ง นาดี")
    IncomeShare.objects.update(member=stranger)
    return IncomeShare.objects.get()


def break_closing(chain):
    """An entry that came into a month after it was closed."""
    closing = FundClosing.objects.get()
    FundEntry.objects.create(group=closing.group, on=make.DAY, kind=FundKind.INCOME, amount=50, item="ขายผ้า")
    return closing


def break_office(chain):
    Membership.objects.update(left=NEXT_DAY, left_reason="ย้าย")
    return CommitteeTerm.objects.get()


def break_division(chain):
    IncomeShare.objects.update(amount=901)
    return GroupActivity.objects.get()


def break_income(chain):
    """Divided, though nobody wrote what came in."""
    GroupActivity.objects.update(income=None)
    return GroupActivity.objects.get()


def break_silence(chain):
    Section.objects.update(body="บัตร ๑-๑๐๑๗-๐๐๒๐๗-๐๓-๐ ของเจ้าของ")
    return Section.objects.get()


def break_words(chain):
    Section.objects.update(body="เลี้ยงไหมอีลี่")
    return KnowledgeRecord.objects.get()


def break_state(chain):
    EnrolmentState.objects.update(visits=5)
    return EnrolmentState.objects.get()


@pytest.mark.parametrize(
    ("check", "break_one"),
    [
        ("codes_follow_the_row_above", break_code),
        ("villages_stand_in_their_tambon", break_tambon),
        ("record_areas_exist", break_record_area),
        ("postings_exist", break_posting),
        ("trainers_are_of_their_teams_year", break_year),
        ("one_trainer_in_a_seat_on_each_day", break_seat),
        ("trainer_and_household_are_of_one_village_and_year", break_village),
        ("one_trainer_for_a_household_on_each_day", break_interval),
        ("over_the_ratio_only_with_a_reason", break_ratio),
        ("nobody_gone_is_still_in_care", break_leaving),
        ("nobody_gone_is_still_in_care", break_left),
        ("enrolment_numbers_are_in_order", break_number),
        ("rows_meet_in_one_place", break_household),
        ("rows_meet_in_one_place", break_survey),
        ("rows_meet_in_one_place", break_attendance),
        ("rows_meet_in_one_place", break_visit),
        ("rows_meet_in_one_place", break_member),
        ("rows_meet_in_one_place", break_committee),
        ("rows_meet_in_one_place", break_fund),
        ("rows_meet_in_one_place", break_saver),
        ("rows_meet_in_one_place", break_share),
        ("rows_meet_in_one_place", break_payment),
        ("rows_meet_in_one_place", break_payment_back),
        ("rows_meet_in_one_place", break_page),
        ("rows_meet_in_one_place", break_page_entry),
        ("rows_meet_in_one_place", break_support),
        ("material_is_worth_its_quantity_and_price", break_material),
        ("closed_books_stay_as_they_were", break_closing),
        ("nobody_gone_is_still_in_office", break_office),
        ("nobody_got_more_than_came_in", break_division),
        ("nobody_got_more_than_came_in", break_income),
        ("states_say_what_the_rows_say", break_state),
        ("records_are_found_by_their_words", break_words),
        ("no_citizen_numbers", break_silence),
    ],
)
def test_a_broken_row_is_named(chain, check, break_one):
    row = break_one(chain)

    sentences = wrong().get(check, [])

    assert any(f"{row._meta.verbose_name} เลขที่ {row.pk}" in sentence for sentence in sentences), wrong()


def test_a_broken_row_ends_the_command_with_a_fault(chain):
    break_silence(chain)

    with pytest.raises(CommandError) as refused:
        call_command("check_data", stdout=StringIO())
    assert refused.value.returncode == 1


def test_every_check_is_broken_above():
    """A check that no test can make fail is no check."""
    [parameters] = [mark for mark in test_a_broken_row_is_named.pytestmark if mark.name == "parametrize"]
    assert {check.__name__ for check in CHECKS} == {check for check, _break in parameters.args[1]}


def test_a_neighbour_of_the_same_tambon_may_be_a_member(chain):
    make.make_member(chain["group"], make.make_enrolment(chain["other"]))

    assert wrong() == {}


def test_days_that_meet_do_not_overlap(chain):
    """The day of a hand-over is the new trainer's, and an interval mended on its first day holds no day at all."""
    day = make.DAY
    Assignment.objects.update(ended=NEXT_DAY)
    make.make_assignment(chain["enrolment"], Trainer.objects.get(seat=2), started=NEXT_DAY)
    make.make_assignment(chain["enrolment"], Trainer.objects.get(seat=3), started=day, ended=day)

    assert wrong() == {}


def test_json_is_for_programs(chain):
    Enrolment.objects.update(number=10_007)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("check_data", "--json", stdout=out)

    [row] = json.loads(out.getvalue())
    assert row["check"] == "enrolment_numbers_are_in_order" and "10007" in row["text"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1101700207030", True),
        ("๑-๑๐๑๗-๐๐๒๐๗-๐๓-๐", True),
        ("1101700207031", False),
        ("0812345678", False),
        ("33010105001", False),
    ],
)
def test_a_citizen_number_is_known_by_its_check_digit(text, answer):
    assert is_citizen_number(text) is answer


def test_no_finding_tells_a_name_or_the_number_itself(chain):
    Household.objects.update(note="1101700207030")

    [sentence] = wrong()["no_citizen_numbers"]

    assert "1101700207030" not in sentence and Household.objects.get().first_name not in sentence


def test_a_hash_is_no_citizen_number(chain):
    Household.objects.update(phone_key="ab1101700207030cd")

    assert "no_citizen_numbers" not in wrong()


def test_a_state_that_lags_behind_its_rows_is_named_with_what_differs(chain):
    EnrolmentState.objects.filter(enrolment=chain["enrolment"]).update(visits=5, last_visit_on=NEXT_DAY)
    (sentence,) = wrong()["states_say_what_the_rows_say"]
    assert f"เลขที่ {chain['enrolment'].pk}" in sentence and sentence.endswith("(เยี่ยมแล้ว (ครั้ง), เยี่ยมล่าสุด)")
    EnrolmentState.objects.all().delete()
    assert wrong() == {"states_say_what_the_rows_say": [sentence_of(chain["enrolment"])]}


def sentence_of(enrolment):
    return f"ครัวเรือนเป้าหมาย เลขที่ {enrolment.pk} พื้นที่ {enrolment.village_code}: ไม่มีสถานะการติดตาม"
