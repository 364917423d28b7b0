"""Addresses of a village's money and material."""

from django.urls import path

from households.budget import material_views, views

urlpatterns = [
    path("villages/<int:target_pk>/budget/", views.budget_sums, name="budget-sums"),
    path("villages/<int:target_pk>/budget/print.pdf", views.budget_print, name="budget-pdf"),
    path("villages/<int:target_pk>/budget/lines/", views.budget_grid, name="budget-grid"),
    path("villages/<int:target_pk>/payments/", views.payment_list, name="payment-list"),
    path("villages/<int:target_pk>/payments/new/", views.payment_grid, name="payment-grid"),
    path("payments/<int:pk>/reverse/", views.payment_reverse, name="payment-reverse"),
    path("villages/<int:target_pk>/contributions/", views.contribution_list, name="contribution-list"),
    path("villages/<int:target_pk>/contributions/new/", views.contribution_grid, name="contribution-grid"),
    path("contributions/<int:pk>/reverse/", views.contribution_reverse, name="contribution-reverse"),
    path("villages/<int:target_pk>/materials/", material_views.material_list, name="material-list"),
    path("villages/<int:target_pk>/materials/sheet/", material_views.material_grid, name="material-grid"),
]
