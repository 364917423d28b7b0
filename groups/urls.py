"""Addresses of this app's pages."""

from django.urls import include, path

from groups import views
from groups.bylaws import views as bylaws
from groups.finder import views as finder
from groups.fund import views as fund

urlpatterns = [
    path("", views.group_list, name="group-list"),
    path("finder/", finder.group_finder, name="group-finder"),
    path("new/", finder.group_new, name="group-new"),
    path("<int:pk>/", views.group_detail, name="group-detail"),
    path("<int:pk>/edit/", views.group_edit, name="group-edit"),
    path("<int:pk>/history/", views.group_history, name="group-history"),
    path("<int:pk>/meetings/", views.group_meeting, name="group-meeting"),
    path("<int:pk>/members/", views.group_member_add, name="group-member-add"),
    path("<int:pk>/committee/", views.group_committee, name="group-committee"),
    path("<int:pk>/bylaw/", bylaws.group_bylaw, name="group-bylaw"),
    path("<int:pk>/bylaws/", bylaws.group_bylaws, name="group-bylaws"),
    path("<int:pk>/fund/", views.group_fund, name="group-fund"),
    path("<int:pk>/fund/collect/", fund.group_collect, name="group-collect"),
    path("<int:pk>/months/<int:of_year>/<int:month>/", fund.group_month, name="group-month"),
    path("<int:pk>/months/<int:of_year>/<int:month>/print.pdf", fund.group_month_print, name="group-month-print"),
    path("<int:pk>/months/<int:of_year>/<int:month>/close/", fund.group_month_close, name="group-month-close"),
    path("<int:pk>/activities/", views.group_activity, name="group-activity"),
    path("<int:pk>/products/", views.group_product, name="group-product"),
    path("", include("groups.products.urls")),
    path("", include("groups.market_urls")),
    path("<int:pk>/register/", views.group_register, name="group-register"),
    path("meetings/<int:pk>/edit/", views.group_meeting_edit, name="group-meeting-edit"),
    path("members/<int:pk>/leave/", views.group_member_leave, name="group-member-leave"),
    path("bylaws/<int:pk>/print.pdf", bylaws.bylaw_print, name="bylaw-print"),
    path("fund/<int:pk>/correct/", fund.group_fund_correct, name="group-fund-correct"),
    path("activities/<int:pk>/edit/", views.group_activity_edit, name="group-activity-edit"),
    path("activities/<int:pk>/income/", fund.group_activity_divide, name="group-activity-divide"),
]
