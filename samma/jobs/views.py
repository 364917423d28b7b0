"""The page of a job: how far it is, a button to stop it, and its file. Nobody sees another person's job."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samma.jobs import actions
from samma.jobs.models import Job, JobState

TONES = {JobState.DONE: "ok", JobState.FAILED: "stop", JobState.CANCELLED: "neutral"}


@never_cache
@require_safe
def job_detail(request, pk):
    """The whole page, or to htmx the part that moves."""
    job = get_object_or_404(Job, pk=pk, by=request.user)
    actions.hand_out_again(job)
    status = {"word": job.get_state_display(), "tone": TONES.get(job.state, "wait")}
    template = "jobs/_progress.html" if request.htmx else "jobs/detail.html"
    return render(request, template, {"job": job, "status": status, "crumbs": [(job.title, None)]})


@require_POST
def job_cancel(request, pk):
    actions.cancel(get_object_or_404(Job, pk=pk, by=request.user))
    return redirect("job-detail", pk=pk)


@never_cache
@require_safe
def job_file(request, pk):
    job = get_object_or_404(Job, pk=pk, by=request.user, state=JobState.DONE)
    if not job.result.storage.exists(job.result.name):
        raise Http404
    return FileResponse(job.result.open("rb"), content_type="application/pdf", filename="samma-records.pdf")
