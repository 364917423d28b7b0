"""Addresses of visits and of what was asked for in them, under /households/."""

from django.urls import path

from households.visits import help_views, views

urlpatterns = [
    path("enrolments/<int:pk>/visits/new/", views.visit_new, name="visit-new"),
    path("villages/<int:target_pk>/visits/", views.visit_grid, name="visit-grid"),
    path("visits/", views.visit_list, name="visit-list"),
    path("visits/<uuid:pk>/", views.visit_detail, name="visit-detail"),
    path("visits/<uuid:pk>/help/", help_views.visit_help, name="visit-help"),
    path("help/", help_views.help_list, name="help-list"),
]
