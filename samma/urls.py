"""The addresses of the product."""

from django.contrib import admin
from django.urls import include, path

from households import shell_views
from samma import views

urlpatterns = [
    path("", include("samma.progress.urls")),
    path("villages/", include("villages.urls")),
    path("trainers/", include("trainers.urls")),
    path("households/", include("households.urls")),
    path("groups/", include("groups.urls")),
    path("knowledge/", include("samma.knowledge.urls")),
    path("field/", include("households.field_urls")),
    path("sw.js", shell_views.field_worker, name="field-worker"),
    path("manifest.webmanifest", shell_views.field_manifest, name="field-manifest"),
    path("k/", include("samma.knowledge.public_urls")),
    path("sheets/lists/", include("samma.progress.outgoing.urls")),
    path("sheets/", include("samma.progress.sheet_urls")),
    path("accounts/", include("samma.accounts.urls")),
    path("jobs/", include("samma.jobs.urls")),
    path("photos/<uuid:pk>/", views.photo, name="photo"),
    path("healthz", views.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request  # 413 too; 403, 404 and 500 are Django's own with our templates
