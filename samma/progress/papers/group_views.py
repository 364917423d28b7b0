"""เอกสารของกลุ่ม: every paper of one group on one page, whatever state the group is in, and each of them as PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups.evaluation.lists import years_offered
from groups.fund.book import Month, months_of
from groups.models import Group
from samma.accounts.events import record
from samma.pdf import PdfError
from samma.pdf.answers import not_made, pdf_answer
from samma.progress.papers.declared import PAPERS, PaperForm
from samma.progress.papers.desk import DISTRICT_DIGITS, Desk
from samma.progress.papers.printing import Choice, paper_pdf
from samma.progress.papers.views import KIND_LABELS, digits_tabs
from samma.scope import get_visible_or_404, row_number
from samma.thai import be_year
from villages.places import crumbs_for

GROUPS = Group.objects.select_related("village", "year")
YEARS = range(2500, 2700)
# Papers of the village's page that can be made out for one group alone, as they are offered.
OF_GROUP = ["group-dossier", "group-form", "group-members", "group-evaluation", "fund-book"]


@require_safe
def group_papers(request, pk) -> HttpResponse:
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    months = months_of(group, timezone.localdate())
    papers = [_shown(PAPERS[key], group, months) for key in OF_GROUP]
    office_url = reverse("office-edit", args=[group.village_code[:DISTRICT_DIGITS]])
    crumbs = [*crumbs_for(group.village_code, request.user), (group.name, reverse("group-detail", args=[pk]))]
    context = {
        "title": "เอกสารของกลุ่ม",
        "kicker": group.name,
        "sections": [
            {"title": "แฟ้มและทะเบียน", "papers": [one for one in papers if one["key"] != "fund-book"]},
            {"title": "ระเบียบและกองทุน", "papers": [papers[-1], _month(group, months[0]), *_rules(group)]},
            *_products(group),
        ],
        "office_url": office_url if request.user.may_write else None,
        "crumbs": [*crumbs, ("เอกสาร", None)],
    } | digits_tabs(request)
    return render(request, "progress/papers.html", context)


def _shown(form: PaperForm, group: Group, months: list[Month]) -> dict:
    span = [(_key(month), month.name) for month in months]
    choices = [
        {"name": "from", "label": "ตั้งแต่เดือน", "options": [("", "ต้นเล่ม"), *reversed(span)]},
        {"name": "to", "label": "ถึงเดือน", "options": [("", "ล่าสุด"), *span]},
    ]
    return {
        "key": form.key,
        "name": form.name,
        "purpose": form.purpose.replace(" กลุ่มละชุด", ""),
        "note": form.note,
        "url": reverse("group-paper-pdf", args=[group.pk, form.key]),
        "choices": _years() if form.key == "group-evaluation" else choices if form.key == "fund-book" else [],
        "kinds": [(kind, KIND_LABELS[kind]) for kind in form.kinds],
    }


def _month(group: Group, month: Month) -> dict:
    return {
        "key": "month",
        "name": f"บัญชีกองทุนประจำเดือน{month.name}",
        "purpose": "เสนอที่ประชุมประจำเดือน เดือนอื่นพิมพ์จากหน้าบัญชีประจำเดือน",
        "url": reverse("group-month-print", args=[group.pk, be_year(month.year), month.number]),
        "choices": [],
        "kinds": [("filled", "พิมพ์")],
    }


def _rules(group: Group) -> list[dict]:
    """The rules in force, else the draft for the meeting; nothing before somebody wrote them."""
    bylaw = group.bylaws.adopted().first() or group.bylaws.drafts().first()
    if bylaw is None:
        return []
    return [
        {
            "key": "bylaw",
            "name": "ระเบียบข้อบังคับกลุ่ม" if bylaw.adopted else "ร่างระเบียบข้อบังคับกลุ่ม",
            "purpose": "ฉบับที่ใช้อยู่ พร้อมที่ประชุมที่รับรอง" if bylaw.adopted else "เสนอที่ประชุมสมาชิกพิจารณา",
            "url": reverse("bylaw-print", args=[bylaw.pk]),
            "choices": [],
            "kinds": [("filled", "พิมพ์")],
        }
    ]


def _products(group: Group) -> list[dict]:
    """The ways to the papers of each product: its sheet, and its OTOP packet."""
    papers = [
        {
            "key": f"product-{product.pk}",
            "name": product.name,
            "purpose": "แผ่นข้อมูลผลิตภัณฑ์ และแฟ้มขึ้นทะเบียน OTOP",
            "url": reverse("product-papers", args=[product.pk]),
            "choices": [],
            "kinds": [("", "ดูเอกสาร")],
        }
        for product in group.products.made()
    ]
    return [{"title": "ผลิตภัณฑ์และ OTOP", "papers": papers}] if papers else []


@never_cache
@require_safe
def group_paper(request, pk, group_key) -> HttpResponse:
    """`?kind=filled|blank&digits=thai|arabic`, of the fund's book `&from=2560-03&to=2560-09`, of an evaluation `&fiscal=2560`."""
    if group_key not in OF_GROUP:
        raise Http404
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    form, desk = PAPERS[group_key], Desk.of_group(group, request.user, timezone.localdate())
    desk.months = _months(request, group)
    desk.fiscal_year = _year(request)
    choice = Choice.of_request(request, form)
    if choice.of:
        raise Http404
    try:
        pdf = paper_pdf(form, desk, choice)
    except PdfError as error:
        return not_made(request, error)
    if not choice.is_blank:
        record("print", group, by=request.user, paper=group_key)
    return pdf_answer(pdf, f"{form.name} {group.name}{' แบบเปล่า' if choice.is_blank else ''}")


def _months(request, group: Group) -> tuple[Month, Month] | None:
    """From the first month asked for to the last; None is the whole book."""
    known = {_key(month): month for month in months_of(group, timezone.localdate())}
    since, until = known.get(request.GET.get("from", "")), known.get(request.GET.get("to", ""))
    if since is None and until is None:
        return None
    ordered = sorted([since or min(known.values(), key=_order), until or max(known.values(), key=_order)], key=_order)
    return ordered[0], ordered[1]


def _years() -> list[dict]:
    years = [("", "ปีที่ประเมินล่าสุด"), *((str(year), f"ปีงบประมาณ {year}") for year in years_offered())]
    return [{"name": "fiscal", "label": "ปีงบประมาณ", "options": years}]


def _year(request) -> int | None:
    """The fiscal year asked for, the one of an old evaluation too; what is no year asks for none."""
    year = row_number(request.GET.get("fiscal", ""))
    return year if year in YEARS else None


def _order(month: Month) -> tuple[int, int]:
    return month.year, month.number


def _key(month: Month) -> str:
    return f"{be_year(month.year)}-{month.number:02}"
