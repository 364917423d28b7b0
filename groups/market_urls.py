"""Addresses of what others do for groups, of where they sell and what, and of their yearly evaluation."""

from django.urls import path

from groups import evaluation_views, market_views, sale_views, support_views

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
    path("evaluations/", evaluation_views.evaluation_list, name="evaluation-list"),
    path("<int:pk>/evaluations/new/", evaluation_views.evaluation_new, name="evaluation-new"),
    path("evaluations/<int:pk>/", evaluation_views.evaluation_detail, name="evaluation-detail"),
    path("evaluations/<int:pk>/edit/", evaluation_views.evaluation_edit, name="evaluation-edit"),
    path("promises/", evaluation_views.promise_list, name="promise-list"),
    path("evaluations/<int:pk>/promises/new/", evaluation_views.promise_new, name="promise-new"),
    path("promises/<int:pk>/kept/", evaluation_views.promise_kept, name="promise-kept"),
]
