"""Addresses of the pages that show rows of several apps."""

from django.urls import path

from samma.progress import views

urlpatterns = [
    path("", views.home, name="home"),
    path("villages/", views.target_list, name="target-list"),
    path("villages/<int:pk>/", views.target_detail, name="target-detail"),
]
