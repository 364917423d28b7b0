"""Addresses of the pages that show rows of several apps."""

from django.urls import path

from samma.progress import views
from samma.progress.report import views as report_views

urlpatterns = [
    path("", views.home, name="home"),
    path("report/", report_views.report, name="report"),
    path("report/report.pdf", report_views.report_paper, name="report-pdf"),
    path("report/report.xlsx", report_views.report_workbook, name="report-export"),
    path("villages/", views.target_list, name="target-list"),
    path("villages/<int:pk>/", views.target_detail, name="target-detail"),
]
