"""Every page of the product, opened by every role at both widths: Thai, in พ.ศ., within the screen, free of serious faults.

The addresses come from the URL list, so that a new page is looked at unasked; the rows are those of the demo.
SAMMA_SHOTS=folder keeps a picture of each page.
"""

import re
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from groups.models import FundEntry, Group, OtopRound
from households.models import (
    Assignment,
    Booklet,
    BookletPage,
    Contribution,
    Payment,
    SupportVisit,
    Visit,
    VisitMark,
    VisitPhoto,
)
from households.visits.help import open_requests
from samma.accounts.actions import invite
from samma.accounts.models import Role, Transfer, User
from samma.jobs.models import Job
from samma.knowledge.models import KnowledgeRecord, SectionComment, State
from samma.progress.registers import REGISTERS
from samma.sheets.actions import begin
from samma.thai import be_year
from tests.browser.conftest import DESK, PHONE
from tests.browser.walking import LOOK, SHOTS, Walk
from tests.factories import make_twin
from tests.sheets.imports import upload
from tests.test_every_url import ALL, kind_of
from trainers.models import LeadCourse, LearningPlace
from villages.models import Area, Occupation, Partner, ProgrammeYear, TargetVillage

pytestmark = pytest.mark.browser

FINISHED = "33031118"  # the demo's village with every step done
# The pages by the first word of their address, in parts that two workers share; each role with the pages it opens at least.
PARTS = {
    "groups": {"officer": 45, "province": 20},
    "villages": {"officer": 35, "province": 20, "department": 7},
    "households": {"officer": 40, "province": 20, "trainer": 1},
    "trainers knowledge": {"officer": 25, "province": 12, "department": 4},
    "": {"officer": 45, "province": 15, "department": 25, "trainer": 10, "anyone": 8},
}
# Each looks at what the ones before him have not seen. The department opens every page of the officer too: its own are asked for.
ROLES = ("officer", "province", "department", "trainer", "anyone")
OWN_PAGES = {
    "anyone": ("record-public", "public-", "phone-invite", "account_login", "account_inactive"),
    "department": (
        "home",
        "year-",
        "occupation-",
        "course-",
        "village-list",
        "target-list",
        "record-summary",
        "record-book",
        "sheet-import",
    ),
}
NO_PAGE = re.compile(
    r"(print|sheet-refused|pdf|zip|export|template|photo|photo-small|ics|card|healthz|tambon-picker|village-picker|job-file|logout|download_recovery_codes)$"
)
ADMIN_PAGES = ("changelist", "add", "change", "history", "delete")
# Sixteen pages of one form: two of them are looked at, all are read.
SHEETS_SEEN = ("sheet-import-households", "sheet-import-years")
OF_ONE_MODEL = re.compile(
    r"\b(app|model|field|column|row\d|inline)-[\w-]*"
)  # classes that Django names after what is shown
IN_THE_ADMIN = {"True", "False", "None"}  # how Django speaks of its ticks


@pytest.fixture
def rows(demo):
    return rows_of_the_demo()


