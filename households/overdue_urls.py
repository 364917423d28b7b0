"""Addresses of late visits and reminders, under /households/."""

from django.urls import path

from households import overdue_views

urlpatterns = [
    path("overdue/", overdue_views.overdue_list, name="overdue-list"),
    path("overdue/print.pdf", overdue_views.overdue_print, name="overdue-print"),
    path("reminders/", overdue_views.reminder_list, name="reminder-list"),
    path("reminders/print.pdf", overdue_views.reminder_print, name="reminder-print"),
]
