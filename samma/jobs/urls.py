"""Addresses of jobs."""

from django.urls import path

from samma.jobs import views

urlpatterns = [
    path("<uuid:pk>/", views.job_detail, name="job-detail"),
    path("<uuid:pk>/cancel/", views.job_cancel, name="job-cancel"),
    path("<uuid:pk>/file/", views.job_file, name="job-file"),
]
