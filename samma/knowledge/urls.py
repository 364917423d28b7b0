"""Addresses of knowledge records."""

from django.urls import path

from samma.knowledge import views
from samma.knowledge.book import views as book
from samma.knowledge.importing import views as importing
from samma.knowledge.printing import form_views
from samma.knowledge.printing import views as printing
from samma.knowledge.review import views as review
from samma.knowledge.summary import views as summary
from samma.knowledge.trail import views as trail
from samma.knowledge.writing import views as writing

urlpatterns = [
    path("", views.record_list, name="record-list"),
    path("new/", views.record_new, name="record-new"),
    path("import/", importing.record_import, name="record-import"),
    path("print/", printing.records_print, name="records-print"),
    path("book/", book.record_book, name="record-book"),
    path("book.pdf", book.record_book_pdf, name="record-book-pdf"),
    path("book.zip", book.record_book_zip, name="record-book-zip"),
    path("summary/", summary.record_summary, name="record-summary"),
    path("summary.pdf", summary.record_summary_pdf, name="record-summary-pdf"),
    path("<int:pk>/", views.record_detail, name="record-detail"),
    path("<int:pk>/edit/", writing.record_edit, name="record-edit"),
    path("<int:pk>/autosave/", writing.record_autosave, name="record-autosave"),
    path("<int:pk>/photos/", writing.record_photos, name="record-photos"),
    path("<int:pk>/revisions/", trail.record_revisions, name="record-revisions"),
    path("<int:pk>/revisions/<int:nth>/", trail.record_revision, name="record-revision"),
    path("<int:pk>/revisions/<int:nth>/restore/", trail.record_restore, name="record-restore"),
    path("<int:pk>/comments/", trail.record_comment, name="record-comment"),
    path("<int:pk>/comments/<int:said>/done/", trail.record_comment_done, name="record-comment-done"),
    path("<int:pk>/delete/", writing.record_delete, name="record-delete"),
    path("<int:pk>/print/", form_views.record_paper, name="record-paper"),
    path("<int:pk>/print.pdf", printing.record_print, name="record-print"),
    path("<int:pk>/submit/", review.record_submit, name="record-submit"),
    path("<int:pk>/return/", review.record_give_back, name="record-return"),
    path("<int:pk>/check/", review.record_check, name="record-check"),
    path("<int:pk>/approve/", review.record_approve, name="record-approve"),
    path("<int:pk>/publish/", review.record_publish, name="record-publish"),
    path("<int:pk>/unpublish/", review.record_unpublish, name="record-unpublish"),
]
