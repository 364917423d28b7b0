"""Addresses of what others do for groups, and of where they sell."""

from django.urls import path

from groups import market_views, sale_views, support_views

urlpatterns = [
    path("support/", support_views.group_support_list, name="group-support-list"),
    path("<int:pk>/support/new/", support_views.group_support_new, name="group-support-new"),
    path("support/<int:pk>/", support_views.group_support_detail, name="group-support-detail"),
    path("support/<int:pk>/edit/", support_views.group_support_edit, name="group-support-edit"),
    path("<int:pk>/trainings/new/", support_views.group_training_new, name="group-training-new"),
    path("trainings/<int:pk>/edit/", support_views.group_training_edit, name="group-training-edit"),
    path("<int:pk>/publicity/new/", support_views.group_publicity_new, name="group-publicity-new"),
    path("publicity/<int:pk>/edit/", support_views.group_publicity_edit, name="group-publicity-edit"),
    path("markets/", market_views.market_list, name="market-list"),
    path("<int:pk>/markets/new/", market_views.market_new, name="market-new"),
    path("markets/<int:pk>/", market_views.market_detail, name="market-detail"),
    path("markets/<int:pk>/edit/", market_views.market_edit, name="market-edit"),
    path("sales/", sale_views.sale_list, name="sale-list"),
    path("<int:pk>/sales/", sale_views.sale_group, name="sale-group"),
    path("<int:pk>/sales/<int:of_year>/<int:month>/", sale_views.sale_month, name="sale-month"),
]
