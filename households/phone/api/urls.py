"""Addresses of the phone's door, under /api/field/."""

from django.urls import path

from households.phone.api import field_views, who_views

urlpatterns = [
    path("", field_views.data, name="api-field-data"),
    path("whoami", who_views.whoami, name="api-field-whoami"),
    path("sync", field_views.sync, name="api-field-sync"),
    path("photos/<uuid:pk>", field_views.photo, name="api-field-photo"),
    path("people", who_views.people, name="api-field-people"),
    path("pin", who_views.pin, name="api-field-pin"),
    path("unlock", who_views.unlock, name="api-field-unlock"),
    path("leave", who_views.leave, name="api-field-leave"),
]
