"""Pages that put rows of several apps side by side: home by role, the list of target villages, the village page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from samma import lists, thai
from samma.accounts.models import Role
from samma.figures import measured, measured_of
from samma.progress import home as homes
from samma.progress import rollups
from samma.progress.needs import TargetFilterSet, trained_people
from samma.progress.numbers import numbers_of
from samma.progress.sharing import village_text
from samma.progress.target_rows import COLUMNS, target_row
from samma.progress.village_page import Page, missing_now, next_action, sections, standing_status
from samma.scope import covers, get_visible_or_404
from villages.models import TargetVillage
from villages.places import crumbs_for, place_name, with_place_names
from villages.views import matching

HOMES = {
    Role.OFFICER: ("progress/home_officer.html", homes.officer_home),
    Role.PROVINCE: ("progress/home_area.html", homes.province_home),
    Role.DEPARTMENT: ("progress/home_area.html", homes.department_home),
}


@require_GET
def home(request) -> HttpResponse:
    """Each role's own first page; a trainer's is the field page."""
    if request.user.is_trainer:
        return redirect("field-home")
    template, make = HOMES[request.user.role]
    return render(request, template, make(request.user, request.GET.get("year", "")))


PAPERS_OF_TARGETS = {
    "households": "ทะเบียนครัวเรือน",
    "teams": "ทะเบียนทีมวิทยากร",
    "attendance": "ทะเบียนการเข้าอบรม",
}
LISTED = {
    "order": ("village__sort_key", "pk"),
    "sorts": {
        "name": ("village__sort_key", "pk"),
        "place": ("village_code", "pk"),
        "year": ("-year_id", "village_code", "pk"),
    },
    "search": lambda targets, words: matching(targets, words, "village__"),
    "filterset": TargetFilterSet,
}


@require_GET
def target_list(request) -> HttpResponse:
    """Target villages with their numbers and the step each is at."""
    as_of = rollups.settled(request.user.area_code)
    rows = with_place_names(TargetVillage.objects.visible_to(request.user)).select_related(
        "village", "year", "rollup", "team"
    )
    context = lists.listing(
        request,
        rows,
        columns=COLUMNS,
        row=target_row,
        **LISTED,
    )
    if request.GET.get("done") == "people":
        came = trained_people(lists.narrowed(request, rows, **LISTED))
        context["sum_label"] = f"คนที่เข้าฝึกอบรม วันที่มากที่สุดของแต่ละหมู่บ้าน รวม {thai.number(came)} คน"
    context["exports"] = lists.ways_out(request, "targets", PAPERS_OF_TARGETS)
    context["import_url"] = lists.way_in(request, "targets")
    context["crumbs"] = crumbs_for(_shown_place(request), request.user)
    context["list_measured"] = measured(*[chip["label"] for chip in context["chips"]] or ["ทุกพื้นที่ที่ดูแล"], at=as_of)
    context["actions"] = [
        {"label": "หมู่บ้านทั้งหมด", "url": reverse("village-list"), "icon": "map"},
        {"label": "ทะเบียนภาคี", "url": reverse("partner-list"), "icon": "people"},
    ]
    context["add_url"] = reverse("target-new") if request.user.may_write else None
    return render(request, "progress/target_list.html", context)


def _shown_place(request) -> str:
    """The place asked for, inside the posting; of a place outside not even the name is told."""
    asked, posting = request.GET.get("area", ""), request.user.area_code
    return asked if asked.isascii() and asked.isdecimal() and covers(posting, asked) else posting


@require_GET
def target_detail(request, pk) -> HttpResponse:
    """The village page: everything of one village and year, and the next thing to do."""
    rows = TargetVillage.objects.select_related("village", "year")
    target = get_visible_or_404(rows, request.user, pk=pk)
    page = Page(target, numbers_of([target], timezone.localdate())[target.pk], request.user.may_write)
    as_of = measured()
    others = TargetVillage.objects.filter(village=target.village_id).order_by("year")
    tabs = [
        {"label": f"ปี {one.year_id}", "url": reverse("target-detail", args=[one.pk]), "current": one.pk == target.pk}
        for one in others
    ]
    papers = {"label": "เอกสารของหมู่บ้าน", "url": reverse("target-papers", args=[target.pk]), "icon": "printer"}
    whole = {"label": "สารสนเทศ", "url": reverse("target-information", args=[target.pk]), "icon": "bar-chart"}
    handover = {"label": "ส่งมอบงาน", "url": reverse("target-handover", args=[target.pk]), "icon": "arrow-left-right"}
    edit = {"label": "แก้ไขหมู่บ้าน", "url": reverse("target-edit", args=[target.pk]), "icon": "pencil"}
    proofs = {"label": "หลักฐานของแต่ละขั้น", "url": reverse("target-steps", args=[target.pk]), "icon": "list-check"}
    since = {"label": "ก้าวจากจุดเริ่มต้น", "url": reverse("target-since", args=[target.pk]), "icon": "graph-up"}
    phases = sections(page)
    context = {
        "target": target,
        "missing": missing_now(page),
        "kicker": f"หมู่บ้านเป้าหมายปี {target.year_id}",
        "lead": f"{place_name(target.village.tambon_id)} รหัสหมู่บ้าน {target.village_code}",
        "status": standing_status(page),
        "actions": [proofs, since, whole, papers, handover, *([edit] if page.may_write else [])],
        "tabs": tabs if len(tabs) > 1 else [],
        "sections": phases,
        "parts": [block for phase in phases for block in phase["blocks"]],
        "crumbs": crumbs_for(target.village_code, request.user, target_pk=target.pk),
        "measured": measured_of(target, at=as_of),
        "share_text": village_text(target, page.numbers, as_of),
        "exports": lists.ways_to_print({"area": target.village_code, "year": target.year_id}, PAPERS_OF_TARGETS),
    }
    return render(request, "progress/target_detail.html", context | next_action(page))
