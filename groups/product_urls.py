"""Addresses of products: their pages, costs, and their road into OTOP."""

from django.urls import path

from groups import cost_views, otop_views, product_views

urlpatterns = [
    path("products/", product_views.product_list, name="product-list"),
    path("products/<int:pk>/packet/", otop_views.product_packet, name="product-packet"),
    path("otop/rounds/", otop_views.round_list, name="otop-round-list"),
    path("otop/rounds/new/", otop_views.round_new, name="otop-round-new"),
    path("otop/rounds/<int:pk>/", otop_views.round_detail, name="otop-round"),
    path("otop/rounds/<int:pk>/edit/", otop_views.round_edit, name="otop-round-edit"),
    path("products/<int:pk>/", product_views.product_detail, name="product-detail"),
    path("products/<int:pk>/edit/", product_views.product_edit, name="product-edit"),
    path("products/<int:pk>/photos/", product_views.product_photos, name="product-photos"),
    path("products/<int:pk>/standards/", product_views.product_standard, name="product-standard"),
    path("products/<int:pk>/costs/", cost_views.product_costs, name="product-costs"),
    path("products/<int:pk>/stars/", product_views.product_stars, name="product-stars"),
    path("products/<int:pk>/register/", product_views.product_register, name="product-register"),
    path("standards/<int:pk>/edit/", product_views.standard_edit, name="standard-edit"),
    path("costs/<int:pk>/", cost_views.cost_sheet, name="cost-sheet"),
    path("costs/<int:pk>/edit/", cost_views.cost_edit, name="cost-edit"),
    path("stars/<int:pk>/edit/", product_views.stars_edit, name="stars-edit"),
    path("otop/<int:pk>/edit/", product_views.otop_edit, name="otop-edit"),
    path("otop/<int:pk>/renew/", product_views.otop_renew, name="otop-renew"),
]
