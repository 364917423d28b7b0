"""Addresses of sages, teams and lead courses."""

from django.urls import path

from trainers import phone_views, team_views, views

urlpatterns = [
    path("", views.sage_list, name="sage-list"),
    path("new/", views.sage_new, name="sage-new"),
    path("courses/", views.course_list, name="course-list"),
    path("courses/new/", views.course_edit, name="course-new"),
    path("courses/<int:pk>/edit/", views.course_edit, name="course-edit"),
    path("teams/new/<int:target_pk>/", team_views.team_new, name="team-new"),
    path("teams/<int:pk>/", team_views.team_detail, name="team-detail"),
    path("teams/<int:pk>/edit/", team_views.team_edit, name="team-edit"),
    path("teams/<int:pk>/seats/", team_views.team_seats, name="team-seats"),
    path("seats/<int:pk>/course/", team_views.trainer_course, name="trainer-course"),
    path("<int:pk>/", views.sage_detail, name="sage-detail"),
    path("<int:pk>/edit/", views.sage_edit, name="sage-edit"),
    path("<int:pk>/phone/", phone_views.sage_phone, name="sage-phone"),
]
