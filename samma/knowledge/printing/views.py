"""Papers on request: one record as PDF, ticked records as one book, and many of them as a job."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samma import thai
from samma.jobs.actions import start
from samma.knowledge.filters import RecordFilter
from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.printing.papers import Choice, book, printable, record_pdf
from samma.knowledge.search import find
from samma.pdf import PdfError
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import get_visible_or_404, row_number

AT_ONCE = 20  # more are printed by a worker
MOST_IN_BOOK = 2000


@never_cache
@require_safe
def record_print(request, pk):
    """The paper, to read in the browser and to print: ?form=KEY&digits=thai|arabic&pages=dash|of."""
    record = get_visible_or_404(printable(), request.user, pk=pk)
    try:
        pdf = record_pdf(record, Choice.of_request(request))
    except PdfError as error:
        return not_made(request, error)
    return pdf_answer(pdf, record.title)


@never_cache
@require_POST
def records_print(request):
    """The ticked records as one PDF; with `all` every record that the list's filters show."""
    records = KnowledgeRecord.objects.visible_to(request.user)
    if "all" in request.POST:
        records = RecordFilter(request.GET or None, queryset=records, request=request).qs
        records = find(records, thai.normalise(request.GET.get("q", "")))
    else:
        records = records.filter(pk__in={row_number(pk) for pk in request.POST.getlist("record")})
    chosen = list(records.order_by("sort_key", "pk").values_list("pk", flat=True)[: MOST_IN_BOOK + 1])
    if not chosen:
        messages.error(request, "ยังไม่ได้เลือกเรื่องที่จะพิมพ์ ทำเครื่องหมายหน้าเรื่องที่ต้องการก่อน")
        return redirect("record-list")
    if len(chosen) > MOST_IN_BOOK:
        messages.error(request, f"พิมพ์รวมเล่มได้ไม่เกิน {thai.number(MOST_IN_BOOK)} เรื่อง โปรดกรองพื้นที่หรือปีก่อน")
        return redirect("record-list")
    choice = Choice.of_request(request)
    if len(chosen) > AT_ONCE:
        title = f"พิมพ์องค์ความรู้ {thai.number(len(chosen))} เรื่อง"
        params = {"records": chosen, "site": choice.site}
        job = start(
            "samma.knowledge.tasks.print_book",
            title,
            params=params,
            total=len(chosen),
            by=request.user,
            file_name="samma-records.pdf",
        )
        return redirect("job-detail", pk=job.pk)
    try:
        pdf = book(printable(chosen), choice)
    except PdfError as error:
        return not_made(request, error)
    return pdf_answer(pdf, f"องค์ความรู้ {len(chosen)} เรื่อง")
