"""The register: twenty households typed at once, asked when doubtful, refused in their cells, all or nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from households.models import Enrolment, Household
from households.register import enrolling
from samma.accounts.models import Event
from samma.people import Name
from tests.factories import (
    DAY,
    make_enrolment,
    make_household,
    make_occupation,
    make_officer,
    make_target,
    make_village,
)

pytestmark = pytest.mark.django_db

ROW = {
    "number": "",
    "participant": "",
    "relation": "",
    "phone": "",
    "occupation": "",
    "volunteer": "on",
    "house_code": "",
}


def sheet(*rows, **extra):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for n, row in enumerate(rows):
        data |= {f"form-{n}-{name}": value for name, value in (ROW | row).items()}
    return data | extra


def as_posted(enrolment, **changes):
    """The row of a known household as its page would send it."""
    household = enrolment.household
    return {
        "enrolment": enrolment.pk,
        "version": f"{enrolment.version}.{household.version}",
        "number": enrolment.number,
        "house_no": household.house_no,
        "head": household.full_name,
    } | changes


def post(client, target, data):
    return client.post(reverse("enrolment-grid", args=[target.pk]), data)


def new(n, **changes):
    names = ["นายบุญมี นาดี", "นางทองสุข ทุ่งทอง", "นายคำปัน สวนกล้วย", "นางแสงดาว แก้วใส", "นายประไพ ริมน้ำ"]
    return {"house_no": str(n + 1), "head": f"{names[n % 5]}{'กขคง'[n // 5]}"} | changes


def test_twenty_households_at_once(client, officer):
    target, trade = make_target(), make_occupation("ทอผ้า")
    rows = [new(n, occupation="ทอผ้า", phone="๐๘๑-๒๓๔๕๖๗๘" if n == 0 else "") for n in range(20)]
    response = post(client, target, sheet(*rows))
    assert response.status_code == 302, response.context["formset"].errors
    assert sorted(target.enrolments.values_list("number", flat=True)) == list(range(1, 21))
    first = target.enrolments.get(number=1)
    assert (first.household.title, first.household.first_name) == ("นาย", "บุญมี")
    assert first.household.phone == "0812345678" and first.occupation == trade
    assert Event.objects.filter(verb="enrol", who=officer).count() == 20


def test_one_wrong_cell_keeps_all_rows_out_and_all_that_was_typed(client, officer):
    target = make_target()
    page = post(client, target, sheet(new(0), new(1, occupation="ทอผ้าวิเศษ"), new(2, phone="12"))).content.decode()
    assert not Household.objects.exists()
    assert "ไม่มีอาชีพนี้ในรายการ" in page and "หมายเลขโทรศัพท์ต้องมี 9–10 หลัก" in page
    assert "นายบุญมี นาดีก" in page and "ทอผ้าวิเศษ" in page


def test_household_of_another_year_is_taken_up_again(client, officer):
    target = make_target()
    known = make_household(target.village, house_no="12/3", title="นาง", first_name="สมใจ", last_name="ใจงาม")
    response = post(client, target, sheet({"house_no": "๑๒/๓", "head": "สมใจ  ใจงาม"}))
    assert response.status_code == 302
    assert Enrolment.objects.get().household == known and Household.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "question"),
    [
        ({"house_no": "12", "head": "นายทองดี มีสุข"}, "ในหมู่บ้านมีครัวเรือนที่ใกล้เคียง"),
        ({"house_no": "9", "head": "นางสมใน ใจงาม"}, "ในหมู่บ้านมีครัวเรือนที่ใกล้เคียง"),
        ({"house_no": "45 ม.5", "head": "นายทองดี มีสุข"}, "ต่างจากที่พบทั่วไป"),
        ({"house_no": "7", "head": "นายทองดี มีสุข", "volunteer": ""}, "ยังไม่ได้เลือกสมัครใจ"),
    ],
    ids=["house number twice", "near name", "odd house number", "no volunteer"],
)
def test_doubtful_row_is_asked_then_kept(client, officer, row, question):
    target = make_target()
    make_household(target.village, house_no="12", title="นาง", first_name="สมใจ", last_name="ใจงาม")
    data = sheet(row)
    if row.get("volunteer") == "":
        del data["form-0-volunteer"]
    assert question in post(client, target, data).content.decode()
    assert not Enrolment.objects.exists()
    assert post(client, target, data | {"form-0-confirmed": "on"}).status_code == 302
    assert Enrolment.objects.get().household.full_name == row["head"]
    assert question in str(Event.objects.get(verb="confirm").detail["confirmed"])


def test_same_household_twice_in_the_sheet_is_refused(client, officer):
    target = make_target()
    page = post(client, target, sheet(new(0), new(0))).content.decode()
    assert "ครัวเรือนนี้ซ้ำกันในตาราง" in page and not Household.objects.exists()


def test_more_than_the_years_number_needs_a_reason_that_is_kept(client, officer):
    target = make_target()
    target.year.households_per_village = 2
    target.year.save()
    rows = sheet(new(0), new(1), new(2))
    page = post(client, target, rows).content.decode()
    assert "กำหนด 2 ครัวเรือนต่อหมู่บ้าน ตารางนี้มี 3 ครัวเรือน" in page and 'name="over_reason"' in page
    assert not Enrolment.objects.exists()
    post(client, target, rows | {"over_reason": "ผู้ใหญ่บ้านขอเพิ่ม"})
    assert Enrolment.objects.count() == 3
    assert Event.objects.get(verb="enrol over").detail["reason"] == "ผู้ใหญ่บ้านขอเพิ่ม"
    for page in ("enrolment-grid", "target-detail"):
        assert "ผู้ใหญ่บ้านขอเพิ่ม" in client.get(reverse(page, args=[target.pk])).content.decode()


def test_known_rows_are_mended_and_may_change_places(client, officer):
    target = make_target()
    first, second = make_enrolment(target, number=1), make_enrolment(target, number=2)
    rows = sheet(as_posted(first, number=2, participant="นางไพลิน ใจงาม", relation="ภรรยา"), as_posted(second, number=1))
    response = post(client, target, rows | {"form-INITIAL_FORMS": 2})
    assert response.status_code == 302, response.context["formset"].errors
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number, second.number, first.participant) == (2, 1, "นางไพลิน ใจงาม")
    assert first.household.version == 1, "an untouched household is not written"


def test_row_saved_by_another_meanwhile_is_not_written_over(client, officer):
    target = make_target()
    enrolment = make_enrolment(target, number=1)
    opened = as_posted(enrolment, number=5, participant="นายอินทร์ ริมน้ำ")
    Enrolment.objects.filter(pk=enrolment.pk).update(participant="นางเกษร ริมน้ำ", version=2)
    response = post(client, target, sheet(opened))
    page = response.content.decode()
    assert "นายอินทร์ ริมน้ำ" in page and "นางเกษร ริมน้ำ" in page and "ยังไม่ได้บันทึกทับ" in page
    enrolment.refresh_from_db()
    assert (enrolment.participant, enrolment.number) == ("นางเกษร ริมน้ำ", 1)
    enrolment.version = 2
    assert post(client, target, sheet(as_posted(enrolment, participant="นายอินทร์ ริมน้ำ"))).status_code == 302


def test_row_of_another_village_is_never_mended_through_this_one(client, officer):
    target, elsewhere = make_target(), make_enrolment(make_target(make_village("33020101")))
    assert post(client, target, sheet(as_posted(elsewhere, participant="คนอื่น"))).status_code == 404
    elsewhere.refresh_from_db()
    assert elsewhere.participant == ""


def test_house_code_of_another_household_is_refused_in_its_cell(client, officer):
    target = make_target()
    make_household(make_village("33020101"), house_code="33010000001")
    response = post(client, target, sheet(new(0, house_code="33010000001")))
    assert "มีครัวเรือนที่ใช้รหัสประจำบ้านนี้แล้ว" in str(response.context["formset"].errors[0]["house_code"])
    assert Household.objects.count() == 1


def test_page_offers_the_years_number_of_rows(client, officer):
    target = make_target()
    make_enrolment(target, number=7)
    formset = client.get(reverse("enrolment-grid", args=[target.pk])).context["formset"]
    assert len(formset.forms) == 20 and formset.forms[1].initial["number"] == 8


def test_enrol_refuses_a_number_that_is_taken():
    target, officer = make_target(), make_officer()
    make_enrolment(target, number=3)
    row = enrolling.RegisterRow(house_no="8", head=Name("นาย", "บุญมี", "นาดี"), number=3)
    with pytest.raises(ValidationError, match="ลำดับที่ 3 แล้ว"):
        enrolling.enrol(target, row, by=officer, today=DAY)
    assert enrolling.enrol(target, enrolling.RegisterRow("8", row.head), by=officer, today=DAY).number == 4


def test_an_emptied_number_keeps_its_place(client, officer):
    enrolment = make_enrolment(number=3)

    response = post(client, enrolment.target_village, sheet(as_posted(enrolment, number="")))

    assert response.status_code == 302, response.context["formset"].errors
    assert Enrolment.objects.get().number == 3
