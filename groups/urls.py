"""Addresses of this app's pages."""

from django.urls import path

from groups import views

urlpatterns = [
    path("", views.group_list, name="group-list"),
    path("new/", views.group_new, name="group-new"),
    path("<int:pk>/", views.group_detail, name="group-detail"),
    path("<int:pk>/edit/", views.group_edit, name="group-edit"),
    path("<int:pk>/members/", views.group_member_add, name="group-member-add"),
    path("<int:pk>/committee/", views.group_committee, name="group-committee"),
    path("<int:pk>/bylaw/", views.group_bylaw, name="group-bylaw"),
    path("<int:pk>/fund/", views.group_fund, name="group-fund"),
    path("<int:pk>/activities/", views.group_activity, name="group-activity"),
    path("<int:pk>/otop/", views.group_otop, name="group-otop"),
    path("<int:pk>/register/", views.group_register, name="group-register"),
    path("members/<int:pk>/leave/", views.group_member_leave, name="group-member-leave"),
    path("activities/<int:pk>/edit/", views.group_activity_edit, name="group-activity-edit"),
    path("otop/<int:pk>/edit/", views.group_otop_edit, name="group-otop-edit"),
    path("fund/<int:pk>/correct/", views.group_fund_correct, name="group-fund-correct"),
]
