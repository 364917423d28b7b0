"""Addresses of households: their own pages, the grids of a village, the 1-to-4 board, and visits."""

from django.urls import include, path

from households import (
    board_views,
    help_views,
    leaving_views,
    livelihood_views,
    money_views,
    register_views,
    support_views,
    survey_views,
    training_views,
    views,
)

urlpatterns = [
    path("", views.household_list, name="household-list"),
    path("<int:pk>/", views.household_detail, name="household-detail"),
    path("<int:pk>/edit/", views.household_edit, name="household-edit"),
    path("enrolments/<int:pk>/edit/", views.enrolment_edit, name="enrolment-edit"),
    path("enrolments/<int:pk>/materials/new/", views.material_new, name="material-new"),
    path("trainers/<int:pk>/retire/", leaving_views.trainer_retire, name="trainer-retire"),
    path("trainers/<int:pk>/replace/", leaving_views.trainer_replace, name="trainer-replace"),
    path("villages/<int:target_pk>/demand/", survey_views.demand_list, name="demand-list"),
    path("villages/<int:target_pk>/demand/sheet/", survey_views.demand_grid, name="demand-grid"),
    path("villages/<int:target_pk>/demand/new/", survey_views.survey_new, name="survey-new"),
    path("surveys/<int:pk>/edit/", survey_views.survey_edit, name="survey-edit"),
    path("villages/<int:target_pk>/register/", register_views.enrolment_grid, name="enrolment-grid"),
    path("villages/<int:target_pk>/board/", board_views.assignment_board, name="assignment-board"),
    path("villages/<int:target_pk>/board/move/", board_views.assignment_move, name="assignment-move"),
    path("villages/<int:target_pk>/board/swap/", board_views.assignment_swap, name="assignment-swap"),
    path("villages/<int:target_pk>/board/history/", board_views.board_history, name="board-history"),
    path("villages/<int:target_pk>/attendance/", training_views.attendance_grid, name="attendance-grid"),
    path("villages/<int:target_pk>/livelihood/", livelihood_views.livelihood_grid, name="livelihood-grid"),
    path("villages/<int:target_pk>/money/", money_views.money_table, name="money-table"),
    path("villages/<int:target_pk>/money/print.pdf", money_views.money_print, name="money-pdf"),
    path("villages/<int:target_pk>/support/", support_views.support_list, name="support-list"),
    path("villages/<int:target_pk>/support/new/", support_views.support_new, name="support-new"),
    path("support/<int:pk>/", support_views.support_detail, name="support-detail"),
    path("support/<int:pk>/edit/", support_views.support_edit, name="support-edit"),
    path("help/", help_views.help_list, name="help-list"),
    path("visits/<uuid:pk>/help/", help_views.visit_help, name="visit-help"),
    path("", include("households.visit_urls")),
    path("", include("households.booklet_urls")),
    path("", include("households.budget_urls")),
]
