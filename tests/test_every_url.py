"""Every address of the product against every kind of person, taken from the URL list: a new address is covered unasked.

An address with a parameter that nobody told how to fill fails the first test here: add it to `ARGUMENTS`.
"""

import datetime
import io
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from groups.models import (
    Bylaw,
    CommitteeTraining,
    CostSheet,
    FundEntry,
    GroupActivity,
    GroupEvaluation,
    GroupMeeting,
    GroupPromise,
    GroupSupport,
    Market,
    ProductStandard,
    ProductStars,
    Publicity,
)
from households.booklets.actions import make_booklet
from households.models import Contribution, SupportVisit
from households.visits.writing import add_photo
from samma.accounts.models import Role, Transfer
from samma.knowledge.models import Reason
from samma.knowledge.trail.comments import comment
from samma.knowledge.trail.revisions import keep
from samma.photos import clean_photo
from tests import factories as make
from tests.kept import keep_rows
from trainers.models import LearningPlace, Sage
from villages.models import Partner, PlanItem, PlanProposal, Potential

pytestmark = pytest.mark.django_db

OPEN = {
    "healthz",
    "account_login",
    "phone-invite",
    "field-home",
    "field-worker",
    "field-manifest",
    "field-file",
}  # and the public site, by its prefix
LIBRARIES = ("admin:", "mfa_", "usersessions_", "account_")
OURS = "บ้านโนนลับ"  # the invented village's name: it may appear on no page of a stranger


@dataclass
class World:
    """One row of everything, in district 3301."""

    village: object
    target: object
    activity: object
    planned: object
    partner: object
    team: object
    trainer: object
    sage: object
    household: object
    enrolment: object
    assignment: object
    visit: object
    twin: object
    photo: object
    group: object
    member: object
    fund: object
    deed: object
    group_meeting: object
    bylaw: object
    of_year: object
    month: object
    otop: object
    group_support: object
    group_training: object
    publicity: object
    market: object
    evaluation: object
    promise: object
    record: object
    kept: object
    said: object
    support: object
    booklet: object
    printed: object
    payment: object
    contribution: object
    transfer: object
    learning_place: object
    asked: object
    product: object
    product_paper: object
    standard: object
    won: object
    cost_sheet: object
    potential: object
    proposal: object
    paper: object
    group_paper: object
    office: object


def make_world():
    officer = make.make_officer()
    village = make.make_village("33010105", OURS)
    target = make.make_target(village)
    team = make.make_team(target)
    trainer = team.seated()[1]
    enrolment = make.make_enrolment(target)
    assignment = make.make_assignment(enrolment, trainer)
    make.train(enrolment)
    group = make.make_group(village)
    product = make.make_product(group)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    visit = make.make_visit(enrolment, officer, help_needed="อยากได้ตลาด")
    record = make.make_record("33010105", title=OURS)
    booklet = make_booklet(target, [enrolment], by=officer, today=make.DAY, pages_each=1)
    evaluation = GroupEvaluation.objects.create(
        group=group, fiscal_year=2560, on=make.DAY, officials=1, committee=1, members=1, meetings="good", accounts="good",
        market="good", went_well="ขยัน", to_improve="ปิดบัญชี", outcome="steady",
    )  # fmt: skip
    return World(
        village=village,
        target=target,
        activity=target.activities.first(),
        partner=Partner.objects.create(area_id="330101", first_name="ภาคี", last_name="นาดี"),
        planned=PlanItem.objects.create(target_village=target, kind="forum", on=make.DAY),
        team=team,
        trainer=trainer,
        sage=trainer.sage,
        household=enrolment.household,
        enrolment=enrolment,
        assignment=assignment,
        visit=visit,
        twin=make.make_twin(visit),
        photo=add_photo(visit, clean_photo(picture)),
        group=group,
        member=make.make_member(group, enrolment),
        fund=FundEntry.objects.create(
            group=group, on=datetime.date(2017, 3, 1), kind="opening", amount=100, item="เงินตั้งต้น"
        ),
        deed=GroupActivity.objects.create(group=group, on=datetime.date(2017, 3, 1), what="ทอผ้าร่วมกัน"),
        group_meeting=GroupMeeting.objects.create(group=group, on=datetime.date(2017, 2, 1), purpose="explain"),
        bylaw=Bylaw.objects.create(group=group, text="ข้อ 1", adopted=datetime.date(2017, 3, 1)),
        of_year=SimpleNamespace(pk=2560),
        month=SimpleNamespace(pk=3),
        group_support=GroupSupport.objects.create(group=group, on=make.DAY, kind="tool", agency="อบต.", what="ตาชั่ง"),
        group_training=CommitteeTraining.objects.create(group=group, on=make.DAY, topic="การบัญชี", given_by="สหกรณ์"),
        publicity=Publicity.objects.create(group=group, on=make.DAY, medium="radio", what="แนะนำกลุ่ม", where="คลื่นชุมชน"),
        evaluation=evaluation,
        promise=GroupPromise.objects.create(evaluation=evaluation, what="หาตลาด", who="ประธาน", due=make.DAY),
        market=Market.objects.create(group=group, kind="shop", name="ร้านของฝาก"),
        product=product,
        product_paper=SimpleNamespace(pk="otop-product"),
        standard=ProductStandard.objects.create(product=product, kind="tcps"),
        won=ProductStars.objects.create(product=product, stars=3, year=2560),
        cost_sheet=CostSheet.objects.create(product=product, on=make.DAY, batch=1),
        otop=make.make_otop(product, number="สมมุติ"),
        record=record,
        kept=SimpleNamespace(pk=keep(record, Reason.FIRST, by=officer).number),
        said=comment(record.sections.first(), "ขอตัวเลข", by=officer),
        support=SupportVisit.objects.create(team=team, on=make.DAY, who="ปลัด", what="กำลังใจ", keyed_by=officer),
        booklet=booklet,
        printed=SimpleNamespace(pk=booklet.pages.get().number),
        payment=make.make_payment(make.make_budget_line(target)),
        transfer=Transfer.objects.create(area_code="3301", leaving=officer, on=make.DAY, made_by=officer),
        contribution=Contribution.objects.create(
            target_village=target, on=make.DAY, kind="labour", item="แรงงาน", value=300
        ),
        learning_place=LearningPlace.objects.create(village=village, name=f"บ้านปราชญ์ {OURS}", owner=trainer.sage),
        asked=make.make_survey(target, enrolment.household),
        potential=Potential.objects.create(village=village, kind="natural", name=f"ห้วย{OURS}"),
        proposal=PlanProposal.objects.create(target_village=target, item=OURS, plan="tambon", sent_on=make.DAY),
        paper=SimpleNamespace(pk="team-order"),
        group_paper=SimpleNamespace(pk="group-members"),
        office=SimpleNamespace(pk=village.code[:4]),
    )


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker, tmp_path_factory):
    yield from keep_rows(lambda: (make_world(), make_strangers()), django_db_blocker, tmp_path_factory)


