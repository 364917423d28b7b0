"""Addresses of this app's pages. `/villages/` and `/villages/<pk>/` show rows of every app: see samma.progress."""

from django.urls import path

from villages import card_views, forum_views, list_views, views

urlpatterns = [
    path("new/", views.target_new, name="target-new"),
    path("<int:pk>/edit/", views.target_edit, name="target-edit"),
    path("<int:pk>/remove/", views.target_remove, name="target-remove"),
    path("<int:pk>/activities/", views.activity_list, name="activity-list"),
    path("<int:pk>/activities/new/", views.activity_new, name="activity-new"),
    path("activities/<int:pk>/edit/", views.activity_edit, name="activity-edit"),
    path("activities/<int:pk>/card.png", card_views.activity_card, name="activity-card"),
    path("<int:pk>/potentials/", forum_views.potential_list, name="potential-list"),
    path("<int:pk>/potentials/edit/", forum_views.potential_grid, name="potential-grid"),
    path("<int:pk>/proposals/", forum_views.proposal_list, name="proposal-list"),
    path("<int:pk>/proposals/new/", forum_views.proposal_new, name="proposal-new"),
    path("proposals/<int:pk>/edit/", forum_views.proposal_edit, name="proposal-edit"),
    path("all/", views.village_list, name="village-list"),
    path("all/<int:pk>/edit/", views.village_edit, name="village-edit"),
    path("all/<int:pk>/recode/", views.village_recode, name="village-recode"),
    path("picker/", views.village_picker, name="village-picker"),
    path("tambons/", views.tambon_picker, name="tambon-picker"),
    path("years/", list_views.year_list, name="year-list"),
    path("years/new/", list_views.year_new, name="year-new"),
    path("years/<int:pk>/edit/", list_views.year_edit, name="year-edit"),
    path("occupations/", list_views.occupation_list, name="occupation-list"),
    path("occupations/new/", list_views.occupation_new, name="occupation-new"),
    path("occupations/<int:pk>/edit/", list_views.occupation_edit, name="occupation-edit"),
]