def rows_of_the_demo():
    """One row of everything in the demo, by the words of `tests.test_every_url.ARGUMENTS`."""
    target = TargetVillage.objects.get(village_code=FINISHED)
    trainer_user = User.objects.get(username="trainer")
    assignment = Assignment.objects.serving().filter(trainer__sage__user=trainer_user).first()
    enrolment = assignment.enrolment
    fund = FundEntry.objects.exclude(kind="correction").first()
    officer = User.objects.get(username="officer")
    job = Job.objects.create(title="พิมพ์เล่มองค์ความรู้", by=officer, total=3, done=1, heartbeat=timezone.now())
    published = KnowledgeRecord.objects.filter(state=State.PUBLISHED).first()
    draft = KnowledgeRecord.objects.visible_to(officer).filter(state=State.DRAFT, submitted_at=None).first()
    group = Group.objects.registered().get(village__code=FINISHED)
    product = group.products.exclude(standards=None).first()
    visit = Visit.objects.filter(pk__in=VisitPhoto.objects.values("visit")).first()
    VisitMark.objects.get_or_create(visit=visit, kind="clock", defaults={"sentence": "นาฬิกาของเครื่องไม่ตรง"})
    return {
        "target": target,
        "activity": target.activities.get(kind="explanation"),
        "partner": Partner.objects.order_by("pk").first(),
        "planned": target.plan_items.order_by("-on").first(),
        "village": target.village,
        "team": target.team,
        "trainer": target.team.seated()[0],
        "sage": target.team.seated()[0].sage,
        "household": enrolment.household,
        "enrolment": enrolment,
        "visit": visit,
        "twin": make_twin(visit, problem="หนอนลงแปลง"),
        "photo": VisitPhoto.objects.first(),
        "group": group,
        "member": group.memberships.current().first(),
        "fund": fund,
        "deed": group.activities.first(),
        "group_meeting": group.meetings.first(),
        "bylaw": group.bylaws.adopted().first(),
        "of_year": SimpleNamespace(pk=be_year(group.fund.last().on.year)),
        "month": SimpleNamespace(pk=group.fund.last().on.month),
        "product": product,
        "product_paper": SimpleNamespace(pk="otop-producer"),
        "otop_round": OtopRound.objects.first(),
        "standard": product.standards.first(),
        "won": product.stars.first(),
        "cost_sheet": product.cost_sheets.first(),
        "otop": group.otop[0],
        "group_support": group.support.first(),
        "group_training": group.trainings.first(),
        "publicity": group.publicity.first(),
        "market": group.markets.first(),
        "evaluation": group.evaluations.first(),
        "promise": group.evaluations.first().promises.first(),
        "record": draft,
        "published": published,
        "kept": SimpleNamespace(pk=draft.revisions.first().number),
        "said": SectionComment.objects.first(),
        "job": job,
        "run": begun_import(officer),
        "year": ProgrammeYear.objects.get(pk=target.year_id),
        "occupation": Occupation.objects.trades().first(),
        "course": LeadCourse.objects.first(),
        "support": SupportVisit.objects.first(),
        "booklet": Booklet.objects.order_by("-pk").first(),
        "printed": SimpleNamespace(pk=BookletPage.objects.free().order_by("pk").first().number),
        "paper": SimpleNamespace(pk="team-order"),
        "group_paper": SimpleNamespace(pk="group-dossier"),
        "office": SimpleNamespace(pk=FINISHED[:4]),
        "learning_place": LearningPlace.objects.visible_to(officer).exclude(owner=None).first(),
        "asked": target.surveys.first(),
        "potential": target.village.potentials.first(),
        "proposal": target.proposals.first(),
        "payment": Payment.objects.filter(corrects=None).first(),
        "contribution": Contribution.objects.first(),
        "transfer": Transfer.objects.first(),
        "asking": open_requests(Visit.objects.visible_to(officer)).first(),
        "token": invite(trainer_user, by=officer, now=timezone.now()),
    }


def begun_import(officer):
    """A file with a refused cell and two questions, on its way into the register of households."""
    year = TargetVillage.objects.get(village_code=FINISHED).year_id
    rows = [
        (FINISHED, year, 901, "นางสมมุติ ใหม่เอี่ยม", "901"),
        (FINISHED, year, 902, "", "902"),
        (FINISHED, year, 903, "นายสมมุติ เลขแปลก", "ท้ายทุ่ง"),
    ]
    return begin(upload(*rows), REGISTERS["households"], by=officer)


OWN_ROW = {
    "year-": "year",
    "occupation-": "occupation",
    "course-": "course",
    "job-": "job",
    "sheet-run": "run",
    "record-detail": "published",
    "visit-help": "asking",
}


def addresses_of(rows):
    """(name, address) of every page but the admin's. Those that ask for the password first: tests/test_thai_screens.py."""
    for name, parameters in ALL:
        # The phone's page goes on by itself to where somebody is; tests/browser/test_field_page.py looks at it.
        if NO_PAGE.search(name) or name.startswith("admin:") or name == "field-home":
            continue
        if parameters == ("register",):
            for register in REGISTERS:
                yield f"{name}-{register}", reverse(name, args=[register])
        elif parameters == ("token",):
            yield name, reverse(name, args=[rows["token"]])
        elif parameters == ("slug",):
            yield name, reverse(name, args=[rows["published"].slug])
        elif name.startswith("record-public-") and "province" in name:
            yield name, reverse(name, args=["33"])
        else:
            own = next((kind for start, kind in OWN_ROW.items() if name.startswith(start)), None)
            values = {p: rows[own or kind_of(name, p)].pk for p in parameters}
            yield name, reverse(name, kwargs=values)


