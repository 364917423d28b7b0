"""Pages of villages: one page to take a village in, names kept from being overwritten, activities with pictures."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from samma.accounts.models import Event
from tests.factories import (
    DAY,
    make_area,
    make_clerk,
    make_department,
    make_officer,
    make_sage,
    make_target,
    make_trainer_user,
    make_village,
    make_year,
)
from villages.models import Activity, ActivityKind, Occupation, ProgrammeYear, TargetVillage, Village

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make_officer("3301")
    client.force_login(user)
    return user


def take_in(client, **changes):
    make_area("330101"), make_year(2560)
    data = {"tambon": "330101", "moo": "๕", "name": "โนนสมมุติ", "year": "2560", "alias": "", "note": ""}
    return client.post(reverse("target-new"), data | changes)


# --- taking a village in ----------------------------------------------------------------------------------------------
def test_one_page_makes_village_and_target_and_leads_to_its_page(client, officer):
    response = take_in(client)
    target = TargetVillage.objects.get()
    assert (target.village.code, target.village.name, target.year_id) == ("33010105", "โนนสมมุติ", 2560)
    assert response.url == reverse("target-detail", args=[target.pk])
    assert set(Event.objects.values_list("object_type", flat=True)) == {"villages.village", "villages.targetvillage"}


def test_village_that_exists_under_another_name_is_asked_about(client, officer):
    make_village("33010105", "โนนเดิม")
    asked = take_in(client, name="โนนใหม่")
    assert "มีในระบบแล้วในชื่อ “บ้านโนนเดิม”" in asked.content.decode() and not TargetVillage.objects.exists()
    take_in(client, name="โนนใหม่", confirmed="on")
    assert TargetVillage.objects.get().village.name == "โนนเดิม"


def test_same_village_with_and_without_the_word_village_is_one(client, officer):
    make_village("33010105", "โนนสมมุติ")
    take_in(client, name="บ้านโนนสมมุติ")
    assert Village.objects.count() == TargetVillage.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("moo", "0", "หมู่ที่ต้องเป็น 1 ถึง 99"),
        ("moo", "45", "มากกว่าที่พบทั่วไป"),
        ("year", "2599", "เลือก"),
        ("tambon", "330201", "เลือก"),
    ],
    ids=["no moo", "doubtful moo", "unknown year", "tambon of the next district"],
)
def test_wrong_village_is_refused_beside_its_field(client, officer, field, value, sentence):
    make_area("330201")
    errors = take_in(client, **{field: value}).context["form"].errors
    assert list(errors) == [field] and sentence in errors[field][0]
    assert not TargetVillage.objects.exists()


def test_second_time_in_a_year_is_told_on_the_page(client, officer):
    take_in(client)
    assert "เป็นหมู่บ้านเป้าหมายของปี 2560 แล้ว" in take_in(client).content.decode()


def test_tambons_to_choose_keep_to_the_posting(client):
    make_area("330101", "ในเขต"), make_area("530101", "นอกเขต")
    client.force_login(make_clerk("33"))
    found = client.get(reverse("tambon-picker"), {"q": "เขต"}).json()["results"]
    assert [one["id"] for one in found] == ["330101"]


# --- names and code ---------------------------------------------------------------------------------------------------
def test_edit_saves_village_and_note_together(client, officer):
    target = make_target()
    data = {"name": "โนนใหม่", "alias": "โนนกลาง", "lat": "15.1", "lon": "104.3", "version": 1}
    client.post(reverse("target-edit", args=[target.pk]), data | {"target-note": "ย้ายศาลา", "target-version": 1})
    target = TargetVillage.objects.get()
    assert (target.village.name, target.village.lat, target.note) == ("โนนใหม่", 15.1, "ย้ายศาลา")


def test_edit_over_a_newer_version_saves_neither_half(client, officer):
    target = make_target()
    Village.objects.update(name="ชื่อของคนอื่น", version=2)
    data = {"name": "ชื่อของฉัน", "alias": "", "version": 1, "target-note": "ของฉัน", "target-version": 1}
    page = client.post(reverse("target-edit", args=[target.pk]), data).content.decode()
    assert "ชื่อของคนอื่น" in page and "ชื่อของฉัน" in page
    target = TargetVillage.objects.get()
    assert (target.village.name, target.note, target.version) == ("ชื่อของคนอื่น", "", 1)


def test_recode_page_keeps_to_the_posting(client, officer):
    village = make_village()
    make_area("330102"), make_area("330201")
    url = reverse("village-recode", args=[village.pk])
    client.post(url, {"tambon": "330201", "moo": "1"})
    assert Village.objects.get().code == "33010105"
    client.post(url, {"tambon": "330102", "moo": "๗"})
    assert Village.objects.get().code == "33010207"


def test_village_list_finds_by_name_alias_and_code(client, officer):
    make_village("33010105", "โนนสมมุติ"), make_village("33010206", "ท่าสวน")
    Village.objects.filter(code="33010206").update(alias="ท่าเก่า")
    for words, found in [("บ้านโนน", "โนนสมมุติ"), ("ท่าเก่า", "ท่าสวน"), ("๓๓๐๑๐๒", "ท่าสวน")]:
        rows = client.get(reverse("village-list"), {"q": words}).context["rows"]
        assert [row["cells"][0]["text"] for row in rows] == [f"บ้าน{found}"]


def test_village_list_costs_the_same_for_two_and_twenty(client, officer, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(50) as counted:
            client.get(reverse("village-list"))
        return len(counted)

    for moo in (1, 2):
        make_target(make_village(f"330101{moo:02}"))
    few = queries()
    for moo in range(3, 21):
        make_target(make_village(f"330101{moo:02}"))
    assert queries() == few


# --- what took place --------------------------------------------------------------------------------------------------
def picture(name="a.png"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


# --- who may ----------------------------------------------------------------------------------------------------------
def pages_of(target):
    activity = Activity.objects.create(target_village=target, kind=ActivityKind.FORUM, on=DAY)
    return [
        reverse("target-edit", args=[target.pk]),
        reverse("target-remove", args=[target.pk]),
        reverse("activity-new", args=[target.pk]),
        reverse("activity-edit", args=[activity.pk]),
        reverse("village-edit", args=[target.village_id]),
        reverse("village-recode", args=[target.village_id]),
    ]


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: make_officer("3301"), 200),
        (lambda: make_clerk("33"), 403),
        (lambda: make_officer("3302"), 404),
        (lambda: make_clerk("34"), 404),
        (lambda: make_trainer_user(make_sage()), 404),
        (make_department, 200),
    ],
    ids=["officer", "reader", "next district", "next province", "trainer", "department"],
)
def test_pages_keep_to_the_area_and_the_role(client, make, status):
    urls = pages_of(make_target())
    client.force_login(make())
    assert [client.get(url).status_code for url in urls] == [status] * len(urls)


def test_remove_page_says_what_stands_in_the_way(client, officer):
    target = make_target()
    activity = Activity.objects.create(target_village=target, kind=ActivityKind.FORUM, on=DAY)
    url = reverse("target-remove", args=[target.pk])
    assert "เอาออกไม่ได้ เพราะมีข้อมูลแล้ว: กิจกรรม" in client.post(url, follow=True).content.decode()
    activity.delete()
    client.post(url)
    assert not TargetVillage.objects.exists()


def test_lists_are_kept_by_the_department(client):
    year, trade = make_year(2560), Occupation.objects.create(name="อื่น ๆ")
    urls = [
        reverse("year-new"),
        reverse("year-edit", args=[year.pk]),
        reverse("occupation-new"),
        reverse("occupation-edit", args=[trade.pk]),
    ]
    for user, status in [(make_officer(), 403), (make_department(), 200)]:
        client.force_login(user)
        assert [client.get(url).status_code for url in urls] == [status] * len(urls)
        assert client.get(reverse("year-list")).status_code == client.get(reverse("occupation-list")).status_code == 200


def test_department_changes_the_numbers_of_a_year_and_adds_one(client):
    year = make_year(2560)
    client.force_login(make_department())
    numbers = {
        "households_per_village": "๓๐",
        "households_per_trainer": "4",
        "people_trained": "",
        "group_minimum": "5",
        "lead_course_days": "4",
        "village_course_days": "5",
        "visit_every_days": "30",
        "first_visit_days": "30",
        "very_late_days": "30",
        "note": "",
    }
    client.post(reverse("year-edit", args=[year.pk]), numbers | {"version": 1})
    assert ProgrammeYear.objects.get(pk=2560).households_per_village == 30
    client.post(reverse("year-new"), numbers | {"year": "๒๕๗๑"})
    assert ProgrammeYear.objects.filter(pk=2571).exists()
    assert "มีปีงบประมาณนี้แล้ว" in client.post(reverse("year-new"), numbers | {"year": "2571"}).content.decode()
    assert "ปี พ.ศ." in client.post(reverse("year-new"), numbers | {"year": "2017"}).content.decode()


def test_occupation_stays_on_two_levels(client):
    client.force_login(make_department())
    client.post(reverse("occupation-new"), {"name": "จักสาน", "is_active": "on"})
    kind = Occupation.objects.get()
    client.post(reverse("occupation-new"), {"name": "สานไม้ไผ่", "parent": kind.pk, "is_active": "on"})
    other = Occupation.objects.create(name="บริการ")
    url = reverse("occupation-edit", args=[kind.pk])
    assert "มีอาชีพอยู่ข้างใต้" in client.post(url, {"name": "จักสาน", "parent": other.pk}).content.decode()
    again = client.post(reverse("occupation-new"), {"name": "จักสาน", "is_active": "on"}).content.decode()
    assert "มีประเภทอาชีพชื่อนี้แล้ว" in again and Occupation.objects.types().count() == 2
