"""Addresses of the fund of a group, its months, and of the dividing of an income."""

from django.urls import path

from groups.fund import views

urlpatterns = [
    path("<int:pk>/fund/collect/", views.group_collect, name="group-collect"),
    path("<int:pk>/months/<int:of_year>/<int:month>/", views.group_month, name="group-month"),
    path("<int:pk>/months/<int:of_year>/<int:month>/print.pdf", views.group_month_print, name="group-month-print"),
    path("<int:pk>/months/<int:of_year>/<int:month>/close/", views.group_month_close, name="group-month-close"),
    path("fund/<int:pk>/correct/", views.group_fund_correct, name="group-fund-correct"),
    path("activities/<int:pk>/income/", views.group_activity_divide, name="group-activity-divide"),
]
