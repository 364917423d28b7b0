"""Addresses of the yearly evaluation of a group and of its promises."""

from django.urls import path

from groups.evaluation import views

urlpatterns = [
    path("evaluations/", views.evaluation_list, name="evaluation-list"),
    path("<int:pk>/evaluations/new/", views.evaluation_new, name="evaluation-new"),
    path("evaluations/<int:pk>/", views.evaluation_detail, name="evaluation-detail"),
    path("evaluations/<int:pk>/edit/", views.evaluation_edit, name="evaluation-edit"),
    path("promises/", views.promise_list, name="promise-list"),
    path("evaluations/<int:pk>/promises/new/", views.promise_new, name="promise-new"),
    path("promises/<int:pk>/kept/", views.promise_kept, name="promise-kept"),
]
