"""Invented districts: whole, the same for the same seed, in order with every rule, and never beside people's own rows."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models

from groups.models import Group
from groups.rules import unmet
from groups.standing import standings_of
from households import states
from households.models import Assignment, Attendance, Enrolment, EnrolmentState, LivelihoodRound, Visit
from samma.accounts.models import User
from samma.progress.consistency import findings
from samma.progress.generator.loading import generate
from samma.progress.generator.places import VILLAGES, places_under
from samma.progress.generator.village import tables_of
from samma.scope import WHOLE_COUNTRY
from tests.factories import make_officer, make_record, make_village, make_year
from trainers.models import Team
from villages.models import Area, TargetVillage, Village

pytestmark = pytest.mark.django_db
UNTIL = datetime.date(2026, 11, 21)
DISTRICT = "3303"


@pytest.fixture
def areas():
    """The country's areas and lists, as every office has them."""
    call_command("load_areas", stdout=io.StringIO())


def small(monkeypatch, district=DISTRICT, **options):
    """The first five villages of a district."""
    few = places_under(district)[:5]
    monkeypatch.setattr("samma.progress.generator.loading.places_under", lambda prefix: few)
    return generate(district, **{"seed": 1, "visits": 6, "until": UNTIL} | options)


def contents():
    """Every generated row without its number in the table."""
    found = {}
    for model in tables_of(make_year(2569)):
        names = [
            f.attname for f in model._meta.concrete_fields if not isinstance(f, models.AutoField | models.ForeignKey)
        ]
        found[model.__name__] = sorted(map(repr, model._base_manager.values_list(*names)))
    return found


def test_the_country_has_the_villages_of_the_programme_and_each_of_its_districts_the_same(areas):
    country = places_under(WHOLE_COUNTRY)
    assert len(country) == len({place.code for place in country}) == VILLAGES
    for prefix in ("3303", "33"):
        assert places_under(prefix) == [place for place in country if place.code.startswith(prefix)]


def test_a_district_is_in_order_with_every_rule(areas, monkeypatch):
    rows = small(monkeypatch)

    assert rows["households.enrolment"] == Enrolment.objects.count() == 100
    assert TargetVillage.objects.count() == Team.objects.count() == 5
    assert Assignment.objects.count() >= 96 and Attendance.objects.count() > 400
    assert LivelihoodRound.objects.count() > 150 and Visit.objects.count() > 500
    assert list(findings()) == []
    connection.check_constraints()


def test_the_states_it_writes_are_those_of_the_raw_rows(areas, monkeypatch):
    small(monkeypatch, visits=12)
    written = list(EnrolmentState.objects.order_by("pk").values())
    states.rebuild(Enrolment.objects.all())
    assert list(EnrolmentState.objects.order_by("pk").values()) == written
    assert {state["visits"] for state in written} == {0, 12} and {state["rounds"] for state in written} == {1, 2}


def test_rows_are_what_the_product_itself_would_have_stored(areas, monkeypatch):
    """Sort keys, mended Thai and copied codes: each row validates, and saving it again changes nothing."""
    small(monkeypatch)
    for model in tables_of(make_year(2569)):
        for row in model._base_manager.order_by("pk")[:40]:
            before = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
            row.clean_fields(exclude=[f.name for f in model._meta.fields if f.blank])
            row.validate_constraints()
            after = {
                f.attname: f.pre_save(row, add=False) for f in model._meta.concrete_fields if f.name != "received_at"
            }
            assert before | after == before


def test_some_groups_have_the_five_elements_and_only_those_are_registered(areas, monkeypatch):
    monkeypatch.setattr("samma.progress.generator.loading.CHUNK", 3)
    few = places_under("33")[:20]
    monkeypatch.setattr("samma.progress.generator.loading.places_under", lambda prefix: few)
    generate("33", seed=3, visits=0, until=UNTIL)
    groups = list(Group.objects.select_related("occupation", "year"))
    standings = standings_of(groups)
    registered = {group.pk for group in groups if group.registered_on}
    assert registered and registered < {group.pk for group in groups}
    assert all(not unmet(standings[pk]) for pk in registered)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(areas, monkeypatch):
    from django.db import transaction

    seen = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            small(monkeypatch, seed=seed)
            seen.append(contents())
            transaction.set_rollback(True)
    assert seen[0] == seen[1] and seen[0]["Visit"]
    assert seen[0]["Household"] != seen[2]["Household"]


def test_a_second_district_goes_beside_the_first_and_the_first_not_twice(areas, monkeypatch):
    small(monkeypatch)
    with pytest.raises(Exception, match="สร้างข้อมูลสมมุติของพื้นที่ 3303 ไว้แล้ว"):
        small(monkeypatch)
    monkeypatch.undo()
    small(monkeypatch, "3304")
    assert Village.objects.count() == 10 and list(findings()) == []
    assert set(User.objects.values_list("username", flat=True)) == {"gen-3303", "gen-3304"}
    fresh = make_village("33050101")
    assert fresh.pk > Village.objects.exclude(pk=fresh.pk).aggregate(last=models.Max("pk"))["last"]


@pytest.mark.parametrize("real", [make_village, make_officer, make_record], ids=["village", "account", "record"])
def test_it_refuses_beside_rows_that_people_entered(areas, monkeypatch, real):
    real()
    with pytest.raises(Exception, match="ไม่สร้างข้อมูลสมมุติปนกับข้อมูลจริง"):
        small(monkeypatch)
    assert not Enrolment.objects.exists()


def test_it_refuses_where_a_person_added_a_row_to_an_invented_district(areas, monkeypatch):
    small(monkeypatch)
    Visit.objects.first().delete()
    with pytest.raises(Exception, match="การเยี่ยมติดตามที่ไม่ได้สร้างจากคำสั่งนี้"):
        small(monkeypatch, "3304")


def test_the_command_asks_for_the_flag_where_debug_is_off(areas, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--force"):
        call_command("generate", district=DISTRICT)
    told = io.StringIO()
    call_command("generate", district=DISTRICT, visits_per_household=1, force=True, stdout=told)
    assert "ครัวเรือน" in told.getvalue() and Area.objects.filter(code=DISTRICT).exists()
    assert Village.objects.count() == len(places_under(DISTRICT))


@pytest.mark.parametrize(
    "wrong", [{"district": "33"}, {"province": "99"}, {"district": "3303", "visits_per_household": 999}]
)
def test_wrong_places_and_numbers_are_told(areas, settings, wrong):
    settings.DEBUG = True
    with pytest.raises(CommandError):
        call_command("generate", **wrong)


def test_an_error_while_rows_are_made_leaves_nothing_behind(areas, monkeypatch):
    def broken(self):
        raise RuntimeError("made to fail")

    monkeypatch.setattr("samma.progress.generator.village.Maker._course", broken)
    with pytest.raises(RuntimeError, match="made to fail"):
        small(monkeypatch)
    assert not Village.objects.exists() and not User.objects.exists()
