"""The list and one record: found by words and filters, at the same cost for two and for twenty, inside one's area."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from samma.knowledge import actions
from samma.knowledge.models import KnowledgeRecord, State
from samma.photos import clean_photo
from tests.factories import (
    make_area,
    make_clerk,
    make_officer,
    make_record,
    make_sage,
    make_target,
    make_trainer_user,
    make_user,
    make_village,
)
from tests.knowledge.pages import at, make_written

pytestmark = pytest.mark.django_db
PAGES = ["record-detail", "record-edit", "record-photos", "record-delete", "record-print"]
STEPS = ["record-submit", "record-approve", "record-return", "record-publish", "record-unpublish"]


def titles(answer):
    return [row["cells"][0]["text"] for row in answer.context["rows"]]


def picture(name="ภาพ.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ทอผ้า", ["ทอผ้าไหม"]),
        ("q=สมใจ", ["ปุ๋ยหมัก"]),
        ("year=2560", ["ปุ๋ยหมัก"]),
        ("state=submitted", ["ทอผ้าไหม"]),
        ("state=sent", ["ทอผ้าไหม"]),
        ("form=district-2560", ["ปุ๋ยหมัก"]),
        ("level=หน่วยงาน", ["ทอผ้าไหม"]),
        ("area=330101", ["ปุ๋ยหมัก"]),
        ("category=สร้างสรรค์ชุมชนพึ่งตนเองได้", ["ทอผ้าไหม"]),
        ("", ["ทอผ้าไหม", "ปุ๋ยหมัก"]),
    ],
)
def test_list_is_searched_and_narrowed(client, query, found):
    make_area("330101")
    make_target()
    make_target(year=make_target().year)
    make_record("33010105", title="ปุ๋ยหมัก", owner="นางสมใจ ใจงาม", year=2560, form="district-2560")
    make_record(
        "3301", title="ทอผ้าไหม", state=State.SUBMITTED, level="หน่วยงาน", category="สร้างสรรค์ชุมชนพึ่งตนเองได้"
    )  # fmt: skip
    make_record("3302", title="ของอำเภออื่น")
    client.force_login(make_officer("3301"))

    assert titles(client.get(f"{reverse('record-list')}?{query}")) == found


def test_list_costs_the_same_for_two_and_for_twenty(client, django_assert_num_queries):
    make_area("330101")
    client.force_login(make_clerk("33"))
    for n in range(2):
        make_record("33010105", title=f"เรื่อง {n}")
    client.get(reverse("record-list"))

    with CaptureQueriesContext(connection) as few:
        client.get(reverse("record-list"))
    for n in range(18):
        make_record("33010105", title=f"อีก {n}")

    with django_assert_num_queries(len(few)):
        client.get(reverse("record-list"))


def test_clerk_opens_the_paper_from_the_list(client):
    record = make_record("3301")
    client.force_login(make_clerk("33"))

    page = client.get(reverse("record-list"))

    assert page.context["rows"][0]["cells"][-1]["url"] == at("record-print", record)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("area_code", "status"), [("3302", 404), ("", 404), ("3301", 200)], ids=["next district", "no posting", "own"]
)
def test_pages_of_a_record_keep_to_the_area(client, name, area_code, status):
    make_area("330101")
    record = make_record("3301")
    client.force_login(make_officer(area_code))

    assert client.get(at(name, record)).status_code == status


@pytest.mark.parametrize("name", STEPS)
def test_steps_of_a_record_elsewhere_do_not_exist(client, name):
    record = make_written("3302", state=State.SUBMITTED)
    client.force_login(make_user("province", "3301"))

    assert client.post(at(name, record)).status_code == 404


def test_photo_keeps_to_the_area(client):
    record = make_record("3301")
    (photo,) = actions.add_photos(record, [clean_photo(picture())], by=make_officer())

    for area_code, status in [("3301", 200), ("3302", 404)]:
        client.force_login(make_officer(area_code))
        answer = client.get(reverse("photo", args=[photo.pk]))
        assert answer.status_code == status and answer.getvalue()


def test_a_trainer_sees_no_record(client):
    record = make_record("3301")
    client.force_login(make_trainer_user(make_sage()))

    assert client.get(at("record-detail", record)).status_code == 404
    assert client.get(reverse("record-list")).status_code == 404


def test_detail_costs_the_same_for_two_sections_and_twenty(client, django_assert_max_num_queries):
    make_area("330101")
    record = make_written("33010105")
    client.force_login(make_officer())
    with django_assert_max_num_queries(25) as few:
        client.get(at("record-detail", record))
    for n in range(3, 21):
        record.sections.create(order=n, heading=f"หัวข้อ {n}", body="ข้อความ")

    with django_assert_max_num_queries(len(few)):
        client.get(at("record-detail", record))


def test_new_record_of_a_village_takes_its_place_year_and_the_officers_office(client):
    target = make_target(make_village("33010105"))
    officer = make_officer("3301", office="สำนักงานพัฒนาชุมชนอำเภอสมมุติ", first_name="สมใจ", last_name="ใจงาม")
    client.force_login(officer)
    url = f"{reverse('record-new')}?village={target.pk}"

    answer = client.post(url, {"form": "district-2560", "title": "กล้วยตาก", "is_mine": "on"})

    record = KnowledgeRecord.objects.get()
    assert answer.url == at("record-edit", record)
    assert (record.area_code, record.year, record.target_village) == ("33010105", target.year_id, target)
    assert (record.office, record.owner) == ("สำนักงานพัฒนาชุมชนอำเภอสมมุติ", "สมใจ ใจงาม")
    assert [s.number for s in record.sections.all()] == ["๓", "๔", "4.1", "4.2", "5", "6"]


def test_new_record_offers_the_form_of_the_villages_year(client):
    target = make_target(make_village("33010105"))
    client.force_login(make_officer("3301"))

    page = client.get(f"{reverse('record-new')}?village={target.pk}")

    assert page.context["form"]["form"].value() == "district-2560"


def test_village_of_elsewhere_is_not_there_for_a_new_record(client):
    target = make_target(make_village("33020105"))
    client.force_login(make_officer("3301"))

    assert client.get(f"{reverse('record-new')}?village={target.pk}").status_code == 404
    assert client.get(f"{reverse('record-new')}?village=x").status_code == 404


def test_place_of_elsewhere_is_no_choice_for_a_new_record(client):
    make_area("330101")
    make_area("330201")
    client.force_login(make_officer("3301"))

    page = client.post(
        reverse("record-new"), {"form": "district-2560", "title": "ก", "year": "2561", "area_code": "3302"}
    )

    assert page.context["form"].errors["area_code"]
    assert not KnowledgeRecord.objects.exists()


def test_photos_are_added_named_sorted_and_taken_out(client):
    make_area("330101")
    record = make_record("3301")
    client.force_login(make_officer())
    url = at("record-photos", record)

    client.post(url, {"add": "1", "photos": [picture("ก.jpg"), picture("ข.jpg"), picture("ค.jpg")]})
    first, second, third = record.photos.all()
    data = {"photos-TOTAL_FORMS": 3, "photos-INITIAL_FORMS": 3}
    for n, (photo, order) in enumerate([(first, 2), (second, 1), (third, 3)]):
        data |= {f"photos-{n}-pk": photo.pk, f"photos-{n}-order": order, f"photos-{n}-caption": f"ภาพ {order}"}
    client.post(url, data | {"photos-2-drop": "on"})

    assert [p.caption for p in record.photos.all()] == ["ภาพ 1", "ภาพ 2"]
    assert not third.image.storage.exists(third.image.name)
    assert (first.width, first.height) == (40, 30)


def test_photo_row_of_another_record_is_left_alone(client):
    make_area("330101")
    mine, other = make_record("3301"), make_record("3301")
    (photo,) = actions.add_photos(other, [clean_photo(picture())], by=make_officer())
    client.force_login(make_officer())

    data = {"photos-TOTAL_FORMS": 1, "photos-INITIAL_FORMS": 1, "photos-0-pk": photo.pk, "photos-0-order": 1}
    client.post(at("record-photos", mine), data | {"photos-0-DELETE": "on"})

    assert other.photos.count() == 1


def test_a_file_that_is_no_picture_is_told(client):
    make_area("330101")
    record = make_record("3301")
    client.force_login(make_officer())

    page = client.post(at("record-photos", record), {"add": "1", "photos": [SimpleUploadedFile("ข.jpg", b"no")]})

    assert "อ่านไฟล์ภาพไม่ได้" in page.content.decode()
    assert not record.photos.exists()


def test_a_draft_that_was_never_sent_can_be_deleted_and_one_that_was_cannot(client):
    make_area("330101")
    fresh, sent = make_record("3301"), make_written("3301")
    officer = make_officer()
    actions.submit(sent, by=officer)
    actions.give_back(sent, "แก้", by=make_clerk())
    client.force_login(officer)

    client.post(at("record-delete", fresh))
    client.post(at("record-delete", sent))

    assert list(KnowledgeRecord.objects.all()) == [sent]
