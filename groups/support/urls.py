"""Addresses of what others do for groups."""

from django.urls import path

from groups.support import views

urlpatterns = [
    path("support/", views.group_support_list, name="group-support-list"),
    path("<int:pk>/support/new/", views.group_support_new, name="group-support-new"),
    path("support/<int:pk>/", views.group_support_detail, name="group-support-detail"),
    path("support/<int:pk>/edit/", views.group_support_edit, name="group-support-edit"),
    path("<int:pk>/trainings/new/", views.group_training_new, name="group-training-new"),
    path("trainings/<int:pk>/edit/", views.group_training_edit, name="group-training-edit"),
    path("<int:pk>/publicity/new/", views.group_publicity_new, name="group-publicity-new"),
    path("publicity/<int:pk>/edit/", views.group_publicity_edit, name="group-publicity-edit"),
]
