"""Addresses of what the officer should look at, under /households/."""

from django.urls import path

from households.watch import views

urlpatterns = [
    path("visits/watch/", views.visit_watch, name="visit-watch"),
    path("visits/twins/", views.twin_list, name="twin-list"),
    path("visits/twins/<int:pk>/", views.twin_detail, name="twin-detail"),
]