@pytest.fixture
def world(kept, db, settings):
    (world, _strangers), settings.MEDIA_ROOT = kept
    return world


@pytest.fixture
def strangers(kept, world):
    return kept[0][1]


# How an address's parameter is filled: by its name, or by the first words of the address's name.
ARGUMENTS = {
    "target-": "target",
    "target_pk": "target",
    "partner-": "partner",
    "plan-item": "planned",
    "plan-": "target",
    "working-group": "target",
    "activity-list": "target",
    "activity-new": "target",
    "activity-": "activity",
    "screen-": "activity",
    "handover-": "transfer",
    "village-": "village",
    "sage-compare": "target",
    "sage-": "sage",
    "learning-place-": "learning_place",
    "survey-": "asked",
    "potential-list": "target",
    "potential-grid": "target",
    "potential-": "potential",
    "proposal-list": "target",
    "proposal-new": "target",
    "proposal-": "proposal",
    "team-": "team",
    "trainer-": "trainer",
    "household-": "household",
    "enrolment-": "enrolment",
    "material-": "enrolment",
    "payment-": "payment",
    "contribution-": "contribution",
    "number": "printed",
    "key": "paper",
    "product_key": "product_paper",
    "group_key": "group_paper",
    "office-": "office",
    "support-": "support",
    "booklet-": "booklet",
    "visit-new": "enrolment",
    "visit-": "visit",
    "twin-": "twin",
    "field-": "enrolment",
    "photo": "photo",
    "group-member-leave": "member",
    "group-fund-correct": "fund",
    "group-activity-": "deed",
    "group-meeting-edit": "group_meeting",
    "of_year": "of_year",
    "month": "month",
    "bylaw-print": "bylaw",
    "group-support-detail": "group_support",
    "group-support-edit": "group_support",
    "group-training-edit": "group_training",
    "group-publicity-edit": "publicity",
    "market-new": "group",
    "sale-": "group",
    "evaluation-new": "group",
    "evaluation-": "evaluation",
    "promise-new": "evaluation",
    "promise-": "promise",
    "market-": "market",
    "product-": "product",
    "standard-edit": "standard",
    "stars-edit": "won",
    "cost-": "cost_sheet",
    "otop-round": "otop_round",
    "otop-": "otop",
    "group-": "group",
    "nth": "kept",
    "said": "said",
    "record-": "record",
}
# Lists that the department keeps for the whole country, jobs and registers: their own tests hold them.
OF_NO_PLACE = {
    "year-edit",
    "year-steps",
    "occupation-edit",
    "course-edit",
    "otop-round",
    "otop-round-edit",
    "sheet-import",
    "sheet-export",
    "sheet-template",
    "list-export",
}
# The phone's door answers in JSON and is walked in tests/households/phone/sync.
OF_NO_PLACE_PREFIXES = ("api-field-", "job-", "record-public", "public-", "sheet-")


