"""เอกสารของหมู่บ้าน: every paper of a target village on one page, and each of them as PDF, filled or blank."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samma.accounts.events import record
from samma.pdf import PdfError
from samma.pdf.answers import not_made, pdf_answer
from samma.progress.papers.declared import BLANK, FILLED, PAPERS, PHASES, PaperForm
from samma.progress.papers.desk import DISTRICT_DIGITS, Desk
from samma.progress.papers.printing import ARABIC, THAI, Choice, NothingToPrint, paper_pdf
from samma.progress.papers.sources import SOURCES
from samma.scope import get_visible_or_404
from villages.models import TargetVillage
from villages.places import crumbs_for

DIGITS_LABELS = {THAI: "เลขไทย ๑๒๓", ARABIC: "เลขอารบิก 123"}
KIND_LABELS = {FILLED: "กรอกแล้ว", BLANK: "แบบเปล่า"}


@require_safe
def target_papers(request, pk) -> HttpResponse:
    """All papers by the phase they belong to, with the choice of day, household or person."""
    desk = _desk(request, pk)
    target = desk.target
    papers = [_shown(form, desk) for form in PAPERS.values()]
    office_url = reverse("office-edit", args=[target.village_code[:DISTRICT_DIGITS]])
    context = {
        "title": "เอกสารของหมู่บ้าน",
        "kicker": target,
        "sections": [
            {"title": phase, "papers": [paper for paper in papers if paper["phase"] == phase]}
            for phase in PHASES
            if any(paper["phase"] == phase for paper in papers)
        ],
        "office_url": office_url if request.user.may_write else None,
        "crumbs": crumbs_for(target.village_code, request.user, page="เอกสาร", target_pk=target.pk),
    } | digits_tabs(request)
    return render(request, "progress/papers.html", context)


def digits_tabs(request) -> dict:
    """The digits in which the papers of a page are printed, and the switch."""
    asked = request.GET.get("digits", "")
    digits = asked if asked in (THAI, ARABIC) else THAI
    tabs = [
        {"label": label, "url": f"{request.path}?{urlencode({'digits': key})}", "current": key == digits}
        for key, label in DIGITS_LABELS.items()
    ]
    return {"digits": digits, "tabs": tabs}


def _shown(form: PaperForm, desk: Desk) -> dict:
    source = SOURCES[form.source]
    units = source.units(desk) if form.unit else []
    options = [("", source.all_label), *((unit.key, unit.label) for unit in units)]
    return {
        "key": form.key,
        "name": form.name,
        "purpose": form.purpose,
        "note": form.note,
        "phase": form.phase,
        "url": reverse("target-paper-pdf", args=[desk.target.pk, form.key]),
        "choices": [{"name": "of", "label": form.unit, "options": options}] if units else [],
        "kinds": [(kind, KIND_LABELS[kind]) for kind in form.kinds],
    }


@never_cache
@require_safe
def target_paper(request, pk, key) -> HttpResponse:
    """`?kind=filled|blank&digits=thai|arabic&of=KEY`: the PDF, opened in the browser."""
    if key not in PAPERS:
        raise Http404
    form, desk = PAPERS[key], _desk(request, pk)
    choice = Choice.of_request(request, form)
    try:
        pdf = paper_pdf(form, desk, choice)
    except KeyError as unknown:
        raise Http404 from unknown
    except NothingToPrint as nothing:
        messages.error(request, str(nothing))
        return redirect(f"{reverse('target-papers', args=[pk])}?{urlencode({'digits': choice.digits})}")
    except PdfError as error:
        return not_made(request, error)
    if form.personal and not choice.is_blank:
        record("print", desk.target, by=request.user, paper=key, of=list(choice.of))
    return pdf_answer(pdf, f"{form.name} {desk.target}{' แบบเปล่า' if choice.is_blank else ''}")


def _desk(request, pk) -> Desk:
    targets = TargetVillage.objects.select_related("village", "year")
    return Desk(get_visible_or_404(targets, request.user, pk=pk), request.user, timezone.localdate())
