"""Addresses of booklets and of their pages, under /households/. The page's own is short, because it stands in a QR."""

from django.urls import path

from households.booklets import keying_views, views

urlpatterns = [
    path("villages/<int:target_pk>/booklets/", views.booklet_list, name="booklet-list"),
    path("booklets/<int:pk>/", views.booklet_detail, name="booklet-detail"),
    path("booklets/<int:pk>/print.pdf", views.booklet_print, name="booklet-pdf"),
    path("p/", keying_views.page_find, name="page-find"),
    path("p/<slug:number>/", keying_views.page_keying, name="page-keying"),
]
