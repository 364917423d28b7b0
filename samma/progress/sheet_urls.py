"""Addresses of the sheets of every register; an unknown register does not exist."""

from django.http import Http404
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from samma.progress.registers import REGISTERS
from samma.sheets import export_file, import_page, template_file


def _register(key):
    if key not in REGISTERS:
        raise Http404
    return REGISTERS[key]


@require_http_methods(["GET", "POST"])
def sheet_import(request, register):
    return import_page(request, _register(register))


@require_GET
def sheet_export(request, register):
    return export_file(request, _register(register))


@require_GET
def sheet_template(request, register):
    return template_file(request, _register(register))


urlpatterns = [
    path("<slug:register>/import/", sheet_import, name="sheet-import"),
    path("<slug:register>/export/", sheet_export, name="sheet-export"),
    path("<slug:register>/template.xlsx", sheet_template, name="sheet-template"),
]
