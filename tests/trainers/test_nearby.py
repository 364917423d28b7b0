"""Who teaches a trade near a village: in the order of distance, the same on both databases, and no more told than agreed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samma.distance import kilometres
from tests.factories import make_area, make_occupation, make_officer, make_sage, make_village
from trainers.models import LearningPlace
from trainers.nearby import places_near, point_of, sages_near
from villages.models import Area

pytestmark = pytest.mark.django_db


def village_at(code, name, lat, lon):
    village = make_village(code, name)
    village.lat, village.lon = lat, lon
    village.save()
    return village


@pytest.fixture
def here():
    return village_at("33010105", "โนนสมมุติ", 15.0, 104.0)


def test_the_database_counts_the_distance_that_python_counts(here):
    officer = make_officer()
    for n, (lat, lon) in enumerate([(15.0, 104.0), (15.05, 104.02), (14.9, 104.15), (15.2, 103.9)], 10):
        make_sage(village_at(f"330101{n}", f"โนน{n}", lat, lon))
    found = list(sages_near(point_of(here), 100, officer))
    assert len(found) == 4 and [s.km for s in found] == sorted(s.km for s in found)
    for sage in found:
        assert sage.km == pytest.approx(kilometres(15.0, 104.0, sage.village.lat, sage.village.lon), abs=0.001)
    assert kilometres(15.0, 104.0, 16.0, 104.0) == pytest.approx(111.195, abs=0.01)


def test_radius_and_trade_narrow_what_is_found(here):
    officer, weave, cook = make_officer(), make_occupation(), make_occupation("ทำน้ำพริก", "แปรรูปอาหาร")
    near = make_sage(here, expertise=weave)
    make_sage(here, expertise=cook)
    make_sage(village_at("33010110", "โนนไกล", 15.5, 104.0), expertise=weave)
    assert list(sages_near(point_of(here), 25, officer, trade=weave)) == [near]
    assert list(sages_near(point_of(here), 25, officer, trade=weave.parent)) == [near]
    assert sages_near(point_of(here), 100, officer, trade=weave).count() == 2


def test_a_village_without_coordinates_stands_in_its_tambon(here):
    Area.objects.filter(code="330102").update(lat=15.0, lon=104.0)
    far = make_sage(make_village("33010201", "ไม่มีพิกัด"))
    make_area("330102")
    Area.objects.filter(code="330102").update(lat=15.01, lon=104.0)
    place = LearningPlace.objects.create(village=far.village, name="ศูนย์กลางตำบล", lat=15.03, lon=104.0)
    officer = make_officer()
    assert sages_near(point_of(here), 10, officer).get(pk=far.pk).km == pytest.approx(1.112, abs=0.01)
    assert places_near(point_of(here), 10, officer).get(pk=place.pk).km == pytest.approx(3.336, abs=0.01)


def test_the_next_district_is_told_only_by_those_who_agreed_and_not_where_they_live(client, here):
    client.force_login(make_officer("3301"))
    other = village_at("33020101", "บ้านหลับลับ", 15.01, 104.0)
    Area.objects.filter(code="3302").update(lat=15.1, lon=104.0)
    named = make_sage(other, first_name="ยินยอม", consent=True, phone="0812345678")
    make_sage(other, first_name="ไม่ยินยอม")
    LearningPlace.objects.create(village=other, name="ศูนย์ยินยอม", consent=True)
    LearningPlace.objects.create(village=other, name="ศูนย์ลับ")
    page = client.get(reverse("sage-near"), {"village": here.pk, "km": 25}).content.decode()
    assert named.full_name in page and "ศูนย์ยินยอม" in page and "ติดต่อผ่าน สพอ." in page
    assert "ไม่ยินยอม " not in page and "ศูนย์ลับ" not in page and "หลับลับ" not in page and "0812345678" not in page
    assert "11 กม." in page and reverse("sage-detail", args=[named.pk]) not in page


def test_a_village_elsewhere_is_no_place_to_search_from(client, here):
    client.force_login(make_officer("3302"))
    page = client.get(reverse("sage-near"), {"village": here.pk}).content.decode()
    assert "โนนสมมุติ" not in page
    assert client.get(reverse("village-picker"), {"q": "โนน"}).json() == {"results": []}
    client.force_login(make_officer("3301"))
    assert client.get(reverse("village-picker"), {"q": "โนน"}).json()["results"][0]["id"] == here.pk


def test_the_search_costs_the_same_for_two_and_for_twenty(client, here):
    client.force_login(make_officer())
    make_sage(here)
    make_sage(here)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("sage-near"), {"village": here.pk, "km": 25})
        return len(queries)

    cost()
    two = cost()
    for n in range(18):
        LearningPlace.objects.create(village=here, name=f"ศูนย์{n}", owner=make_sage(here), trade_1=make_occupation())
    assert cost() == two
