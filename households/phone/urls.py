"""Addresses of the trainer's phone page: the shell that works without a signal, and the pages for browsers that cannot keep it."""

from django.urls import path

from households.phone import shell_views, views

urlpatterns = [
    path("", shell_views.field_home, name="field-home"),
    path("shell/<str:version>/<path:path>", shell_views.field_file, name="field-file"),
    path("online/", views.field_online, name="field-online"),
    path("online/<int:pk>/visit/", views.field_visit, name="field-visit"),
]
