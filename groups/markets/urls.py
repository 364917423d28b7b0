"""Addresses of outlets and fairs."""

from django.urls import path

from groups.markets import views

urlpatterns = [
    path("markets/", views.market_list, name="market-list"),
    path("<int:pk>/markets/new/", views.market_new, name="market-new"),
    path("markets/<int:pk>/", views.market_detail, name="market-detail"),
    path("markets/<int:pk>/edit/", views.market_edit, name="market-edit"),
]
