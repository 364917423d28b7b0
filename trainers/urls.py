"""Addresses of sages, teams and lead courses."""

from django.urls import path

from trainers import judging_views, near_views, phone_views, place_views, team_views, views

urlpatterns = [
    path("", views.sage_list, name="sage-list"),
    path("new/", views.sage_new, name="sage-new"),
    path("near/", near_views.sage_near, name="sage-near"),
    path("compare/<int:target_pk>/", judging_views.sage_compare, name="sage-compare"),
    path("places/", place_views.place_list, name="learning-place-list"),
    path("places/new/", place_views.place_new, name="learning-place-new"),
    path("places/<int:pk>/", place_views.place_detail, name="learning-place-detail"),
    path("places/<int:pk>/edit/", place_views.place_edit, name="learning-place-edit"),
    path("courses/", views.course_list, name="course-list"),
    path("courses/new/", views.course_edit, name="course-new"),
    path("courses/<int:pk>/edit/", views.course_edit, name="course-edit"),
    path("teams/new/<int:target_pk>/", team_views.team_new, name="team-new"),
    path("teams/<int:pk>/", team_views.team_detail, name="team-detail"),
    path("teams/<int:pk>/edit/", team_views.team_edit, name="team-edit"),
    path("teams/<int:pk>/history/", team_views.team_history, name="team-history"),
    path("teams/<int:pk>/seats/", team_views.team_seats, name="team-seats"),
    path("seats/<int:pk>/course/", team_views.trainer_course, name="trainer-course"),
    path("<int:pk>/", views.sage_detail, name="sage-detail"),
    path("<int:pk>/edit/", views.sage_edit, name="sage-edit"),
    path("<int:pk>/criteria/", judging_views.sage_criteria, name="sage-criteria"),
    path("<int:pk>/phone/", phone_views.sage_phone, name="sage-phone"),
]
