"""Addresses of this app's pages."""

from django.urls import include, path

from groups import views

urlpatterns = [
    path("", views.group_list, name="group-list"),
    path("<int:pk>/", views.group_detail, name="group-detail"),
    path("<int:pk>/edit/", views.group_edit, name="group-edit"),
    path("<int:pk>/history/", views.group_history, name="group-history"),
    path("<int:pk>/meetings/", views.group_meeting, name="group-meeting"),
    path("<int:pk>/members/", views.group_member_add, name="group-member-add"),
    path("<int:pk>/committee/", views.group_committee, name="group-committee"),
    path("<int:pk>/fund/", views.group_fund, name="group-fund"),
    path("<int:pk>/activities/", views.group_activity, name="group-activity"),
    path("<int:pk>/products/", views.group_product, name="group-product"),
    path("<int:pk>/register/", views.group_register, name="group-register"),
    path("meetings/<int:pk>/edit/", views.group_meeting_edit, name="group-meeting-edit"),
    path("members/<int:pk>/leave/", views.group_member_leave, name="group-member-leave"),
    path("activities/<int:pk>/edit/", views.group_activity_edit, name="group-activity-edit"),
    path("", include("groups.finder.urls")),
    path("", include("groups.bylaws.urls")),
    path("", include("groups.fund.urls")),
    path("", include("groups.products.urls")),
    path("", include("groups.support.urls")),
    path("", include("groups.markets.urls")),
    path("", include("groups.sales.urls")),
    path("", include("groups.evaluation.urls")),
]
