"""Addresses of the pages that show rows of several apps."""

from django.urls import path

from samma.progress import activity_views, demand_views, overdue_views, step_views, views
from samma.progress.board import views as board_views
from samma.progress.calendar import views as calendar_views
from samma.progress.handover import views as handover_views
from samma.progress.papers import group_views, information_views, office_views, product_views
from samma.progress.papers import views as paper_views
from samma.progress.report import views as report_views
from samma.progress.screen import views as screen_views

urlpatterns = [
    path("", views.home, name="home"),
    path("report/", report_views.report, name="report"),
    path("report/report.pdf", report_views.report_paper, name="report-pdf"),
    path("report/report.xlsx", report_views.report_workbook, name="report-export"),
    path("board/", board_views.board, name="board"),
    path("board/board.pdf", board_views.board_paper, name="board-pdf"),
    path("board/board.xlsx", board_views.board_workbook, name="board-export"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/day/", calendar_views.calendar_day, name="calendar-day"),
    path("calendar/samma.ics", calendar_views.calendar_ics, name="calendar-ics"),
    path("villages/", views.target_list, name="target-list"),
    path("villages/<int:pk>/activities/", activity_views.activity_list, name="activity-list"),
    path("villages/<int:pk>/activities/new/", activity_views.activity_new, name="activity-new"),
    path("villages/activities/<int:pk>/", activity_views.activity_detail, name="activity-detail"),
    path("villages/activities/<int:pk>/edit/", activity_views.activity_edit, name="activity-edit"),
    path("villages/activities/<int:pk>/remove/", activity_views.activity_remove, name="activity-remove"),
    path("villages/<int:pk>/", views.target_detail, name="target-detail"),
    path("villages/<int:pk>/steps/", step_views.target_steps, name="target-steps"),
    path("villages/<int:pk>/since/", step_views.target_since, name="target-since"),
    path("villages/overdue/", overdue_views.plan_overdue, name="plan-overdue"),
    path("villages/<int:pk>/demand/", demand_views.target_demand, name="target-demand"),
    path("villages/<int:pk>/information/", information_views.target_information, name="target-information"),
    path("villages/<int:pk>/papers/", paper_views.target_papers, name="target-papers"),
    path("villages/<int:pk>/papers/<slug:key>/", paper_views.target_paper, name="target-paper-pdf"),
    path("groups/products/<int:pk>/papers/", product_views.product_papers, name="product-papers"),
    path("groups/products/<int:pk>/packet/print.pdf", product_views.product_packet_pdf, name="product-packet-pdf"),
    path("groups/products/<int:pk>/papers/<slug:product_key>/", product_views.product_paper, name="product-paper-pdf"),
    path("groups/<int:pk>/papers/", group_views.group_papers, name="group-papers"),
    path("groups/<int:pk>/papers/<slug:group_key>/", group_views.group_paper, name="group-paper-pdf"),
    path("offices/<slug:code>/", office_views.office_edit, name="office-edit"),
    path("handover/", handover_views.handover, name="handover"),
    path("handover/print.pdf", handover_views.handover_print, name="handover-pdf"),
    path("handover/note/", handover_views.handover_note, name="handover-note"),
    path("handover/transfer/", handover_views.handover_transfer, name="handover-transfer"),
    path("handover/transfers/<int:pk>/cancel/", handover_views.handover_cancel, name="handover-cancel"),
    path("villages/<int:pk>/handover/", handover_views.target_handover, name="target-handover"),
    path("villages/<int:pk>/handover/print.pdf", handover_views.target_handover_print, name="target-handover-pdf"),
    path("villages/<int:pk>/handover/note/", handover_views.target_handover_note, name="target-handover-note"),
    path("villages/<int:pk>/screen/", screen_views.screen_choose, name="target-screen"),
    path("villages/activities/<int:pk>/screen/", screen_views.activity_screen, name="activity-screen"),
    path("villages/activities/<int:pk>/screen/tick/", screen_views.screen_tick, name="screen-tick"),
    path("villages/activities/<int:pk>/screen/person/", screen_views.screen_person, name="screen-person"),
    path("villages/activities/<int:pk>/screen/household/", screen_views.screen_household, name="screen-household"),
    path("villages/activities/<int:pk>/screen/sage/", screen_views.screen_sage, name="screen-sage"),
]
