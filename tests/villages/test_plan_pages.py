"""The plan of a target village: proposed from the year's usual steps, changed in a grid, told by what happened."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import DAY, make_clerk, make_officer, make_target, make_year
from villages.actions import hold_activity
from villages.models import PlanItem, PlanState, UsualStep, WorkingGroupMember
from villages.planning import plan_start, proposals

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2017, 1, 10)


@pytest.fixture
def officer(client):
    user = make_officer("3301")
    client.force_login(user)
    return user


def steps(year, *kinds):
    for n, kind in enumerate(kinds):
        UsualStep.objects.create(year=year, kind=kind, day_no=1 if kind == "course" else None, after_days=30 * n)


def grid(*lines, initial=0):
    data = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": initial}
    return data | {f"form-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}


def test_the_grid_starts_from_the_usual_steps_that_are_neither_planned_nor_held(client, officer):
    target = make_target()
    steps(target.year, "explanation", "working_group", "survey", "course")
    hold_activity(target, "explanation", DAY, by=officer)
    lines = client.get(reverse("plan-edit", args=[target.pk])).context["formset"]
    offered = [form["kind"].value() for form in lines if form["kind"].value()]
    assert offered == ["working_group", "survey", "course"]
    assert not PlanItem.objects.exists()  # a proposal is no plan before it is saved


def test_days_are_proposed_inside_the_year_however_late_the_plan_is_begun():
    target = make_target()
    steps(target.year, *["explanation"] * 1, "survey", "demand", "course", "follow_up", "lessons")
    assert plan_start(2560, datetime.date(2016, 11, 1)) == datetime.date(2016, 10, 1)
    late = datetime.date(2017, 8, 1)
    lines = proposals(target, today=late, responsible="พัฒนากร")
    days = [line["on"] for line in lines]
    assert days == sorted(days) and late <= days[0] and days[-1] <= datetime.date(2017, 9, 30)


def test_a_plan_is_saved_changed_and_thinned_out(client, officer):
    target = make_target()
    url = reverse("plan-edit", args=[target.pk])
    client.post(
        url,
        grid(
            {
                "kind": "explanation",
                "topic": "ชี้แจง",
                "on": "๑๐/๑/๒๕๖๐",
                "time_from": "9.00",
                "time_to": "12.00",
                "budget": "1,500",
            },
            {"kind": "lead_course", "on": "1/2/2560", "until": "4/2/2560", "drop": "on"},
            {"kind": "survey", "on": "5/2/2560"},
            initial=3,
        ),
    )
    first, second = PlanItem.objects.order_by("on")
    assert (first.on, first.hours_label, first.budget) == (TODAY, "09.00–12.00 น.", 1500)
    client.post(
        url,
        grid(
            {"of": first.pk, "version": 1, "kind": "explanation", "topic": "ชี้แจงแนวทาง", "on": "12/1/2560"},
            {"of": second.pk, "version": 1, "drop": "on"},
            initial=2,
        ),
    )
    assert list(PlanItem.objects.values_list("topic", "on")) == [("ชี้แจงแนวทาง", datetime.date(2017, 1, 12))]


def test_what_is_odd_in_a_plan_is_asked_in_its_row_and_what_is_wrong_refused(client, officer):
    target = make_target(year=make_year(2561, people_trained=26))
    url = reverse("plan-edit", args=[target.pk])
    lines = [
        {"kind": "explanation", "on": "10/1/2565"},
        {"kind": "course", "day_no": "1", "on": "10/1/2561", "people": "30"},
        {"kind": "survey", "on": "10/1/2561", "until": "9/1/2561"},
    ]
    odd, many, wrong = (form.errors for form in client.post(url, grid(*lines)).context["formset"])
    assert "นอกปีงบประมาณ 2561" in str(odd["on"]) and "26 คน" in str(many["people"])
    assert "วันสุดท้ายต้องไม่อยู่ก่อนวันแรก" in str(wrong["until"])
    assert not PlanItem.objects.exists()
    lines = [line | {"confirmed": "on"} for line in lines[:2]]
    client.post(url, grid(*lines))
    assert PlanItem.objects.count() == 2


def test_state_follows_what_happened(client, officer):
    target = make_target()
    item = PlanItem.objects.create(
        target_village=target, kind="explanation", on=TODAY, until=TODAY + datetime.timedelta(1)
    )

    def state(day):
        return PlanItem.objects.with_held().get(pk=item.pk).state_on(day)

    day = datetime.timedelta(1)
    told = [state(TODAY + n * day) for n in (-1, 0, 1, 2)]
    assert told == [PlanState.AHEAD, PlanState.TODAY, PlanState.TODAY, PlanState.OVERDUE]
    assert (
        list(PlanItem.objects.overdue(TODAY + 2 * day)) == [item] and not PlanItem.objects.overdue(TODAY + day).exists()
    )
    activity = hold_activity(target, "explanation", DAY, by=officer)
    assert activity.plan == item and state(DAY) == PlanState.HELD
    activity.delete()
    assert state(DAY) == PlanState.OVERDUE
    PlanItem.objects.update(called_off="น้ำท่วม")
    assert state(DAY) == PlanState.CALLED_OFF and not PlanItem.objects.overdue(DAY).exists()


def test_the_page_of_the_plan_counts_and_leads_on(client, officer):
    target = make_target()
    late = PlanItem.objects.create(target_village=target, kind="survey", on=TODAY, budget=800, responsible="พัฒนากร")
    hold_activity(target, "forum", DAY, by=officer, topic="นอกแผน")
    coming = PlanItem.objects.create(
        target_village=target, kind="lessons", on=timezone.localdate() + datetime.timedelta(9), topic="สรุปผล"
    )
    page = client.get(reverse("plan-detail", args=[target.pk]))
    text = page.content.decode()
    assert "เลยกำหนด" in text and "800.00" in text and "นอกแผน" in text
    assert "สรุปผล" in page.context["share_text"] and "พัฒนากร" not in page.context["share_text"]
    shown = client.get(reverse("plan-item", args=[late.pk])).content.decode()
    assert f"?plan={late.pk}" in shown
    client.post(
        reverse("plan-item-edit", args=[coming.pk]),
        {"kind": "lessons", "on": "1/9/2560", "version": 1, "called_off": "งบไม่มา"},
    )
    coming.refresh_from_db()
    assert coming.called_off == "งบไม่มา"
    client.post(reverse("plan-item-remove", args=[late.pk]))
    assert not PlanItem.objects.filter(pk=late.pk).exists()


def test_readers_read_the_plan_and_change_nothing(client):
    target = make_target()
    item = PlanItem.objects.create(target_village=target, kind="survey", on=TODAY)
    client.force_login(make_clerk("33"))
    assert client.get(reverse("plan-detail", args=[target.pk])).status_code == 200
    assert client.get(reverse("working-group", args=[target.pk])).status_code == 200
    assert client.get(reverse("plan-edit", args=[target.pk])).status_code == 403
    for name, pk in (("plan-item-edit", item.pk), ("plan-item-remove", item.pk), ("working-group", target.pk)):
        assert client.post(reverse(name, args=[pk]), grid()).status_code == 403
    assert PlanItem.objects.count() == 1


def test_plan_pages_cost_the_same_for_two_lines_and_for_forty(client, officer, django_assert_max_num_queries):
    target = make_target()

    def cost():
        with django_assert_max_num_queries(30) as spent:
            client.get(reverse("plan-detail", args=[target.pk]))
        return len(spent)

    PlanItem.objects.bulk_create(PlanItem(target_village=target, kind="forum", on=DAY) for _n in range(2))
    first = cost()
    PlanItem.objects.bulk_create(PlanItem(target_village=target, kind="forum", on=DAY) for _n in range(38))
    assert cost() == first


def test_four_leaders_are_offered_and_three_are_taken_with_a_word(client, officer):
    target = make_target()
    hold_activity(target, "working_group", DAY, by=officer)
    url = reverse("working-group", args=[target.pk])
    lines = client.get(url).context["formset"]
    assert [form["kind"].value() for form in lines][:4] == ["official", "natural", "organisation", "khum"]
    assert lines[0]["started"].value() == DAY
    people = [
        {"kind": kind, "name": f"นาย{kind}", "started": "1/3/2560"} for kind in ("official", "natural", "organisation")
    ]
    page = client.post(url, grid(*people, {"kind": "khum", "name": "", "started": "1/3/2560"}, initial=4), follow=True)
    assert "ยังไม่มีตัวแทนผู้นำคุ้ม" in page.content.decode()
    assert WorkingGroupMember.objects.count() == 3
    page = client.post(url, grid({"kind": "khum", "name": "นายnatural", "started": "1/3/2560"}))
    assert "ชื่อนี้อยู่ในคณะทำงานหมู่บ้านแล้ว" in page.content.decode()
