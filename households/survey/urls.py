"""Addresses of the demand survey."""

from django.urls import path

from households.survey import views

urlpatterns = [
    path("villages/<int:target_pk>/demand/", views.demand_list, name="demand-list"),
    path("villages/<int:target_pk>/demand/sheet/", views.demand_grid, name="demand-grid"),
    path("villages/<int:target_pk>/demand/new/", views.survey_new, name="survey-new"),
    path("surveys/<int:pk>/edit/", views.survey_edit, name="survey-edit"),
]
