"""Addresses of what groups sold."""

from django.urls import path

from groups.sales import views

urlpatterns = [
    path("sales/", views.sale_list, name="sale-list"),
    path("<int:pk>/sales/", views.sale_group, name="sale-group"),
    path("<int:pk>/sales/<int:of_year>/<int:month>/", views.sale_month, name="sale-month"),
]
