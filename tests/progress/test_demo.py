"""The demo: complete, lawful, about nobody, the same after a second loading, and never in a real system."""

import datetime
import html
import io
import re
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone
from PIL import Image
from simple_history.models import HistoricalChanges

from groups.models import Group, OtopRegistration
from groups.rules import unmet
from groups.standing import standing_of
from households.due import standing, with_visits
from households.models import (
    Answer,
    Assignment,
    Enrolment,
    Household,
    Practising,
    Visit,
    VisitMark,
    VisitPhoto,
    VisitTwin,
)
from households.phone.twins import told_by
from samma.accounts.models import Event, PhoneUser, Role, User
from samma.fields import ThaiCharField
from samma.knowledge.models import KnowledgeRecord, RecordPhoto, State
from samma.pdf import render
from samma.pdf.engine import ENGINE
from samma.people import PersonName
from samma.progress.consistency import findings
from samma.progress.demo.pictures import picture
from samma.progress.demo.stage import PASSWORD
from samma.progress.numbers import numbers_of
from tests.sources import real_documents
from trainers.models import Sage, Team
from villages.models import ActivityPhoto, Area, TargetVillage, Village

OURS = ("samma", "villages", "trainers", "households", "groups")
# Files of the page itself, the admin (its own tests walk it) and the way out.
ELSEWHERE = ("/static/", "/admin/", "/accounts/logout/")
BEGUN, MIDDLE, FINISHED, NEIGHBOUR = "33030117", "33030216", "33031118", "33020716"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo loaded once for all tests of this file, and taken back after them. What was printed is returned."""
    printed, photos = io.StringIO(), tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=photos):
            call_command("load_demo", stdout=printed)
        yield printed.getvalue(), photos
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db, settings):
    """What the loading said; the photos lie where they were put."""
    said, settings.MEDIA_ROOT = loaded
    return said


def rows():
    """Every model of ours with all its rows; not areas, the audit and the history that Django packages write."""
    for model in apps.get_models():
        if issubclass(model, (Area, Event, HistoricalChanges)):
            continue
        if model.__module__.split(".")[0] in OURS:
            yield model, list(model._default_manager.all())


def numbers(code):
    target = TargetVillage.objects.select_related("year", "village").get(village_code=code)
    return numbers_of([target], timezone.localdate())[target.pk]


def test_it_says_in_thai_what_was_loaded_and_who_may_enter(demo):
    for words in ["บุคคลสมมุติ", "บ้านหนองไหมคำ", FINISHED, "officer", "trainer", "province", "department", PASSWORD]:
        assert words in demo


def test_the_accounts_have_their_roles_and_postings(demo, client):
    facts = {user.username: (user.role, user.area_code) for user in User.objects.all()}
    assert facts == {
        "officer": (Role.OFFICER, "3303"),
        "chief": (Role.OFFICER, "3303"),
        "trainer": (Role.TRAINER, ""),
        "province": (Role.PROVINCE, "33"),
        "department": (Role.DEPARTMENT, "TH"),
    }
    assert all(client.login(username=name, password=PASSWORD) for name in facts)
    assert [user.username for user in User.objects.filter(is_superuser=True, is_staff=True)] == ["department"]


def test_a_second_loading_changes_nothing(demo):
    before = {model: len(found) for model, found in rows()}
    events = Event.objects.count()
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    assert {model: len(found) for model, found in rows()} == before
    assert Event.objects.count() == events
    assert "ไม่ได้เปลี่ยนแปลง" in printed.getvalue()


def test_a_second_loading_asks_little(demo, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        call_command("load_demo", stdout=io.StringIO())


def test_three_villages_of_the_district_stand_at_three_stages(demo):
    assert set(Village.objects.values_list("code", flat=True)) == {BEGUN, MIDDLE, FINISHED, NEIGHBOUR}

    begun, middle, finished = numbers(BEGUN), numbers(MIDDLE), numbers(FINISHED)
    assert (begun.sages, begun.seats, begun.has_lead, begun.enrolled) == (8, 3, True, 3)
    assert (middle.seats, middle.lead_trained, middle.enrolled, middle.unassigned) == (5, True, 20, 0)
    assert (middle.course_days, middle.trained, middle.with_money) == (3, 0, 20)
    assert (finished.seats, finished.enrolled, finished.trained, finished.never_visited) == (5, 20, 20, 0)
    assert (finished.course_days, finished.five_met, finished.otop) == (5, 5, 1)
    assert (len(finished.groups), len(finished.existing)) == (2, 1)
    assert finished.overdue > 0


def test_the_province_sees_the_next_district_and_the_officer_does_not(demo):
    def codes(name):
        return set(
            TargetVillage.objects.visible_to(User.objects.get(username=name)).values_list("village_code", flat=True)
        )

    assert codes("officer") == {BEGUN, MIDDLE, FINISHED}
    assert codes("province") == {BEGUN, MIDDLE, FINISHED, NEIGHBOUR}


def test_the_trainer_looks_after_four_households_one_of_them_overdue(demo):
    trainer = User.objects.get(username="trainer")
    mine = with_visits(Enrolment.objects.visible_to(trainer)).select_related("target_village__year")
    tones = [standing(enrolment, timezone.localdate())[0] for enrolment in mine]
    assert len(tones) == 4
    assert {"late", "due", ""} == set(tones)
    assert Visit.objects.filter(keyed_by=trainer).exists()


def test_every_row_passes_full_clean(demo):
    """Fields, uniqueness and every constraint of every row, asked by Django."""
    for _model, found in rows():
        for row in found:
            row.full_clean()


def test_the_database_holds_every_reference(demo):
    connection.check_constraints()


def test_no_trainer_has_more_than_four_households(demo):
    for team in Team.objects.all():
        for trainer in team.seated():
            assert trainer.assignments.serving().count() <= 4


def test_a_trainer_was_replaced_and_a_household_handed_over(demo):
    team = Team.objects.get(village_code=FINISHED)
    replaced = team.trainers.exclude(ended=None).get()
    assert replaced.end_reason
    moved = Assignment.objects.filter(village_code=FINISHED).exclude(ended=None).exclude(trainer=replaced)
    assert moved.filter(enrolment__left_on=None).count() == 1


def test_one_household_was_certified_after_making_up_its_days(demo):
    enrolment = Enrolment.objects.exclude(certified_on=None).get()
    days = Enrolment.objects.with_days().get(pk=enrolment.pk).days_attended
    assert days < enrolment.target_village.year.village_course_days
    assert "ชดเชย" in enrolment.certified_reason


def test_visits_tell_amounts_none_and_unknown_and_ask_for_help(demo):
    visits = Visit.objects.filter(village_code=FINISHED)
    assert set(visits.values_list("gained_kind", flat=True)) == set(Answer.values)
    assert set(visits.values_list("saved_kind", flat=True)) == set(Answer.values)
    assert set(visits.values_list("practising", flat=True)) == set(Practising.values)
    assert visits.exclude(help_needed="").exists()
    assert visits.filter(assignment=None).count() == 0


def test_a_phone_is_in_the_list_a_second_text_waits_and_few_marks_are_unseen(demo):
    place = PhoneUser.objects.get(user__username="trainer", ended_at=None)
    assert place.pin and str(place.phone)
    twin = VisitTwin.objects.get(choice="")
    assert told_by(twin).gained > twin.visit.gained
    unseen = VisitMark.objects.filter(seen_at=None).values_list("kind").annotate(n=Count("pk"))
    assert unseen and sum(n for _kind, n in unseen) < 15  # of some seventy


def test_dates_are_near_today_and_none_is_ahead(demo):
    today = timezone.localdate()
    visits = Visit.objects.values_list("on", flat=True)
    assert max(visits) <= today
    assert max(visits) > today - datetime.timedelta(days=14)
    assert all(visit.received_at.date() == visit.on for visit in Visit.objects.all())
    assert not Event.objects.filter(when__gt=timezone.now()).exists()


def test_groups_are_registered_short_of_two_and_older(demo):
    missing = {group.name: unmet(standing_of(group)) for group in Group.objects.all()}
    weavers = OtopRegistration.objects.get(number="330300000001").product.group
    assert weavers.registered_on
    assert missing.pop(weavers.name) == []
    assert [sentence[:2] for sentence in missing.pop("กลุ่มเพาะเห็ดบ้านหนองไหมคำ")] == ["ก3", "ก4"]
    assert Group.objects.get(name__in=missing).origin == "existing"


def test_records_stand_in_every_state_but_waiting_for_the_district_and_in_three_forms(demo):
    records = KnowledgeRecord.objects.all()
    assert set(records.values_list("state", flat=True)) == set(State.values) - {State.SUBMITTED}
    assert (
        records.published().count() == 6
    )  # of different trades, in three villages of two districts: something to search in
    assert set(records.values_list("form", flat=True)) == {"cddkm-web", "district-2560", "individual-2561"}
    for record in records.exclude(state=State.DRAFT):
        assert record.photos.count() >= 2
        written = [section.body for section in record.sections.all() if section.body]
        assert sum(map(len, written)) > 1_500


def test_photos_are_drawn_and_have_a_caption(demo):
    photos = [*VisitPhoto.objects.all(), *ActivityPhoto.objects.all(), *RecordPhoto.objects.all()]
    assert len(photos) >= 8
    for photo in photos:
        assert photo.caption
        assert (photo.width, photo.height) == (1000, 667)
        assert photo.image.size > 10_000


def test_a_drawn_picture_hides_nothing():
    drawn = Image.open(picture("field"))
    assert drawn.format == "JPEG"
    assert not drawn.getexif()


def people():
    return [row for model, found in rows() if issubclass(model, PersonName) for row in found]


def test_it_is_peopled(demo):
    names = {(person.first_name, person.last_name) for person in people()}
    assert len(names) == len(people()) >= 60


def real_names():
    title = r"(?:นางสาว|นาย|นาง|น\.ส\.|ว่าที่ร้อยตรี)"
    for path in real_documents():
        text = path.read_text(encoding="utf-8")
        yield from re.findall(title + r"\s*([\u0e00-\u0e7f]{2,})\s+([\u0e00-\u0e7f]{3,})", text)


def test_nobody_of_the_real_documents_is_in_it(demo):
    known = list(real_names())
    assert len(known) >= 3
    assert not {person.last_name for person in people()} & {last for _first, last in known}
    words = "\n".join(
        str(getattr(row, field.attname))
        for _model, found in rows()
        for row in found
        for field in row._meta.concrete_fields
        if isinstance(field, ThaiCharField) or field.get_internal_type() == "TextField"
    )
    assert not [name for name in known if re.search(name[0] + r"\s+" + name[1], words)]


def test_phones_are_of_an_invented_row(demo):
    numbers = [row.phone for row in [*Sage.objects.all(), *Household.objects.all()] if row.phone]
    assert len(numbers) > 50
    assert all(number.startswith("080000") for number in numbers)


def test_its_rows_keep_every_rule(demo):
    assert list(findings()) == []


@pytest.fixture
def one_paper(monkeypatch):
    """Every paper is the same empty page: what is printed has tests of its own, here it is asked who may print."""
    blank = render("<html lang=th><title>ว่าง</title><p>ว่าง</p></html>")
    monkeypatch.setattr(ENGINE, "render", lambda *_args: blank)


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("officer", 60),
        pytest.param("province", 40, marks=pytest.mark.once),
        pytest.param("department", 60, marks=pytest.mark.once),
        pytest.param("trainer", 5, marks=pytest.mark.once),
    ],
)
def test_no_link_on_any_page_leads_a_role_to_a_refusal(demo, client, one_paper, name, pages):
    """Each role follows every kind of link it is shown, from its home: two of each page, and two of each of its parameters."""
    client.force_login(User.objects.get(username=name))
    waiting, seen, dead = ["/"], Counter(), []
    followed = 0
    while waiting:
        url = waiting.pop()
        path = url.partition("?")[0]
        page = re.sub(r"[0-9a-f]{8}-[0-9a-f-]+|\d+", "#", path)
        kinds = [(page, parameter) for parameter in ["", *re.findall(r"[?&](\w+)=", url)]]
        if all(seen[kind] >= 2 for kind in kinds):
            continue
        seen.update(kinds)
        followed += 1
        response = client.get(url, follow=True)
        body = response.getvalue().decode(errors="replace")  # of a photo too, so that its file is closed
        if response.status_code != 200:
            dead.append((response.status_code, url))
        elif response.headers["Content-Type"].startswith("text/html"):
            links = map(html.unescape, re.findall(r'href="([^"#]+)', body))
            links = [path + link if link.startswith("?") else link for link in links]
            waiting += [link for link in links if link.startswith("/") and not link.startswith(ELSEWHERE)]

    assert dead == []
    assert followed >= pages
