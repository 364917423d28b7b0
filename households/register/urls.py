"""The address of the register."""

from django.urls import path

from households.register import views

urlpatterns = [
    path("villages/<int:target_pk>/register/", views.enrolment_grid, name="enrolment-grid"),
]