def admin_addresses():
    """Index, lists, and of each model's first row its pages."""
    yield "index", reverse("admin:index")
    yield "password", reverse("admin:password_change")
    for model in sorted(admin.site._registry, key=lambda model: model._meta.label_lower):
        first = model._default_manager.order_by("pk").first()
        for page in ADMIN_PAGES:
            of_row = page not in ("changelist", "add")
            if of_row and first is None:
                continue
            name = f"{model._meta.app_label}_{model._meta.model_name}_{page}"
            yield name, reverse(f"admin:{name}", args=[first.pk] if of_row else [])


@pytest.fixture
def walk(rows, come_in):
    def start(role):
        user = None if role == "anyone" else User.objects.get(username=role)
        return Walk(come_in(user, DESK), role, user)

    return start


def test_the_look_finds_what_it_should(page):
    page.set_viewport_size(PHONE)
    page.set_content(
        '<h1>หนึ่ง</h1><h1>สอง</h1><div class="wide" style="width: 900px">กว้าง</div>'
        '<button style="height: 20px">เล็ก</button><input type="file" name="paper"><p>ใน<a href="#">ข้อความ</a></p>'
    )
    faults = page.evaluate(LOOK)

    for words in ("wider than the screen", "DIV.wide", "2 headings", "only 20 px high: BUTTON", "language: paper"):
        assert any(words in fault for fault in faults), words
    assert not any("ข้อความ" in fault for fault in faults)


def part_of(address) -> str:
    """The part of the walk that an address belongs to."""
    first = address.split("/")[1]
    return next((part for part in PARTS if first in part.split()), "")


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS, ids=[part or "others" for part in PARTS])
def test_every_page_is_thai_fits_both_screens_and_has_no_serious_fault(walk, rows, part):
    walks = {role: walk(role) for role in ROLES}
    for name, address in addresses_of(rows):
        if part_of(address) != part:
            continue
        is_seen = not name.startswith("sheet-import") or name in SHEETS_SEEN
        looked_at = set()
        for role, walked in walks.items():
            if not name.startswith(OWN_PAGES.get(role, "")) or not walked.ask(name, address):
                continue
            if is_seen and (SHOTS or not walked.parts <= looked_at):
                looked_at |= walked.parts
                walked.open(name, address)
                walked.look(name, has_place=is_of_a_place(name))
            walked.read(name)

    faults = [fault for walked in walks.values() for fault in walked.faults]
    assert not faults, "\n" + "\n".join(faults)
    opened = {role: len(walked.asked) for role, walked in walks.items()}
    assert all(opened[role] >= least for role, least in PARTS[part].items()), opened


def is_of_a_place(name) -> bool:
    """Pages of one village, household, team, group or record; the phone page has its own way back."""
    free = ("activity-screen", "field-", "phone-", "job-", "record-public", "year-", "occupation-", "sheet-")
    return bool(dict(ALL).get(name)) and not name.startswith(free)


@pytest.mark.long
@pytest.mark.parametrize("half", [0, 1])
def test_every_page_of_the_admin_is_thai_and_keeps_the_policy(walk, rows, half):
    """All are read; the browser opens each that has a part no page before it had."""
    walked, opened = walk(Role.DEPARTMENT), set()
    for name, address in list(admin_addresses())[half::2]:
        if not walked.ask(name, address):
            continue
        parts = {OF_ONE_MODEL.sub("", part) for part in walked.parts}
        if SHOTS or not parts <= opened:
            opened |= parts
            walked.open(name, address)
        walked.read(name, IN_THE_ADMIN | english_names(name))

    assert not walked.faults, "\n" + "\n".join(walked.faults)
    assert len(walked.asked) > 150, walked.asked


def english_names(name) -> set[str]:
    """The official English names of areas, which their own screens show."""
    if not name.startswith("villages_area"):
        return set()
    return set(" ".join(Area.objects.values_list("name_en", flat=True)).replace("-", " ").split())
