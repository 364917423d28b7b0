"""Addresses of finding who could form a group, and of forming it."""

from django.urls import path

from groups.finder import views

urlpatterns = [
    path("finder/", views.group_finder, name="group-finder"),
    path("new/", views.group_new, name="group-new"),
]
