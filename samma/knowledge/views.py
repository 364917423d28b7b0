"""Pages of knowledge records: the list, one record to read, and the start of a new one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from samma import thai
from samma.accounts.models import Event
from samma.knowledge.actions import content_of
from samma.knowledge.filters import RecordFilter
from samma.knowledge.importing.offers import mending_of, notes_of
from samma.knowledge.models import KnowledgeRecord, State
from samma.knowledge.places import for_list, place_of, short_place
from samma.knowledge.record_forms import FORMS, form_for_year
from samma.knowledge.review.standing import check_of, may_return
from samma.knowledge.rules import CLOSED, unmet
from samma.knowledge.search import find
from samma.knowledge.trail.comments import beside, by_section, may_comment
from samma.knowledge.writing.forms import GiveBackForm, NewForm
from samma.lists import listing, ways_out
from samma.scope import WHOLE_COUNTRY, get_visible_or_404, require_writer, row_number
from villages.models import TargetVillage
from villages.places import crumbs_for

TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "wait",
    State.CHECKED: "wait",
    State.APPROVED: "ok",
    State.PUBLISHED: "ok",
}
VERBS = {
    "create": "เริ่มเขียน",
    "import": "นำเข้าจากเอกสารเก่า",
    "edit": "แก้ไข",
    "add photos": "เพิ่มภาพ",
    "edit photos": "จัดภาพ",
    "submit": "ส่งตรวจ",
    "check": "อำเภอตรวจแล้ว",
    "restore": "นำฉบับเก่ากลับมา",
    "comment": "ให้ความเห็น",
    "comment done": "แก้ตามความเห็นแล้ว",
    "give back": "ส่งกลับให้แก้ไข",
    "approve": "รับรอง",
    "publish": "เผยแพร่",
    "unpublish": "ยกเลิกการเผยแพร่",
}
NEWEST = 12  # events shown beside a record


LISTED = {
    "sorts": {"title": ("sort_key", "pk"), "year": ("-year", "sort_key", "pk")},
    "search": find,
    "filterset": RecordFilter,
}


@require_safe
def record_list(request):
    records = for_list(KnowledgeRecord.objects.visible_to(request.user))
    columns = [
        {"label": "ชื่อองค์ความรู้", "sort": "title"},
        {"label": "เจ้าของ"},
        {"label": "พื้นที่"},
        {"label": "ปี", "sort": "year"},
        {"label": "สถานะ"},
        {"label": "เอกสาร"},
    ]
    context = listing(request, records, columns=columns, row=_row, **LISTED)
    user = request.user
    actions = [{"label": "สรุปรายอำเภอ", "url": reverse("record-summary"), "icon": "bar-chart"}]
    actions.append({"label": "เล่มประจำปี", "url": reverse("record-book"), "icon": "book"})
    if user.may_write:
        actions.append({"label": "นำเข้าเอกสารเก่า", "url": reverse("record-import"), "icon": "upload"})
    mine = State.CHECKED if user.may_review else State.SUBMITTED if user.may_write else None
    waiting = mine is not None and KnowledgeRecord.objects.visible_to(user).filter(state=mine).exists()
    context |= {
        "actions": actions,
        "add_url": reverse("record-new") if user.may_write else None,
        "waiting": f"{reverse('record-list')}?state={mine}" if waiting else "",
        "waiting_text": "เปิดอ่าน แล้วรับรองหรือส่งกลับให้แก้ไข"
        if user.may_review
        else "เปิดอ่าน แล้วกดอำเภอตรวจแล้วหรือส่งกลับให้แก้ไข",
        "query": request.GET.urlencode(),
        "exports": ways_out(request, "records"),
        "crumbs": [("องค์ความรู้", None)],
    }
    return render(request, "knowledge/list.html", context)


def _row(record):
    return {
        "key": record.pk,
        "url": reverse("record-detail", args=[record.pk]),
        "cells": [
            {"text": record.title, "note": record.category},
            {"text": record.owner or "–", "note": record.position},
            {"text": short_place(record)},
            {"text": record.year},
            {"chip": {"word": record.get_state_display(), "tone": TONES[record.state]}},
            {"text": "PDF", "url": reverse("record-print", args=[record.pk])},
        ],
    }


@require_http_methods(["GET", "POST"])
def record_new(request):
    require_writer(request.user)
    target = _target(request)
    year = target.year_id if target else thai.fiscal_year(localdate())
    initial = {"form": form_for_year(year).key, "year": year, "area_code": request.user.area_code}
    form = NewForm(request.POST or None, user=request.user, target=target, initial=initial)
    if request.method == "POST" and (record := form.store()):
        messages.success(request, f"เริ่มบันทึก “{record.title}” แล้ว เขียนต่อในหัวข้อด้านล่าง")
        return redirect("record-edit", pk=record.pk)
    way = crumbs_for(target.village_code, request.user, target_pk=target.pk) if target else []
    crumbs = [*way, ("องค์ความรู้", reverse("record-list")), ("เขียนเรื่องใหม่", None)]
    return render(request, "knowledge/new.html", {"form": form, "target": target, "crumbs": crumbs})


def _target(request):
    """The target village named in the address, inside the user's area."""
    typed = request.GET.get("village", "")
    if not typed:
        return None
    targets = TargetVillage.objects.select_related("village", "year")
    return get_visible_or_404(targets, request.user, pk=row_number(typed))


