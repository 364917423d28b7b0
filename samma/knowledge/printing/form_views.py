"""Before printing: the form is chosen, and what it has no place for is told."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samma.knowledge.printing.papers import Choice, before_printing, form_of, printable
from samma.knowledge.record_forms import FORMS
from samma.knowledge.views import crumbs_of
from samma.scope import get_visible_or_404


@never_cache
@require_safe
def record_paper(request, pk):
    """The choice of form, digits and page numbers for one record: ?form=KEY, with what that form leaves over."""
    record = get_visible_or_404(printable(), request.user, pk=pk)
    choice = Choice.of_request(request)
    form = form_of(record, choice.form)
    context = {
        "record": record,
        "form_name": form.name,
        "forms": [(key, one.name, key == form.key) for key, one in FORMS.items()],
        "left_over": before_printing(record, form),
        "choice": choice,
        "pdf_url": f"{reverse('record-print', args=[record.pk])}?form={form.key}&digits={choice.digits}&pages={choice.pages}",
        "crumbs": crumbs_of(record, request.user, "พิมพ์"),
    }
    return render(request, "knowledge/paper.html", context)
