"""Areas come in whole, once, and what the department keeps is never written over."""

import io

import pytest
from django.core.management import call_command

from samma.accounts.models import Event
from tests.factories import make_occupation, make_village, make_year
from villages.models import Area, Occupation, ProgrammeYear, UsualStep, Village

pytestmark = pytest.mark.django_db


def load():
    out = io.StringIO()
    call_command("load_areas", stdout=out)
    return out.getvalue()


def test_areas_come_whole_and_the_second_time_costs_nothing(django_assert_max_num_queries):
    assert "77 จังหวัด 928 อำเภอ 7,436 ตำบล" in load()
    assert Area.objects.provinces().count() == 77
    assert Area.objects.districts().count() == 928
    assert Area.objects.tambons().count() == 7436
    assert Area.objects.get(code="3301").full_name == "อำเภอเมืองศรีสะเกษ"
    assert Area.objects.get(code="10").full_name == "กรุงเทพมหานคร"
    with django_assert_max_num_queries(2):
        assert "ปัจจุบันแล้ว" in load()


def test_areas_are_in_thai_order():
    load()
    first = Area.objects.provinces().order_by("sort_key").values_list("name_th", flat=True)[:4]
    assert list(first) == ["กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี", "กาฬสินธุ์"]


def test_lost_and_changed_areas_come_back_and_villages_stay():
    load()
    village = make_village("33010105")
    Area.objects.filter(code="330101").update(name_th="ผิด")
    Area.objects.filter(code="960101").delete()
    load()
    assert Area.objects.get(code="330101").name_th == "เมืองเหนือ"
    assert Area.objects.filter(code="960101").exists()
    assert Village.objects.get(pk=village.pk).tambon_id == "330101"


def test_years_of_the_programme_are_seeded_and_never_written_over():
    make_year(2561, households_per_village=30)
    load()
    seeded = ProgrammeYear.objects.get(year=2560)
    assert (seeded.households_per_village, seeded.households_per_trainer, seeded.group_minimum) == (20, 4, 5)
    assert (seeded.lead_course_days, seeded.village_course_days, seeded.people_trained) == (4, 5, None)
    kept = ProgrammeYear.objects.get(year=2561)
    assert (kept.households_per_village, kept.people_trained) == (30, None)
    assert ProgrammeYear.objects.filter(year__range=(2560, 2570)).count() == 11


def test_2561_trains_26_people_and_still_one_to_four():
    load()
    year = ProgrammeYear.objects.get(year=2561)
    assert (year.people_trained, year.households_per_village, year.households_per_trainer) == (26, 20, 4)


def test_occupations_have_two_levels_and_a_renamed_one_does_not_return():
    weaving = make_occupation("ทอผ้า", "ผ้า/สิ่งทอ")
    load()
    assert Occupation.objects.get(name="ทอผ้า") == weaving
    assert Occupation.objects.types().filter(name="ท่องเที่ยวโดยชุมชน").exists()
    assert not Occupation.objects.types().filter(trades=None).exists()
    Occupation.objects.filter(name="ทำขนมไทย").update(name="ทำขนมพื้นบ้าน")
    Event.objects.all()._raw_delete(Event.objects.db)  # as if the files had changed: no checksum remembered …
    Event.objects.create(
        verb="load_areas", object_type="villages.area", object_id="TH", detail={"checksum": "older", "areas": 0}
    )
    load()
    assert not Occupation.objects.filter(name="ทำขนมไทย").exists()


def test_years_get_their_usual_steps_once_and_what_is_known_of_each(django_assert_max_num_queries):
    load()
    assert ProgrammeYear.objects.get(year=2569).people_trained == 30
    assert ProgrammeYear.objects.get(year=2562).target_villages == 14_000
    assert set(UsualStep.objects.values_list("year", flat=True).distinct()) == set(range(2560, 2571))
    first = UsualStep.objects.filter(year=2560)
    assert first.filter(kind="course").count() == 5 and first.filter(kind="working_group").exists()
    UsualStep.objects.filter(year=2560).exclude(kind="course").delete()
    Area.objects.filter(code="960101").delete()  # so that the files are read again
    load()
    assert UsualStep.objects.filter(year=2560).count() == 5
