"""Roll-ups say what the rows say, whoever writes and however many at once; a page shows one's own change at once."""

import contextlib
import datetime
import random
import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from groups.models import Origin
from households.actions import assign, release
from households.models import Enrolment, LivelihoodRound
from households.states import apply_rounds, apply_visits
from samma.progress import rollup_check, rollups
from samma.progress.models import DistrictRollup, VillageRollup
from samma.progress.numbers import bin_of, median_of
from samma.progress.totals import totals_by_area
from tests.factories import (
    DAY,
    make_assignment,
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_member,
    make_officer,
    make_otop,
    make_product,
    make_record,
    make_round,
    make_target,
    make_team,
    make_village,
    make_visit,
    make_year,
    train,
)
from villages.actions import hold_activity, recode, remove_target
from villages.models import ActivityKind, StaleVillage

pytestmark = pytest.mark.django_db
NOW = timezone.localdate()


def told(target):
    return VillageRollup.objects.get(pk=target.pk)


def wrong():
    return [sentence for district in rollup_check.districts() for sentence in rollup_check.differences(district)]


def test_a_village_is_counted_from_its_marks_and_the_marks_are_gone():
    officer, year = make_officer("3301"), make_year(2560)
    target = make_team(make_target(make_village("33010105"), year)).target_village
    first, second = make_enrolment(target, exemplary_on=DAY, exemplary_reason="บัญชีครัวเรือน"), make_enrolment(target)
    make_assignment(first, target.team.seated()[0])
    train(first)
    make_visit(first, officer, practising="yes")
    (
        make_round(first, DAY, income_farm=100, expense_needed=50),
        make_round(first, NOW, income_farm=150, expense_needed=40),
    )
    make_round(second, DAY, income_farm=100)
    make_member(make_group(target.village, year=year), first)
    make_record("33010105", year=2560, target_village=target)
    assert rollups.settle("3301") == 1
    row = told(target)
    assert (row.teams_complete, row.enrolled, row.assigned, row.trained, row.visited, row.visits) == (1, 2, 1, 1, 1, 1)
    assert (row.practising, row.practising_known, row.exemplary) == (1, 1, 1)
    assert (row.both_rounds, row.income_up, row.money_known, row.net_above) == (1, 1, 1, 1)
    assert row.gain_bins == {"50": 1} and (row.groups, row.groups_short, row.drafts, row.with_record) == (1, 1, 1, 0)
    assert row.step == "lead_course" and row.steps_done == 5
    assert not StaleVillage.objects.exists() and wrong() == []


def test_existing_groups_are_counted_apart_also_where_there_is_no_target_village(client):
    officer = make_officer("3301")
    target = make_target(make_village("33010105"))
    make_group(target.village, registered_on=DAY)
    for village in (target.village, make_village("33010106")):  # the second is no target of the year
        old = make_group(village, origin=Origin.EXISTING)
        chair = make_member(old, person="นางคำ ใจดี")
        old.terms.create(member=chair, position="chair", started=DAY)
        old.bylaws.create(text="ข้อ 1", adopted=DAY)
        old.fund.create(on=DAY, kind="opening", amount=100, item="เงินตั้งต้น")
        old.activities.create(on=DAY, what="จักสาน")
        make_otop(make_product(old, name="กระบุง", product_type=4))
    make_group(target.village, origin=Origin.EXISTING)
    rollups.settle("3301")

    def figures(row):
        programme = (row.groups, row.groups_complete, row.groups_short, row.registered, row.otop)
        return programme, (row.existing_groups, row.existing_complete, row.existing_registered, row.existing_otop)

    village = told(target)
    assert figures(village) == ((1, 0, 1, 1, 0), (2, 1, 0, 1)) and village.five_met == 0
    assert figures(DistrictRollup.objects.get()) == ((1, 0, 1, 1, 0), (3, 2, 0, 2)) and wrong() == []
    client.force_login(officer)
    home = client.get("/").context
    links = {one["label"]: (one["value"], one["url"]) for one in home["figures"]}
    links |= {card["title"]: (card["status"]["word"].split()[0], card["url"]) for card in home["work"]}
    for label, n in (("กลุ่มอาชีพ", "1"), ("กลุ่มเดิม (นับแยก)", "3"), ("กลุ่มอาชีพยังไม่ครบ 5ก", "2")):
        value, url = links[label]
        assert (value, str(len(client.get(url).context["rows"]))) == (n, n), label


def test_a_second_counting_without_a_mark_does_nothing(django_assert_num_queries):
    make_enrolment()
    rollups.settle("33")
    with django_assert_num_queries(1):
        assert rollups.settle("33") == 0


def test_an_unmarked_write_is_found_by_the_check():
    enrolment = make_enrolment()
    rollups.settle("TH")
    call_command("rebuild_rollups", check=True, verbosity=0)
    Enrolment.objects.filter(pk=enrolment.pk).update(left_on=DAY)
    with pytest.raises(CommandError, match="ไม่ตรง"):
        call_command("rebuild_rollups", check=True, verbosity=0)
    call_command("rebuild_rollups", verbosity=0)
    call_command("rebuild_rollups", check=True, verbosity=0)


