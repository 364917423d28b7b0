"""What the page of one group shows: the scorecard, warnings, a card for each ก with its evidence, rows and form, and OTOP."""

from django.urls import reverse
from django.utils.timezone import localdate

from groups.bylaws.cards import bylaws_card
from groups.cards import activities_card, committee_card, meetings_card, members_card
from groups.element_forms import ActivityForm, CommitteeForm, FundForm, MeetingForm, MemberForm
from groups.evaluation.cards import evaluation_card
from groups.falls import fallen, warning
from groups.fund.cards import fund_card
from groups.markets.cards import market_card
from groups.models import Group
from groups.products.cards import products_card
from groups.products.forms import AddProductForm
from groups.rules import Element, Standing, checklist, level, unmet
from groups.standing import standing_of
from groups.support.cards import publicity_card, support_card, training_card
from groups.vigour import vigour_of
from samma.thai import thai_date

FORMS = {
    "meeting": MeetingForm,
    "member": MemberForm,
    "committee": CommitteeForm,
    "fund": FundForm,
    "activity": ActivityForm,
    "product": AddProductForm,
}
# What a form is opened by, what sends it, and where it goes.
WORDS = {
    "meeting": ("บันทึกการประชุม", "บันทึกการประชุม", "group-meeting"),
    "member": ("เพิ่มสมาชิก", "บันทึกสมาชิก", "group-member-add"),
    "committee": ("ตั้งหรือเปลี่ยนคณะกรรมการ", "บันทึกคณะกรรมการ", "group-committee"),
    "fund": ("ลงบัญชีกองทุน", "บันทึกรายการ", "group-fund"),
    "activity": ("บันทึกกิจกรรม", "บันทึกกิจกรรม", "group-activity"),
    "product": ("เพิ่มผลิตภัณฑ์", "บันทึกผลิตภัณฑ์", "group-product"),
}


def group_page(group: Group, user, *, bound: dict | None = None, whole: str = "") -> dict:
    """The context of groups/detail.html. `bound`: the form that was sent and refused, by its part of the page.

    `whole`: the part whose rows are shown to the last one.
    """
    today = localdate()
    standing = standing_of(group)
    elements = checklist(standing)
    missing = unmet(standing)
    parts = [
        members_card(group, user),
        committee_card(group, today),
        bylaws_card(group, user),
        fund_card(group, user, whole, today),
        activities_card(group, user, whole),
    ]
    next_title = next((element.title for element in elements if not element.is_done), None)
    cards = [
        part | _element(element) | _form(group, user, part["part"], bound or {}, is_next=element.title == next_title)
        for part, element in zip(parts, elements, strict=True)
    ]
    meetings = meetings_card(group, user) | _form(group, user, "meeting", bound or {}, is_next=False)
    products = products_card(group, today) | _form(group, user, "product", bound or {}, is_next=False)
    cards = [
        *cards,
        products,
        support_card(group, user, whole),
        training_card(group, user, whole),
        publicity_card(group, user, whole),
        market_card(group, user, whole, today),
        evaluation_card(group, user, whole, today),
    ]
    return {
        "group": group,
        "status": group_status(group, missing),
        "facts": _facts(group),
        "missing": missing,
        "done": [
            {"text": f"{element.title}: {element.evidence}", "url": f"#{part['part']}"}
            for part, element in zip(parts, elements, strict=True)
            if element.is_done
        ],
        "warnings": warnings_of(group, standing),
        "level": level(standing, vigour_of(group, today)),
        "may_write": user.may_write,
        "tools": _tools(group),
        "meetings": meetings,
        "cards": cards,
        "parts": [meetings, *cards],
    }


def _tools(group: Group) -> list[dict]:
    """Ways on from the head of the page: papers of the group, its story."""
    dossier = reverse("group-paper-pdf", args=[group.pk, "group-dossier"])
    return [
        {"label": "แฟ้มกลุ่ม", "url": dossier, "icon": "printer"},
        {"label": "เอกสารทั้งหมด", "url": reverse("group-papers", args=[group.pk]), "icon": "file-earmark-text"},
        {"label": "ความเป็นมา", "url": reverse("group-history", args=[group.pk]), "icon": "clock"},
    ]


def warnings_of(group: Group, standing: Standing) -> list[str]:
    """What the group once had and has no more, each with its day."""
    return [warning(turn) for turn in fallen(group, standing)]


def group_status(group: Group, missing: list[str]) -> dict:
    """Where the group stands, in a word. A registered group that falls back is warned of and stays registered."""
    if group.registered_on and missing:
        lost = " ".join(sentence.partition(" ")[0] for sentence in missing)
        return {"word": f"ขึ้นทะเบียนแล้ว แต่ขาด {lost}", "tone": "warn"}
    if group.registered_on:
        return {"word": "ขึ้นทะเบียนแล้ว", "tone": "ok"}
    if not missing:
        return {"word": "พร้อมขึ้นทะเบียน", "tone": "ok"}
    return {"word": f"มีแล้ว {5 - len(missing)} จาก 5 ก", "tone": "wait"}


def _element(element: Element) -> dict:
    status = {"word": "มีแล้ว", "tone": "ok"} if element.is_done else {"word": "ยังขาด", "tone": "wait"}
    missing = element.missing.removeprefix(f"{element.title}: ")
    return {"title": element.title, "status": status, "evidence": element.evidence, "missing": missing}


def _form(group: Group, user, part: str, bound: dict, *, is_next: bool) -> dict:
    """The part's form for those who write; open when it was refused or when its ก is the next one to see to."""
    if not user.may_write or part not in FORMS:
        return {}
    form = bound.get(part) or FORMS[part](group=group, user=user, prefix=part)
    label, submit_label, url_name = WORDS[part]
    return {
        "form": form,
        "form_label": label,
        "submit_label": submit_label,
        "post_url": reverse(url_name, args=[group.pk]),
        "is_open": form.is_bound or (is_next and not bound),
    }


def _facts(group: Group) -> list[tuple]:
    return [
        ("หมู่บ้าน", str(group.village)),
        ("อาชีพ", str(group.occupation)),
        ("ปีงบประมาณ", str(group.year_id)),
        ("ที่มา", group.get_origin_display()),
        ("วันที่จัดตั้ง", group.founded and thai_date(group.founded)),
        ("ที่ตั้ง", group.address),
        ("ขึ้นทะเบียนเมื่อ", thai_date(group.registered_on) if group.registered_on else "ยังไม่ขึ้นทะเบียน"),
        ("หมายเหตุ", group.note),
    ]
