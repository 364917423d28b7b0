"""เอกสารของผลิตภัณฑ์: the papers of one product on one page, each of them as PDF, and the whole OTOP packet as one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups.models import Product
from groups.products.otop.page import PRINTED
from groups.products.views import crumbs_of
from samma.accounts.events import record
from samma.pdf import PdfError, join
from samma.pdf.answers import not_made, pdf_answer
from samma.progress.papers.declared import PAPERS, PaperForm
from samma.progress.papers.desk import DISTRICT_DIGITS, Desk
from samma.progress.papers.printing import Choice, paper_pdf
from samma.progress.papers.views import KIND_LABELS, digits_tabs
from samma.scope import get_visible_or_404

PRODUCTS = Product.objects.select_related("group__village", "group__year")
PACKET = [key for key, _name in PRINTED]
OF_PRODUCT = ["product-sheet", *PACKET]


@require_safe
def product_papers(request, pk) -> HttpResponse:
    product = get_visible_or_404(PRODUCTS, request.user, pk=pk)
    office_url = reverse("office-edit", args=[product.village_code[:DISTRICT_DIGITS]])
    context = {
        "title": "เอกสารของผลิตภัณฑ์",
        "kicker": product.name,
        "sections": [
            {"title": "แจกผู้ซื้อ", "papers": [_shown(PAPERS["product-sheet"], product)]},
            {"title": "แฟ้มขึ้นทะเบียน OTOP", "papers": [_shown(PAPERS[key], product) for key in PACKET]},
        ],
        "office_url": office_url if request.user.may_write else None,
        "crumbs": crumbs_of(product, request.user, "เอกสาร"),
    } | digits_tabs(request)
    return render(request, "progress/papers.html", context)


def _shown(form: PaperForm, product: Product) -> dict:
    return {
        "key": form.key,
        "name": form.name,
        "purpose": form.purpose,
        "note": form.note,
        "url": reverse("product-paper-pdf", args=[product.pk, form.key]),
        "choices": [],
        "kinds": [(kind, KIND_LABELS[kind]) for kind in form.kinds],
    }


@never_cache
@require_safe
def product_paper(request, pk, product_key) -> HttpResponse:
    """`?kind=filled|blank&digits=thai|arabic`."""
    if product_key not in OF_PRODUCT:
        raise Http404
    product = get_visible_or_404(PRODUCTS, request.user, pk=pk)
    form = PAPERS[product_key]
    choice = Choice.of_request(request, form)
    try:
        pdf = _pdf(form, product, choice, request.user)
    except PdfError as error:
        return not_made(request, error)
    _written_down(product, product_key, choice, request.user)
    return pdf_answer(pdf, f"{form.name} {product.name}{' แบบเปล่า' if choice.is_blank else ''}")


@never_cache
@require_safe
def product_packet_pdf(request, pk) -> HttpResponse:
    """All papers of the packet as one PDF, in their order."""
    product = get_visible_or_404(PRODUCTS, request.user, pk=pk)
    choices = {key: Choice.of_request(request, PAPERS[key]) for key in PACKET}
    try:
        parts = [(PAPERS[key].name, _pdf(PAPERS[key], product, choices[key], request.user)) for key in PACKET]
    except PdfError as error:
        return not_made(request, error)
    _written_down(product, "otop-packet", choices[PACKET[0]], request.user)
    return pdf_answer(join(parts), f"แฟ้มขึ้นทะเบียน OTOP {product.name}")


def _pdf(form: PaperForm, product: Product, choice: Choice, user) -> bytes:
    desk = Desk.of_group(product.group, user, timezone.localdate())
    of = () if choice.is_blank else (str(product.pk),)
    return paper_pdf(form, desk, Choice(choice.kind, choice.digits, of))


def _written_down(product: Product, key: str, choice: Choice, user) -> None:
    if not choice.is_blank:
        record("print", product, by=user, paper=key)