@require_safe
def record_detail(request, pk):
    records = KnowledgeRecord.objects.select_related(
        "target_village__village", "sage", "group", "written_by", "checked_by"
    )
    record = get_visible_or_404(records, request.user, pk=pk)
    user = request.user
    sections, said = list(record.sections.all()), by_section(record)
    context = {
        "record": record,
        "status": {"word": record.get_state_display(), "tone": TONES[record.state]},
        "facts": _facts(record, user),
        "sections": beside(said, sections),
        "lost_comments": said.get(None, []),
        "may_comment": may_comment(record, user),
        "photos": photo_row(record),
        "events": _events(record),
        "forms": [(key, form.name) for key, form in FORMS.items()],
        "crumbs": crumbs_of(record, user),
        "may_edit": user.may_write and record.is_open,
        "may_delete": user.may_write and record.is_open and not record.submitted_at,
        "closed": CLOSED.get(record.state) if user.may_write and not user.may_review else None,
        "may_review": user.may_review,
        "check": check_of(record, user),
        "may_return": may_return(record, user),
        "missing": unmet(content_of(record)) if record.is_open else None,
        "notes": notes_of(record) if record.is_open else [],
        "mending": mending_of(record),
        "give_back_form": GiveBackForm(user=user),
    }
    return render(request, "knowledge/detail.html", context)


def crumbs_of(record, user, page: str = "") -> list:
    """Place, list, record: every page of one record stands under these."""
    way = (
        []
        if record.area_code == WHOLE_COUNTRY
        else crumbs_for(record.area_code, user, target_pk=record.target_village_id)
    )
    crumbs = [*way, ("องค์ความรู้", reverse("record-list"))]
    if not page:
        return [*crumbs, (record.title, None)]
    return [*crumbs, (record.title, reverse("record-detail", args=[record.pk])), (page, None)]


def _facts(record, user) -> list[tuple]:
    village = record.target_village
    facts = [
        ("เจ้าขององค์ความรู้", record.owner),
        ("ตำแหน่ง", record.position),
        ("สังกัด", record.office),
        ("ที่อยู่", record.address),
        ("โทรศัพท์", thai.telephone(record.phone)),
        ("หมวดองค์ความรู้", record.category),
        ("แบบบันทึก", record.get_form_display()),
        ("ปีงบประมาณ · ระดับ", f"{record.year} · {record.get_level_display()}"),
        ("พื้นที่", place_of(record.area_code)),
        ("วันที่บันทึก", thai.thai_date(record.written_on) if record.written_on else ""),
    ]
    if village is not None:
        facts.append(("หมู่บ้านเป้าหมาย", str(village), reverse("target-detail", args=[village.pk])))
    if record.sage is not None:
        facts.append(("ปราชญ์ชุมชน", str(record.sage), reverse("sage-detail", args=[record.sage_id])))
    if record.group is not None:
        facts.append(("กลุ่มอาชีพ", str(record.group), reverse("group-detail", args=[record.group_id])))
    if not user.may_write and not user.may_review:  # the department reads the content, not a person's number
        facts = [fact for fact in facts if fact[0] not in ("ที่อยู่", "โทรศัพท์")]
    return facts


def photo_row(record) -> list[dict]:
    """The record's photos for components/photo_row.html."""
    return [
        {
            "url": reverse("photo", args=[photo.pk]),
            "alt": photo.caption or f"ภาพประกอบ {record.title}",
            "caption": photo.caption,
        }
        for photo in record.photos.all()
    ]


def _events(record) -> list[dict]:
    """What happened to the record, newest first."""
    events = Event.objects.filter(object_type=record._meta.label_lower, object_id=str(record.pk)).select_related("who")
    return [
        {
            "when": thai.thai_datetime(event.when),
            "title": VERBS.get(event.verb, event.verb),
            "by": str(event.who or ""),
        }
        for event in events[:NEWEST]
    ]
