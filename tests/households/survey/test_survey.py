"""The demand survey: a sheet for twenty households, a page for one; volunteers join the register without being typed again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import DemandSurvey, Enrolment, Household, OccupationWish
from samma.accounts.models import Event
from samma.thai import ThaiNumberError, rai, read_rai
from tests.factories import (
    make_clerk,
    make_enrolment,
    make_household,
    make_occupation,
    make_officer,
    make_survey,
    make_target,
    make_year,
)

pytestmark = pytest.mark.django_db


def sheet(*rows, day="3/3/2560", **more):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "sheet-surveyed_on": day}
    for n, row in enumerate(rows):
        data |= {f"form-{n}-{name}": value for name, value in row.items()}
    return data | {"sheet-surveyor": "พัฒนากร"} | more


def answers(house_no, head, **more):
    return {"house_no": house_no, "head": head, "volunteer": "on"} | more


def grid(target):
    return reverse("demand-grid", args=[target.pk])


def wishes_of(survey):
    return [(wish.rank, wish.occupation.name, wish.reason) for wish in survey.wishes.all()]


def test_a_sheet_makes_households_and_surveys_with_wishes_and_reasons(client, officer):
    target = make_target()
    make_occupation(), make_occupation("ทำน้ำพริก", "แปรรูปอาหาร")
    first = answers(
        "๑๒/๓", "นางสมใจ นาดี", wish_1="ทอผ้า", reason_1="มีกี่อยู่แล้ว", wish_2="ทำน้ำพริก", land_rai="3-2-0", income="84,000"
    )
    second = answers("15", "นายบุญมี ใจงาม", labour="2") | {"volunteer": ""}
    assert client.post(grid(target), sheet(first, second, {"volunteer": "on"})).status_code == 302
    one = DemandSurvey.objects.get(household__first_name="สมใจ")
    assert (one.household.house_no, one.land_rai, one.income, one.surveyor) == ("12/3", 3.5, 84_000, "พัฒนากร")
    assert wishes_of(one) == [(1, "ทอผ้า", "มีกี่อยู่แล้ว"), (2, "ทำน้ำพริก", "")]
    two = DemandSurvey.objects.get(household__first_name="บุญมี")
    assert (two.volunteer, two.labour, two.village_code) == (False, 2, "33010105")
    page = client.get(reverse("demand-list", args=[target.pk])).content.decode()
    assert "2 รายการ สมัครใจ 1 ครัวเรือน" in page and "ที่ดิน 3.5 ไร่" in page and "(มีกี่อยู่แล้ว)" in page
    assert Event.objects.filter(verb="survey").count() == 2


def test_enrolled_households_wait_in_the_sheet_and_keep_their_names(client, officer):
    enrolment = make_enrolment(household=make_household(house_no="7", first_name="ทองสุข", last_name="นาดี"))
    make_occupation()
    target = enrolment.target_village
    form = client.get(grid(target)).context["formset"].forms[0]
    row = {"household": enrolment.household_id, "house_no": "7", "head": form["head"].value(), "volunteer": "on"}
    said = client.post(grid(target), sheet(row | {"head": "นางใครอื่น นาดี", "work": "ทำนา"})).content.decode()
    assert "แก้บ้านเลขที่และชื่อหัวหน้าครัวเรือนได้ที่หน้าครัวเรือน" in said and not DemandSurvey.objects.exists()
    assert client.post(grid(target), sheet(row | {"wish_1": "ทอผ้า"})).status_code == 302
    assert [wish.occupation.name for wish in Enrolment.objects.get().wishes] == ["ทอผ้า"]
    assert Household.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"wish_1": "ขับยานอวกาศ"}, "ไม่มีอาชีพนี้ในรายการ"),
        ({"wish_1": "ทอผ้า", "wish_2": "ทอผ้า"}, "เลือกอาชีพนี้แล้วในอันดับก่อน"),
        ({"wish_2": "ทอผ้า"}, "อันดับ 1 ก่อน"),
        ({"reason_1": "ชอบ"}, "โปรดใส่อาชีพที่อยากเรียน"),
        ({"land_rai": "กว้างมาก"}, "พิมพ์เป็นไร่"),
        ({"land_rai": "450"}, "ยืนยันว่าถูกต้อง"),
        ({"income": "9,000,000"}, "ยืนยันว่าถูกต้อง"),
        ({"labour": "40"}, "ยืนยันว่าถูกต้อง"),
        ({"house_no": "วัดเหนือ"}, "ต่างจากที่พบทั่วไป"),
        ({"head": ""}, "โปรดใส่ชื่อหัวหน้าครัวเรือน"),
    ],
)
def test_wrong_and_doubtful_cells_are_told_where_they_stand(client, officer, cells, sentence):
    make_occupation()
    target = make_target()
    page = client.post(grid(target), sheet(answers("12", "นางสมใจ นาดี") | cells)).content.decode()
    assert sentence in page and not DemandSurvey.objects.exists()


def test_what_another_saved_meanwhile_is_shown_beside_and_not_written_over(client, officer):
    survey = make_survey(work="ทำนา", version=2)
    row = {"household": survey.household_id, "survey": survey.pk, "version": "1", "volunteer": "on"}
    row |= {"house_no": survey.household.house_no, "head": survey.household.full_name, "work": "ทำสวน"}
    page = client.post(grid(survey.target_village), sheet(row)).content.decode()
    assert "ยังไม่ได้บันทึกทับ" in page and "ทำนา" in page
    survey.refresh_from_db()
    assert survey.work == "ทำนา"
    client.post(grid(survey.target_village), sheet(row | {"version": "2"}))
    survey.refresh_from_db()
    assert (survey.work, survey.version) == ("ทำสวน", 3)


def test_one_household_on_its_page(client, officer):
    target = make_target()
    make_occupation()
    told = answers("12", "นางสมใจ นาดี", wish_1="ทอผ้า", reason_1="ชอบ", surveyed_on="3/3/2560", signed_by="นางสมใจ นาดี")
    told |= {"debt": "20,000", "debt_to": "ธ.ก.ส.", "second_work": "รับจ้าง", "materials": "ด้าย"}
    assert client.post(reverse("survey-new", args=[target.pk]), told).status_code == 302
    survey = DemandSurvey.objects.get()
    assert (survey.debt_to, survey.signed_by, survey.second_work) == ("ธ.ก.ส.", "นางสมใจ นาดี", "รับจ้าง")
    url = reverse("survey-edit", args=[survey.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"surveyed_on": "3/3/2560", "volunteer": "on"}
    client.post(url, data | {"wish_1": "", "reason_1": "", "note": "เปลี่ยนใจ"})
    survey.refresh_from_db()
    assert survey.note == "เปลี่ยนใจ" and not OccupationWish.objects.exists() and survey.materials == "ด้าย"
    assert (
        "อยู่ในอนาคต" in client.post(url, data | {"surveyed_on": "3/3/2640", "version": survey.version}).content.decode()
    )


def test_volunteers_join_the_register_with_their_first_wish(client, officer):
    target = make_target(year=make_year(2562, households_per_village=1))
    weaving = make_occupation()
    willing, unwilling = make_survey(target), make_survey(target, volunteer=False)
    OccupationWish.objects.create(survey=willing, rank=1, occupation=weaving)
    url = reverse("demand-list", args=[target.pk])
    assert "ยังไม่สมัครใจ" in client.post(url, {"survey": [willing.pk, unwilling.pk]}).content.decode()
    assert not Enrolment.objects.exists()
    assert client.post(url, {"survey": [willing.pk]}).status_code == 302
    enrolment = Enrolment.objects.get()
    assert (enrolment.household, enrolment.occupation, enrolment.number) == (willing.household, weaving, 1)
    other = make_survey(target)
    assert "ให้บอกเหตุผล" in client.post(url, {"survey": [other.pk]}).content.decode()
    client.post(url, {"survey": [other.pk], "over_reason": "มติเวทีประชาคม"})
    assert target.enrolments.count() == 2
    assert "ยังไม่ได้เลือกครัวเรือน" in client.post(url, {}).content.decode()


def test_a_trade_narrows_the_list_to_the_volunteers_who_wish_it(client, officer):
    target, weaving = make_target(), make_occupation()
    for volunteer in (True, False):
        OccupationWish.objects.create(survey=make_survey(target, volunteer=volunteer), rank=1, occupation=weaving)
    make_survey(target)
    page = client.get(reverse("demand-list", args=[target.pk]), {"trade": weaving.pk})
    assert len(page.context["rows"]) == 1 and "1 รายการ สมัครใจและอยากเรียนทอผ้า" in page.content.decode()


def test_list_and_sheet_cost_the_same_for_two_and_for_twenty(client, officer):
    target, weaving = make_target(), make_occupation()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("demand-list", args=[target.pk]))
            client.get(grid(target))
        return len(queries)

    for _ in range(2):
        OccupationWish.objects.create(survey=make_survey(target), rank=1, occupation=weaving)
    cost()
    two = cost()
    for _ in range(18):
        OccupationWish.objects.create(survey=make_survey(target), rank=1, occupation=weaving)
    assert cost() == two


def test_the_survey_keeps_to_the_area_and_readers_only_read(client):
    survey = make_survey()
    client.force_login(make_clerk())
    assert client.get(reverse("demand-list", args=[survey.target_village_id])).status_code == 200
    assert (
        client.post(reverse("demand-list", args=[survey.target_village_id]), {"survey": survey.pk}).status_code == 403
    )
    assert client.get(grid(survey.target_village)).status_code == 403
    client.force_login(make_officer("3302"))
    assert client.get(reverse("survey-edit", args=[survey.pk])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "area"), [("3", 3), ("๒.๕", 2.5), ("3-2-50", 3.625), ("3 ไร่ 1 งาน", 3.25), ("1 ไร่ 20 ตร.ว.", 1.05)]
)
def test_land_is_read_as_villagers_write_it(typed, area):
    assert float(read_rai(typed)) == area


def test_land_that_is_no_area_is_refused_and_shown_without_zeros():
    for typed in ("3-9-0", "-2", "สามไร่"):
        with pytest.raises(ThaiNumberError):
            read_rai(typed)
    assert rai(read_rai("3.5000")) == "3.5" and rai(read_rai("1200")) == "1,200"
