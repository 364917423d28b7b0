"""Addresses of households: their own pages, and those of each package."""

from django.urls import include, path

from households import views

urlpatterns = [
    path("", views.household_list, name="household-list"),
    path("<int:pk>/", views.household_detail, name="household-detail"),
    path("<int:pk>/edit/", views.household_edit, name="household-edit"),
    path("enrolments/<int:pk>/edit/", views.enrolment_edit, name="enrolment-edit"),
    path("enrolments/<int:pk>/materials/new/", views.material_new, name="material-new"),
    path("", include("households.survey.urls")),
    path("", include("households.register.urls")),
    path("", include("households.care.urls")),
    path("", include("households.training.urls")),
    path("", include("households.livelihood.urls")),
    path("", include("households.support.urls")),
    path("", include("households.visits.urls")),
    path("", include("households.overdue.urls")),
    path("", include("households.watch.urls")),
    path("", include("households.booklets.urls")),
    path("", include("households.budget.urls")),
]
