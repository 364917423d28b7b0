"""Addresses of the public site of published records."""

from django.urls import path, re_path

from samma.knowledge import public_views

urlpatterns = [
    path("", public_views.public_list, name="record-public-list"),
    re_path(r"^p/(?P<province>\d{2})/$", public_views.public_list, name="record-public-province"),
    path("<slug:slug>/", public_views.record_public, name="record-public"),
    path("<slug:slug>/photos/<uuid:pk>/", public_views.record_public_photo, name="record-public-photo"),
]
