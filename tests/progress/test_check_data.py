"""`manage.py check_data` names each row that breaks a rule which no constraint holds, and is silent when all is well."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.models import (
    CommitteeTerm,
    FundClosing,
    FundEntry,
    FundKind,
    GroupActivity,
    IncomeShare,
    Position,
)
from households.models import (
    Assignment,
    Enrolment,
    EnrolmentState,
    Household,
)
from samma.progress.consistency import CHECKS, findings, is_citizen_number
from tests import factories as make
from tests.progress.breaks import (
    break_attendance,
    break_closing,
    break_code,
    break_committee,
    break_division,
    break_fund,
    break_household,
    break_income,
    break_interval,
    break_leaving,
    break_left,
    break_material,
    break_member,
    break_number,
    break_office,
    break_page,
    break_page_entry,
    break_payment,
    break_payment_back,
    break_posting,
    break_ratio,
    break_record_area,
    break_saver,
    break_seat,
    break_share,
    break_silence,
    break_state,
    break_support,
    break_survey,
    break_tambon,
    break_village,
    break_visit,
    break_words,
    break_year,
)
from trainers.models import Trainer

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
