"""Pages of what took place: agenda with minutes, who came, pictures, the plan it fulfils, and a wrong order that is asked about."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from samma.accounts.models import Event
from tests.factories import (
    DAY,
    make_clerk,
    make_enrolment,
    make_officer,
    make_target,
    make_team,
    make_trainer,
    make_village,
    make_year,
)
from villages.actions import hold_activity
from villages.agenda import AGENDAS
from villages.models import Activity, ActivityKind, Partner, PlanItem, WorkingGroupMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = make_officer("3301")
    client.force_login(user)
    return user


def picture(name="a.png"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def sheet(prefix, *lines):
    """The lines of a formset as a browser sends them."""
    data = {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": 0}
    return data | {f"{prefix}-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}


def enter(client, target, **said):
    """Post the page of a new activity; agenda and people are sent along as the page does."""
    data = {"kind": "explanation", "on": "1/3/2560"} | sheet("agenda") | sheet("others") | said
    return client.post(reverse("activity-new", args=[target.pk]), data)


def asked(response):
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


def test_activity_with_two_pictures_and_one_taken_away(client, officer):
    target = make_target()
    make_team(target)
    data = {"kind": "course", "on": "1 มี.ค. 60", "place": "ศาลากลางบ้าน", "people": "๒๐", "spent": "", "minutes": ""}
    client.post(reverse("activity-new", args=[target.pk]), data | {"photos": [picture(), picture("b.png")]})
    activity = Activity.objects.get()
    assert (activity.day_no, activity.on, activity.people) == (1, DAY, 20)
    assert activity.photos.count() == 2
    gone = activity.photos.first()
    url = reverse("activity-edit", args=[activity.pk])
    client.post(url, data | {"day_no": "1", "version": "1", "drop_photos": [str(gone.pk)]})
    assert list(activity.photos.values_list("pk", flat=True)) != [gone.pk] and activity.photos.count() == 1
    assert not gone.image.storage.exists(gone.image.name)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "1/3/2580"}, "อยู่ในอนาคต"),
        ({"on": "31/4/2560"}, "31"),
        ({"on": "1/3/2561"}, "นอกปีงบประมาณ 2560"),
        ({"kind": "course", "day_no": "9"}, "มี 5 วัน"),
        ({"kind": "course", "day_no": "1"}, "มีวันฝึกอบรมลำดับนี้แล้ว"),
        ({"photos": SimpleUploadedFile("a.png", b"not a picture", "image/png")}, "อ่านไฟล์ภาพไม่ได้"),
    ],
    ids=["future", "no such day", "another year", "day beyond the course", "day twice", "no picture"],
)
def test_wrong_activity_is_refused_in_thai(client, officer, changes, sentence):
    target = make_target()
    hold_activity(target, ActivityKind.COURSE, DAY, by=officer)
    data = {"kind": "forum", "on": "1/3/2560", "place": "", "people": "", "spent": "", "minutes": ""}
    page = client.post(reverse("activity-new", args=[target.pk]), data | changes).content.decode()
    assert sentence in page and Activity.objects.count() == 1


def test_readers_see_what_took_place_and_nobody_else_does(client):
    target = make_target()
    Activity.objects.create(target_village=target, kind=ActivityKind.FORUM, on=DAY, topic="ชี้แจงโครงการ")
    url = reverse("activity-list", args=[target.pk])
    client.force_login(make_clerk("33"))
    page = client.get(url).content.decode()
    assert "ชี้แจงโครงการ" in page and "1 มีนาคม 2560" in page and reverse("activity-new", args=[target.pk]) not in page
    client.force_login(make_officer("3302"))
    assert client.get(url).status_code == 404


# --- the meeting of source 002 ----------------------------------------------------------------------------------------
def test_a_meeting_keeps_its_four_points_its_people_and_its_households_apart(client, officer):
    target = make_target()
    make_year(2560)
    came, stayed = make_enrolment(target), make_enrolment(target)
    partner = Partner.objects.create(
        area_id="3301", title="นาย", first_name="ภาคี", last_name="นาดี", position="ปลัดอำเภอ", kind="district_team"
    )
    page = client.get(reverse("activity-new", args=[target.pk]), {"kind": "explanation"})
    entry = page.context["entry"]
    points = [point["title"].value() for point in entry.points][:4]
    assert points == AGENDAS[ActivityKind.EXPLANATION]

    enter(
        client,
        target,
        **sheet("agenda", *({"title": title, "minutes": f"ผลของ {title}"} for title in points), {"title": ""}),
        **sheet("others", {"name": "นายกำนัน ทองดี", "role": "กำนัน"}),
        **{"came-households": [came.pk], "came-partners": [partner.pk], "people": "๒๕", "chair": "ผู้ใหญ่บ้าน"},
    )

    activity = Activity.objects.get()
    assert (activity.people, activity.attendances.get().enrolment) == (25, came)
    assert [(p.order, p.title) for p in activity.agenda.all()] == list(enumerate(points, 1))
    said = set(activity.participants.values_list("name", "role", "office", "partner"))
    assert said == {
        ("นายภาคี นาดี", "ปลัดอำเภอ", "ทีมสนับสนุนระดับอำเภอ", partner.pk),
        ("นายกำนัน ทองดี", "กำนัน", "", None),
    }
    shown = client.get(reverse("activity-detail", args=[activity.pk])).content.decode()
    assert "ผลของ วัตถุประสงค์" in shown and "กำนัน" in shown and stayed.household.full_name not in shown


def test_people_are_counted_from_the_names_unless_said_and_fewer_is_asked(client, officer):
    target = make_target()
    made = [make_enrolment(target) for _n in range(3)]
    names = {"came-households": [one.pk for one in made]}
    enter(client, target, **names, **sheet("others", {"name": "นายกำนัน ทองดี"}))
    assert Activity.objects.get().people == 4
    response = enter(client, target, kind="forum", people="2", **names)
    assert "เลือกและเขียนชื่อไว้ 3 คน" in asked(response)["people"] and Activity.objects.count() == 1
    enter(client, target, kind="forum", people="2", confirmed="on", **names)
    assert Activity.objects.get(kind="forum").people == 2


def test_team_and_working_group_are_ticked_and_stay_ticked(client, officer):
    target = make_target()
    trainer = make_trainer(make_team(target, 0), 0)
    leader = WorkingGroupMember.objects.create(target_village=target, kind="khum", name="นายหัวหน้า คุ้มใต้", started=DAY)
    enter(client, target, **{"came-team": [trainer.sage.full_name], "came-group": [leader.name]})
    activity = Activity.objects.get()
    entry = client.get(reverse("activity-edit", args=[activity.pk])).context["entry"]
    assert entry.presence["team"].value() == [trainer.sage.full_name]
    assert entry.presence["group"].value() == [leader.name]
    assert [line["name"].value() for line in entry.others if line["name"].value()] == []
    client.post(
        reverse("activity-edit", args=[activity.pk]),
        {"kind": "explanation", "on": "1/3/2560", "version": 1, "came-group": [leader.name]} | sheet("others"),
    )
    assert list(activity.participants.values_list("name", flat=True)) == [leader.name]


def test_a_fault_in_the_agenda_or_among_the_people_keeps_everything_back(client, officer):
    target = make_target()
    response = enter(
        client, target, **sheet("agenda", {"title": "", "minutes": "มติ"}), **sheet("others", {"role": "กำนัน"})
    )
    page = response.content.decode()
    assert "โปรดใส่ชื่อวาระ" in page and "โปรดใส่ชื่อ-สกุล" in page and "มติ" in page
    assert not Activity.objects.exists()


def test_pictures_that_were_chosen_are_asked_for_again_when_the_page_comes_back(client, officer):
    """A browser forgets them: without a word the activity would be stored without its pictures."""
    target = make_target()
    response = enter(client, target, on="", photos=[picture("เวที.png"), picture("b.png")])
    assert response.status_code == 200 and not target.activities.exists()
    told = response.context["form"].errors["photos"]
    assert len(told) == 1 and "เวที.png, b.png" in told[0] and "โปรดเลือกอีกครั้ง" in told[0]


def test_a_household_of_elsewhere_cannot_be_ticked(client, officer):
    stranger = make_enrolment(make_target(make_village("33010106", "โนนอื่น")))
    target = make_target()
    make_enrolment(target)
    response = enter(client, target, **{"came-households": [stranger.pk]})
    assert response.status_code == 200 and not Activity.objects.exists()


# --- plan and order ---------------------------------------------------------------------------------------------------
def test_what_is_held_fulfils_the_nearest_line_of_the_plan(client, officer):
    target = make_target()
    days = [DAY - datetime.timedelta(40), DAY + datetime.timedelta(2)]
    far, near = (PlanItem.objects.create(target_village=target, kind="forum", on=on, place="ศาลา") for on in days)
    choices = client.get(reverse("activity-new", args=[target.pk])).content.decode()
    assert f"plan={near.pk}" in choices and f"plan={far.pk}" in choices
    given = client.get(reverse("activity-new", args=[target.pk]), {"plan": near.pk}).context["form"].initial
    assert (given["kind"], given["place"], given["plan"]) == ("forum", "ศาลา", near.pk)
    enter(client, target, kind="forum")
    assert Activity.objects.get().plan == near
    assert list(PlanItem.objects.overdue(DAY)) == [far]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "course", "day_no": "1"}, "ทีมวิทยากรยังขาด 5 คน"),
        ({"kind": "practice"}, "ทีมวิทยากรยังขาด 5 คน"),
        ({"kind": "lead_course"}, "ยังไม่มีวิทยากรผู้นำสัมมาชีพ"),
        ({"kind": "leaders_visit"}, "ยังไม่ได้บันทึกประชุมชี้แจง"),
        ({"kind": "working_group"}, "ยังไม่ได้บันทึกประชุมชี้แจง"),
        ({"kind": "exchange"}, "ยังไม่ได้บันทึกศึกษาดูงานของแกนนำ"),
    ],
    ids=lambda value: value if isinstance(value, str) else value["kind"],
)
def test_a_wrong_order_is_asked_and_the_reason_is_kept(client, officer, said, sentence):
    target = make_target()
    errors = asked(enter(client, target, **said))
    assert sentence in errors["on"] and "ยืนยันว่าถูกต้อง" in errors["on"] and "เหตุผล" in errors["reason"]
    assert "reason" in asked(enter(client, target, confirmed="on", **said))  # a tick alone says no reason
    assert not Activity.objects.exists()

    enter(client, target, confirmed="on", reason="จัดตามคำสั่งอำเภอ", **said)

    activity = Activity.objects.get()
    assert activity.reason == "จัดตามคำสั่งอำเภอ"
    assert sentence in str(Event.objects.get(verb="create", object_id=str(activity.pk)).detail["confirmed"])
    # Changed later in what has nothing to do with it, it is not asked again.
    data = {"kind": said["kind"], "on": "1/3/2560", "day_no": said.get("day_no", ""), "version": 1, "place": "วัด"}
    client.post(reverse("activity-edit", args=[activity.pk]), data | {"reason": "จัดตามคำสั่งอำเภอ"})
    activity.refresh_from_db()
    assert activity.place == "วัด"


def test_a_right_order_asks_nothing_and_an_early_visit_is_only_noted(client, officer):
    target = make_target()
    make_team(target)
    for kind in ("explanation", "working_group", "leaders_visit", "exchange", "lead_course", "preparation", "course"):
        enter(client, target, kind=kind)
    assert Activity.objects.count() == 7
    early = client.post(
        reverse("activity-new", args=[target.pk]),
        {"kind": "follow_up", "on": "1/2/2560"} | sheet("others"),
        follow=True,
    )
    assert "ก่อนวันฝึกปฏิบัติ" in early.content.decode() and Activity.objects.filter(kind="follow_up").exists()


@pytest.mark.parametrize(
    ("year", "people", "is_asked"),
    [(2560, 25, False), (2561, 26, False), (2561, 27, True), (2569, 30, False), (2569, 31, True)],
)
def test_people_are_measured_by_the_people_of_the_own_year_never_by_its_households(
    client, officer, year, people, is_asked
):
    numbers = {2561: 26, 2569: 30}
    target = make_target(year=make_year(year, people_trained=numbers.get(year)))
    team = make_team(target, 5)
    team.trainers.update(started=datetime.date(year - 543, 1, 1))
    response = enter(client, target, kind="course", on=f"1/3/{year}", people=str(people))
    assert (response.status_code == 200) is is_asked
    if is_asked:
        assert f"คือ {numbers[year]} คน" in asked(response)["people"]
        enter(client, target, kind="course", on=f"1/3/{year}", people=str(people), confirmed="on", reason="มีผู้สนใจเพิ่ม")
    assert Activity.objects.get().people == people


# --- taking back ------------------------------------------------------------------------------------------------------
def test_an_activity_entered_by_mistake_goes_with_what_hangs_on_it(client, officer):
    target = make_target()
    enrolment = make_enrolment(target)
    enter(
        client, target, **{"came-households": [enrolment.pk]}, **sheet("agenda", {"title": "วาระ"}), photos=[picture()]
    )
    activity = Activity.objects.get()
    file = activity.photos.get().image
    url = reverse("activity-remove", args=[activity.pk])
    assert "การเข้าร่วมของครัวเรือน 1 รายการ" in client.get(url).content.decode()
    client.post(url)
    assert not Activity.objects.exists() and not enrolment.attendances.exists()
    assert not file.storage.exists(file.name)


def test_the_page_of_an_activity_costs_the_same_for_two_and_for_twenty(client, officer, django_assert_max_num_queries):
    def cost(n):
        target = make_target(make_village(f"330101{n:02}"))
        enrolments = [make_enrolment(target) for _n in range(n)]
        activity = hold_activity(target, "forum", DAY, by=officer)
        for one in enrolments:
            one.attendances.create(activity=activity)
            activity.participants.create(name=f"นาย{one.pk}")
        urls = [reverse("activity-detail", args=[activity.pk]), reverse("activity-edit", args=[activity.pk])]
        counted = []
        for url in urls:
            with django_assert_max_num_queries(40) as spent:
                client.get(url)
            counted.append(len(spent))
        return counted

    assert cost(2) == cost(20)
