"""Addresses of products: their pages, costs, and their road into OTOP."""

from django.urls import path

from groups.products import views
from groups.products.costs import views as costs
from groups.products.otop import views as otop

urlpatterns = [
    path("products/", views.product_list, name="product-list"),
    path("products/<int:pk>/packet/", otop.product_packet, name="product-packet"),
    path("otop/rounds/", otop.round_list, name="otop-round-list"),
    path("otop/rounds/new/", otop.round_new, name="otop-round-new"),
    path("otop/rounds/<int:pk>/", otop.round_detail, name="otop-round"),
    path("otop/rounds/<int:pk>/edit/", otop.round_edit, name="otop-round-edit"),
    path("products/<int:pk>/", views.product_detail, name="product-detail"),
    path("products/<int:pk>/edit/", views.product_edit, name="product-edit"),
    path("products/<int:pk>/photos/", views.product_photos, name="product-photos"),
    path("products/<int:pk>/standards/", views.product_standard, name="product-standard"),
    path("products/<int:pk>/costs/", costs.product_costs, name="product-costs"),
    path("products/<int:pk>/stars/", views.product_stars, name="product-stars"),
    path("products/<int:pk>/register/", views.product_register, name="product-register"),
    path("standards/<int:pk>/edit/", views.standard_edit, name="standard-edit"),
    path("costs/<int:pk>/", costs.cost_sheet, name="cost-sheet"),
    path("costs/<int:pk>/edit/", costs.cost_edit, name="cost-edit"),
    path("stars/<int:pk>/edit/", views.stars_edit, name="stars-edit"),
    path("otop/<int:pk>/edit/", views.otop_edit, name="otop-edit"),
    path("otop/<int:pk>/renew/", views.otop_renew, name="otop-renew"),
]
