"""The addresses of the product."""

from django.contrib import admin
from django.urls import include, path, re_path

from households.phone import shell_views
from samma import views
from samma.knowledge.public import feeds

urlpatterns = [
    path("", include("samma.progress.urls")),
    path("villages/", include("villages.urls")),
    path("trainers/", include("trainers.urls")),
    path("households/", include("households.urls")),
    path("groups/", include("groups.urls")),
    path("knowledge/", include("samma.knowledge.urls")),
    path("field/", include("households.phone.urls")),
    path("sw.js", shell_views.field_worker, name="field-worker"),
    path("manifest.webmanifest", shell_views.field_manifest, name="field-manifest"),
    path("api/field/", include("households.phone.api.urls")),
    re_path(r"^api(/.*)?$", views.no_such_api),  # before Django would lead an address without its slash elsewhere
    path("k/", include("samma.knowledge.public.urls")),
    path("sitemap.xml", feeds.sitemap, name="record-public-sitemap"),
    path("robots.txt", feeds.robots, name="record-public-robots"),
    path("sheets/lists/", include("samma.progress.outgoing.urls")),
    path("sheets/", include("samma.sheets.urls")),
    path("accounts/", include("samma.accounts.urls")),
    path("jobs/", include("samma.jobs.urls")),
    path("photos/<uuid:pk>/", views.photo, name="photo"),
    path("healthz", views.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request  # 413 too
# Django's own with our templates, and JSON where a program asked.
handler403, handler404, handler500 = views.forbidden, views.not_found, views.server_error
