"""The address of the attendance sheet."""

from django.urls import path

from households.training import views

urlpatterns = [
    path("villages/<int:target_pk>/attendance/", views.attendance_grid, name="attendance-grid"),
]
