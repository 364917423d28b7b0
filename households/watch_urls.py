"""Addresses of what the officer should look at, under /households/."""

from django.urls import path

from households import watch_views

urlpatterns = [
    path("visits/watch/", watch_views.visit_watch, name="visit-watch"),
    path("visits/twins/", watch_views.twin_list, name="twin-list"),
    path("visits/twins/<int:pk>/", watch_views.twin_detail, name="twin-detail"),
]
