"""Addresses of the public site of published records."""

from django.urls import path, re_path

from samma.knowledge.public import card_views, directory, feeds, place_directory, views

PROVINCE = r"p/(?P<province>\d{2})/$"

urlpatterns = [
    path("", views.public_list, name="record-public-list"),
    re_path(rf"^{PROVINCE}", views.public_list, name="record-public-province"),
    path("who/", directory.who, name="record-public-who"),
    re_path(rf"^who/{PROVINCE}", directory.who, name="record-public-who-province"),
    path("places/", place_directory.places, name="record-public-places"),
    re_path(rf"^places/{PROVINCE}", place_directory.places, name="record-public-places-province"),
    path("feed/", feeds.feed, name="record-public-feed"),
    re_path(rf"^feed/{PROVINCE}", feeds.feed, name="record-public-province-feed"),
    path("sitemap-<int:number>.xml", feeds.sitemap_page, name="record-public-sitemap-page"),
    path("<slug:slug>/", views.record_public, name="record-public"),
    path("<slug:slug>/card.png", card_views.record_card, name="record-public-card"),
    path("<slug:slug>/photos/<uuid:pk>/", views.record_public_photo, name="record-public-photo"),
    path("<slug:slug>/photos/<uuid:pk>/small/", card_views.small_photo, name="record-public-photo-small"),
]
