"""Addresses of the sheets of every register, and of each import on its way."""

from django.urls import path

from samma.sheets import out, views

urlpatterns = [
    path("imports/", views.sheet_list, name="sheet-list"),
    path("imports/<uuid:pk>/", views.sheet_run, name="sheet-run"),
    path("imports/<uuid:pk>/refused.xlsx", views.sheet_refused, name="sheet-refused"),
    path("<slug:register>/import/", views.sheet_import, name="sheet-import"),
    path("<slug:register>/export/", out.sheet_export, name="sheet-export"),
    path("<slug:register>/template.xlsx", out.sheet_template, name="sheet-template"),
]
