"""Addresses of the rules of a group."""

from django.urls import path

from groups.bylaws import views

urlpatterns = [
    path("<int:pk>/bylaw/", views.group_bylaw, name="group-bylaw"),
    path("<int:pk>/bylaws/", views.group_bylaws, name="group-bylaws"),
    path("bylaws/<int:pk>/print.pdf", views.bylaw_print, name="bylaw-print"),
]
