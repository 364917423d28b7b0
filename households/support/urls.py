"""Addresses of what is brought to a team."""

from django.urls import path

from households.support import views

urlpatterns = [
    path("villages/<int:target_pk>/support/", views.support_list, name="support-list"),
    path("villages/<int:target_pk>/support/new/", views.support_new, name="support-new"),
    path("support/<int:pk>/", views.support_detail, name="support-detail"),
    path("support/<int:pk>/edit/", views.support_edit, name="support-edit"),
]