def addresses(patterns=None, prefix=""):
    """(name, parameter names) of every address of our own, and (name, ...) of the libraries' without parameters."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern.url_patterns, prefix + namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield prefix + pattern.name, tuple(pattern.pattern.converters)


ALL = sorted(set(addresses()))
OUR_ADDRESSES = [a for a in ALL if not a[0].startswith(LIBRARIES)]
PLACED = [
    a for a in OUR_ADDRESSES if a[1] and a[0] not in OF_NO_PLACE | OPEN and not a[0].startswith(OF_NO_PLACE_PREFIXES)
]
PLAIN = [a for a in OUR_ADDRESSES if not a[1] and a[0] not in OPEN and not a[0].startswith(OF_NO_PLACE_PREFIXES)]


def kind_of(name, parameter):
    if parameter in ARGUMENTS:
        return ARGUMENTS[parameter]
    return next((row for start, row in ARGUMENTS.items() if name.startswith(start)), None)


def url_of(world, name, parameters):
    values = {p: getattr(world, kind_of(name, p)).pk for p in parameters}
    return reverse(name, kwargs=values)


def test_every_parameter_is_known():
    unknown = [f"{name}({p})" for name, parameters in PLACED for p in parameters if kind_of(name, p) is None]
    assert unknown == []


def make_strangers():
    return {
        "officer of the next district": make.make_officer("3302"),
        "clerk of the next province": make.make_clerk("34"),
        "no posting": make.make_officer(""),
        "trainer of another village": make.make_trainer_user(make.make_sage(make.make_village("33020101", "ดอนอื่น"))),
    }


@pytest.mark.parametrize(("name", "parameters"), PLACED, ids=[name for name, _ in PLACED])
def test_outside_ones_area_nothing_exists(client, world, strangers, name, parameters):
    url = url_of(world, name, parameters)
    answers = {}
    for who, user in strangers.items():
        client.force_login(user)
        got, posted = client.get(url), client.post(url, {})
        answers[who] = (got.status_code, posted.status_code)
        # An address that only takes a post answers 405 to a get, and one that is only read 405 to a post.
        assert 404 in answers[who] and set(answers[who]) <= {404, 405}, answers


@pytest.mark.parametrize(("name", "parameters"), PLAIN, ids=[name for name, _ in PLAIN])
def test_no_list_shows_a_stranger_our_village(client, world, strangers, name, parameters):
    """Not even to one who puts the village's code into the address."""
    asked = dict.fromkeys(("area", "village", "missing", "tambon"), world.village.code)
    for who, user in strangers.items():
        client.force_login(user)
        for query in ({}, asked):
            response = client.get(reverse(name), query)
            assert response.status_code in (200, 302, 403, 404, 405), (who, response.status_code)
            if not response.streaming:
                assert OURS not in response.content.decode(errors="ignore"), who


def test_trainer_opens_his_own_pages_and_no_other(client, world):
    client.force_login(make.make_trainer_user(Sage.objects.get(pk=world.sage.pk)))
    opened = set()
    for name, parameters in PLACED + PLAIN:
        response = client.get(url_of(world, name, parameters))
        b"".join(response)
        opened |= {name} if response.status_code != 404 else set()
    public = {name for name in opened if name.startswith("record-public")}
    assert opened - public == {
        "home", "field-online", "field-visit", "household-detail", "visit-new", "visit-detail", "photo"
    }  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize(("name", "parameters"), PLACED + PLAIN, ids=[name for name, _ in PLACED + PLAIN])
def test_without_sign_in_there_is_only_the_sign_in(client, world, name, parameters):
    url = url_of(world, name, parameters) if parameters else reverse(name)
    if url.startswith("/k/"):
        return
    response = client.get(url)
    assert response.status_code == 302 and response.url.startswith("/accounts/login/"), (url, response.status_code)


@pytest.mark.parametrize(("name", "parameters"), PLACED, ids=[name for name, _ in PLACED])
def test_inside_ones_area_the_page_is_there(client, world, name, parameters):
    client.force_login(make.make_officer("3301"))
    response = client.get(url_of(world, name, parameters))
    b"".join(response)  # reads a photo to its end, so that its file is closed
    expected = {404, 302} if name.startswith("field-") else {200, 302, 405}
    assert response.status_code in expected


ADMIN_MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in
     ("villages", "trainers", "households", "groups", "knowledge", "accounts")),
    key=lambda model: model._meta.label,
)  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("model", ADMIN_MODELS, ids=[model._meta.label for model in ADMIN_MODELS])
def test_admin_keeps_to_the_area(client, world, model):
    """A member of staff posted elsewhere, with every permission, sees no row of district 3301 in the admin."""
    here = next((row for row in vars(world).values() if type(row) is model), None)
    staff = make.make_user(Role.PROVINCE, "34", is_staff=True)
    client.force_login(staff)
    staff.user_permissions.set(Permission.objects.all())
    info = (model._meta.app_label, model._meta.model_name)
    listed = client.get(reverse("admin:{}_{}_changelist".format(*info)))
    assert listed.status_code in (200, 403)
    assert OURS not in listed.content.decode()
    if here is not None:
        for page in ("change", "history"):
            assert client.get(reverse("admin:{}_{}_{}".format(*info, page), args=[here.pk])).status_code == 404
        # Who may delete no row of a kind hears 403 of every id, there or not.
        assert client.get(reverse("admin:{}_{}_delete".format(*info), args=[here.pk])).status_code in (403, 404)
