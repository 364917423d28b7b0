"""Addresses of visits, under /households/."""

from django.urls import include, path

from households import visit_views

urlpatterns = [
    path("enrolments/<int:pk>/visits/new/", visit_views.visit_new, name="visit-new"),
    path("villages/<int:target_pk>/visits/", visit_views.visit_grid, name="visit-grid"),
    path("visits/", visit_views.visit_list, name="visit-list"),
    path("visits/<uuid:pk>/", visit_views.visit_detail, name="visit-detail"),
    path("", include("households.overdue_urls")),
    path("", include("households.watch_urls")),
]
