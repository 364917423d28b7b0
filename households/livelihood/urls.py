"""Addresses of income and expense, and of money over time."""

from django.urls import path

from households.livelihood import views

urlpatterns = [
    path("villages/<int:target_pk>/livelihood/", views.livelihood_grid, name="livelihood-grid"),
    path("villages/<int:target_pk>/money/", views.money_table, name="money-table"),
    path("villages/<int:target_pk>/money/print.pdf", views.money_print, name="money-pdf"),
]
