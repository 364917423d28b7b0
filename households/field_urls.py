"""Addresses of the trainer's phone page."""

from django.urls import path

from households import field_views

urlpatterns = [
    path("", field_views.field_home, name="field-home"),
    path("<int:pk>/visit/", field_views.field_visit, name="field-visit"),
]