def test_days_stay_true_as_they_pass_and_follow_the_rule_of_the_year():
    officer, year = make_officer("3301"), make_year(2560)
    target = make_target(make_village(), year)
    seen, promised, started = (make_enrolment(target) for _ in range(3))
    make_visit(seen, officer, on=DAY)
    make_visit(promised, officer, on=DAY, next_on=DAY + datetime.timedelta(days=50))
    make_assignment(started, make_team(target, seats=1).seated()[0])
    rollups.settle("3301")

    def late(days):
        totals = totals_by_area(officer, year, 4, DAY + datetime.timedelta(days=days))["3301"]
        return totals.overdue, totals.recent

    assert [late(n) for n in (0, 29, 30, 31, 51)] == [(0, 2), (0, 2), (0, 0), (2, 0), (3, 0)]
    year.visit_every_days = 60
    assert late(31) == (1, 0)


def test_median_is_read_from_bins():
    assert [bin_of(n) for n in (-500, -1, 0, 9.9, 10, 999)] == ["-100", "-10", "0", "0", "10", "300"]
    assert median_of({}) is None and median_of({"0": 1, "10": 2, "-20": 1}) == 5


def test_removed_and_renumbered_villages_leave_no_figures_behind():
    boss = make_department()
    kept, gone = make_target(make_village("33010105")), make_target(make_village("33010201"))
    make_enrolment(kept)
    rollups.settle("TH")
    remove_target(gone, by=boss)
    make_village("33020101")
    recode(kept.village, "33020102", by=boss)
    rollups.settle("TH")
    assert [(row.code, row.villages, row.enrolled) for row in DistrictRollup.objects.all()] == [("3302", 1, 1)]
    assert wrong() == []


def test_an_officer_sees_his_own_change_at_once_and_the_province_the_stored(client):
    target, officer = make_target(make_village("33010105")), make_officer("3301")
    enrolment = make_enrolment(target)
    rollups.settle("TH")
    apply_visits([make_visit(enrolment, officer)])
    client.force_login(make_clerk("33"))
    province = client.get("/").context
    assert province["rows"][0]["cells"][5]["text"] == "0"  # visited: not counted yet, and the page says of when it is
    client.force_login(officer)
    assert client.get("/").context["rows"][0]["cells"][6]["text"] == 1
    client.force_login(make_clerk("33"))
    assert client.get("/").context["rows"][0]["cells"][5]["text"] == "1"


def test_a_province_helps_itself_when_nobody_keeps_up(client):
    make_enrolment(make_target(make_village("33010105")))
    StaleVillage.objects.update(made_at=timezone.now() - datetime.timedelta(seconds=11))
    client.force_login(make_clerk("33"))
    assert client.get("/").context["rows"][0]["cells"][3]["text"] == "1"


def test_the_keeper_counts_what_waits():
    make_enrolment()
    call_command("keep_rollups", once=True)
    assert not StaleVillage.objects.exists() and wrong() == []


# --- whatever is done, by however many --------------------------------------------------------------------------------
def try_one_change(rng, places, officer):
    """A change that may be refused (days that overlap, a round that is there): then nothing is written."""
    with contextlib.suppress(ValidationError, IntegrityError):
        one_change(rng, places, officer)


def one_change(rng, places, officer):
    """Something that an office does, through the doors of the product."""
    target = rng.choice(places)
    enrolments = list(target.enrolments.order_by("pk"))
    enrolment = rng.choice(enrolments)
    what = rng.randrange(8)
    day = DAY + datetime.timedelta(days=rng.randrange(300))
    if what <= 1:
        make_visit(enrolment, officer, on=day, practising=rng.choice(["yes", "not_yet", ""]))
    elif what == 2 and not LivelihoodRound.objects.filter(enrolment=enrolment, on=day).exists():
        make_round(enrolment, day, income_farm=rng.randrange(9999), expense_needed=rng.randrange(9999))
    elif what == 3 and not enrolment.assignments.serving().exists():
        assign(enrolment, rng.choice(target.team.seated()[:2]), by=officer, today=day, reason="เหตุผลสมมุติ")
    elif what == 4:
        serving = enrolment.assignments.serving().first()
        if serving and serving.started <= day:
            release(serving, by=officer, today=day, reason="ขอเปลี่ยน")
    elif what == 5:
        hold_activity(target, ActivityKind.PREPARATION, day, by=officer)
    elif what == 6:
        visit = enrolment.visits.first()
        if visit is not None:
            visit.delete()
            apply_visits([visit])
    else:
        money = enrolment.rounds.first()
        if money is not None:
            money.delete()
            apply_rounds([money])


def places_for(n):
    year = make_year(2560)
    places = []
    for number in range(n):
        target = make_target(make_village(f"330{number % 2 + 1}01{number + 1:02}"), year)
        make_team(target, seats=2)
        for _ in range(3):
            make_enrolment(target)
        places.append(target)
    return places


def test_after_many_random_changes_the_rollups_equal_the_rows():
    rng, officer, places = random.Random(6), make_officer("33"), places_for(4)  # noqa: S311
    for n in range(150):
        try_one_change(rng, places, officer)
        if n % 17 == 0:
            rollups.settle(rng.choice(["3301", "3302"]))
    rollups.settle("TH")
    assert wrong() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_writers_and_two_counters_at_once():
    """1,000 random changes by 8 writers while pages count; afterwards what is stored is what the rows tell."""
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")
    officer, places, failed, over = make_officer("33"), places_for(8), [], threading.Event()

    def write(seed):
        rng = random.Random(seed)  # noqa: S311
        try:
            for _ in range(125):
                try_one_change(rng, places, officer)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    def count(district):
        try:
            while not over.is_set():
                rollups.settle(district)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(8)]
    counters = [threading.Thread(target=count, args=(district,)) for district in ("3301", "33")]
    for thread in [*writers, *counters]:
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in counters:
        thread.join()
    assert failed == []
    rollups.settle("TH")
    assert wrong() == [] and not StaleVillage.objects.exists()
