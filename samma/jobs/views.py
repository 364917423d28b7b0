"""The page of a job: how far it is, a button to stop it, and what came of it. Nobody sees another person's job."""

import mimetypes

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from samma.jobs import actions
from samma.jobs.models import Job, JobState

TONES = {JobState.DONE: "ok", JobState.FAILED: "stop", JobState.CANCELLED: "neutral"}


def progress(job: Job, *, poll_url: str, may_cancel: bool) -> dict:
    """What jobs/_progress.html shows of a job; while it is going it asks `poll_url` for itself again."""
    actions.look(job)
    return {
        "job": job,
        "job_status": {"word": job.get_state_display(), "tone": TONES.get(job.state, "wait")},
        "poll_url": poll_url,
        "may_cancel": may_cancel and job.is_going,
    }


@never_cache
@require_safe
def job_detail(request, pk):
    """The whole page, or to htmx the part that moves; a job that ends at another page leads there by itself."""
    job = get_object_or_404(Job, pk=pk, by=request.user)
    context = progress(job, poll_url=reverse("job-detail", args=[pk]), may_cancel=True)
    if job.state == JobState.DONE and job.next_url:
        return HttpResponseClientRedirect(job.next_url) if request.htmx else redirect(job.next_url)
    template = "jobs/_progress.html" if request.htmx else "jobs/detail.html"
    return render(request, template, context | {"crumbs": [(job.title, None)]})


@require_POST
def job_cancel(request, pk):
    job = get_object_or_404(Job, pk=pk, by=request.user)
    actions.cancel(job)
    return redirect(job.next_url or reverse("job-detail", args=[pk]))


@never_cache
@require_safe
def job_file(request, pk):
    job = get_object_or_404(Job, pk=pk, by=request.user, state=JobState.DONE)
    if not job.result or not job.result.storage.exists(job.result.name):
        raise Http404
    name = job.file_name or "samma-records.pdf"
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(job.result.open("rb"), content_type=kind, filename=name)
