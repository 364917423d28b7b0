"""Addresses of this app's pages. `/villages/` and `/villages/<pk>/` show rows of every app: see samma.progress."""

from django.urls import path

from villages import card_views, forum_views, list_views, partner_views, plan_views, profile_views, views

urlpatterns = [
    path("new/", views.target_new, name="target-new"),
    path("<int:pk>/edit/", views.target_edit, name="target-edit"),
    path("<int:pk>/profile/", profile_views.target_profile, name="target-profile"),
    path("<int:pk>/remove/", views.target_remove, name="target-remove"),
    path("<int:pk>/plan/", plan_views.plan_detail, name="plan-detail"),
    path("<int:pk>/plan/edit/", plan_views.plan_edit, name="plan-edit"),
    path("<int:pk>/working-group/", plan_views.working_group, name="working-group"),
    path("plan/<int:pk>/", plan_views.plan_item, name="plan-item"),
    path("plan/<int:pk>/edit/", plan_views.plan_item_edit, name="plan-item-edit"),
    path("plan/<int:pk>/remove/", plan_views.plan_item_remove, name="plan-item-remove"),
    path("activities/<int:pk>/card.png", card_views.activity_card, name="activity-card"),
    path("<int:pk>/potentials/", forum_views.potential_list, name="potential-list"),
    path("<int:pk>/potentials/edit/", forum_views.potential_grid, name="potential-grid"),
    path("<int:pk>/proposals/", forum_views.proposal_list, name="proposal-list"),
    path("<int:pk>/proposals/new/", forum_views.proposal_new, name="proposal-new"),
    path("proposals/<int:pk>/edit/", forum_views.proposal_edit, name="proposal-edit"),
    path("partners/", partner_views.partner_list, name="partner-list"),
    path("partners/new/", partner_views.partner_new, name="partner-new"),
    path("partners/<int:pk>/", partner_views.partner_detail, name="partner-detail"),
    path("partners/<int:pk>/edit/", partner_views.partner_edit, name="partner-edit"),
    path("all/", views.village_list, name="village-list"),
    path("all/<int:pk>/edit/", views.village_edit, name="village-edit"),
    path("all/<int:pk>/recode/", views.village_recode, name="village-recode"),
    path("picker/", views.village_picker, name="village-picker"),
    path("tambons/", views.tambon_picker, name="tambon-picker"),
    path("years/", list_views.year_list, name="year-list"),
    path("years/new/", list_views.year_new, name="year-new"),
    path("years/<int:pk>/edit/", list_views.year_edit, name="year-edit"),
    path("years/<int:pk>/steps/", list_views.year_steps, name="year-steps"),
    path("occupations/", list_views.occupation_list, name="occupation-list"),
    path("occupations/new/", list_views.occupation_new, name="occupation-new"),
    path("occupations/<int:pk>/edit/", list_views.occupation_edit, name="occupation-edit"),
]
