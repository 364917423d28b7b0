"""The office's own data, entered once for all its papers and letters."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samma.accounts.forms import RecordedForm
from samma.accounts.models import Office
from samma.progress.papers.desk import DISTRICT_DIGITS
from samma.scope import covers, require_writer
from villages.models import Area
from villages.places import crumbs_for


class OfficeForm(RecordedForm):
    """The district is the page's and is not chosen."""

    class Meta:
        model = Office
        fields = [
            "name", "place", "phone", "letter_no", "chief", "chief_position", "signer", "signer_position",
        ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def office_edit(request, code):
    """The office of a district inside the posting."""
    district = Area.objects.filter(code=code, level=DISTRICT_DIGITS).first()
    if district is None or not covers(request.user.area_code, code):
        raise Http404
    require_writer(request.user)
    office = Office.objects.filter(area_code=code).first()
    office = office or Office(area_code=code, name=f"สำนักงานพัฒนาชุมชน{district}")
    form = OfficeForm(request.POST or None, instance=office, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกข้อมูล{form.instance} แล้ว")
        return redirect("office-edit", code=code)
    context = {
        "form": form,
        "district": district,
        "cancel_url": reverse("home"),
        "crumbs": crumbs_for(code, request.user, page="ข้อมูลสำนักงาน"),
    }
    return render(request, "progress/office.html", context)
