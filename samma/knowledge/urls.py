"""Addresses of knowledge records."""

from django.urls import path

from samma.knowledge import (
    book_views,
    edit_views,
    import_views,
    paper_views,
    print_views,
    review_views,
    summary_views,
    trail_views,
    views,
)

urlpatterns = [
    path("", views.record_list, name="record-list"),
    path("new/", views.record_new, name="record-new"),
    path("import/", import_views.record_import, name="record-import"),
    path("print/", print_views.records_print, name="records-print"),
    path("book/", book_views.record_book, name="record-book"),
    path("book.pdf", book_views.record_book_pdf, name="record-book-pdf"),
    path("book.zip", book_views.record_book_zip, name="record-book-zip"),
    path("summary/", summary_views.record_summary, name="record-summary"),
    path("summary.pdf", summary_views.record_summary_pdf, name="record-summary-pdf"),
    path("<int:pk>/", views.record_detail, name="record-detail"),
    path("<int:pk>/edit/", edit_views.record_edit, name="record-edit"),
    path("<int:pk>/autosave/", edit_views.record_autosave, name="record-autosave"),
    path("<int:pk>/photos/", edit_views.record_photos, name="record-photos"),
    path("<int:pk>/revisions/", trail_views.record_revisions, name="record-revisions"),
    path("<int:pk>/revisions/<int:nth>/", trail_views.record_revision, name="record-revision"),
    path("<int:pk>/revisions/<int:nth>/restore/", trail_views.record_restore, name="record-restore"),
    path("<int:pk>/comments/", trail_views.record_comment, name="record-comment"),
    path("<int:pk>/comments/<int:said>/done/", trail_views.record_comment_done, name="record-comment-done"),
    path("<int:pk>/delete/", edit_views.record_delete, name="record-delete"),
    path("<int:pk>/print/", paper_views.record_paper, name="record-paper"),
    path("<int:pk>/print.pdf", print_views.record_print, name="record-print"),
    path("<int:pk>/submit/", review_views.record_submit, name="record-submit"),
    path("<int:pk>/return/", review_views.record_give_back, name="record-return"),
    path("<int:pk>/check/", review_views.record_check, name="record-check"),
    path("<int:pk>/approve/", review_views.record_approve, name="record-approve"),
    path("<int:pk>/publish/", review_views.record_publish, name="record-publish"),
    path("<int:pk>/unpublish/", review_views.record_unpublish, name="record-unpublish"),
]
