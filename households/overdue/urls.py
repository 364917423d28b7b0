"""Addresses of late visits and reminders, under /households/."""

from django.urls import path

from households.overdue import views

urlpatterns = [
    path("overdue/", views.overdue_list, name="overdue-list"),
    path("overdue/print.pdf", views.overdue_print, name="overdue-print"),
    path("reminders/", views.reminder_list, name="reminder-list"),
    path("reminders/print.pdf", views.reminder_print, name="reminder-print"),
]
