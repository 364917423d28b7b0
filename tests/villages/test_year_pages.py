"""The programme's years in the browser: the department keeps numbers and usual steps, everybody else reads them."""

import datetime

import pytest
from django.urls import reverse

from tests.factories import make_department, make_officer, make_year
from villages.models import ProgrammeYear, UsualStep

pytestmark = pytest.mark.django_db


def test_a_new_year_begins_with_the_numbers_and_steps_of_the_last_one(client):
    last = make_year(2569, people_trained=30, group_minimum=7)
    UsualStep.objects.create(year=last, kind="explanation", topic="ชี้แจง", after_days=40)
    client.force_login(make_department())
    form = client.get(reverse("year-new")).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert (shown["year"], shown["people_trained"], shown["group_minimum"]) == (2570, 30, 7)

    data = {name: value for name, value in shown.items() if value not in (None, "")} | {"record_due": "31/5/2570"}
    client.post(reverse("year-new"), data)

    made = ProgrammeYear.objects.get(year=2570)
    assert (made.people_trained, made.record_due) == (30, datetime.date(2027, 5, 31))
    assert list(made.usual_steps.values_list("kind", "topic", "after_days")) == [("explanation", "ชี้แจง", 40)]


def test_a_deadline_far_from_its_year_is_asked_about(client):
    make_year(2569)
    client.force_login(make_department())
    url = reverse("year-edit", args=[2569])
    page = client.get(url)
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    answer = client.post(url, data | {"record_due": "31/5/2565"})
    assert "ห่างจากปีงบประมาณ 2569 มาก" in str(answer.context["form"].errors["record_due"])


def grid(*lines, initial=0):
    data = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": initial}
    return data | {f"form-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}


def test_usual_steps_are_added_changed_and_taken_away_in_one_grid(client):
    year = make_year()
    stays, goes = (UsualStep.objects.create(year=year, kind=kind) for kind in ("explanation", "survey"))
    client.force_login(make_department())
    client.post(
        reverse("year-steps", args=[year.pk]),
        grid(
            {"of": stays.pk, "kind": "explanation", "topic": "สี่ประเด็น", "after_days": 45, "lasts_days": 1},
            {"of": goes.pk, "kind": "survey", "after_days": 0, "lasts_days": 1, "drop": "on"},
            {"kind": "course", "day_no": "๑", "part": "explain", "after_days": 120, "lasts_days": 1},
            {"kind": "", "after_days": 0, "lasts_days": 1},
            initial=2,
        ),
    )
    kept = year.usual_steps.order_by("after_days").values_list("kind", "topic", "day_no", "after_days")
    assert list(kept) == [("explanation", "สี่ประเด็น", None, 45), ("course", "", 1, 120)]


def test_a_wrong_step_speaks_beside_its_cell_and_nothing_is_stored(client):
    year = make_year()
    client.force_login(make_department())
    lines = [
        {"kind": "survey", "after_days": 5, "lasts_days": 1},
        {"kind": "survey", "day_no": 2, "after_days": 9, "lasts_days": 0},
    ]
    page = client.post(reverse("year-steps", args=[year.pk]), grid(*lines))
    errors = page.context["formset"].forms[1].errors
    assert "อย่างน้อย 1 วัน" in str(errors["lasts_days"])
    assert "เฉพาะวันฝึกอบรม" in str(errors)
    assert not year.usual_steps.exists()


def test_officers_read_years_and_steps_and_change_none(client):
    year = make_year()
    UsualStep.objects.create(year=year, kind="explanation", topic="ชี้แจงชุมชน")
    client.force_login(make_officer())
    assert "ชี้แจงชุมชน" in client.get(reverse("year-steps", args=[year.pk])).content.decode()
    assert "เพิ่มปีงบประมาณ" not in client.get(reverse("year-list")).content.decode()
    for name in ("year-steps", "year-edit"):
        assert client.post(reverse(name, args=[year.pk]), grid({"kind": "survey"})).status_code == 403
    assert client.post(reverse("year-new"), {"year": 2571}).status_code == 403
