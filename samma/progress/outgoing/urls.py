"""Addresses of lists that go out, under /sheets/lists/."""

from django.urls import path

from samma.progress.outgoing import views

urlpatterns = [
    path("<slug:key>/", views.list_export, name="list-export"),
]
