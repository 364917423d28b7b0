"""One page for each row that hangs on a group: written anew or mended, with the errors beside the fields."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from groups.models import Group
from samma.scope import get_editable_or_404
from villages.places import crumbs_for

GROUPS = Group.objects.select_related("village", "year", "occupation__parent")


def part_url(group_pk: int, part: str) -> str:
    """The card of the group's page."""
    return f"{reverse('group-detail', args=[group_pk])}#{part}"


def crumbs_of(group: Group, user, *pages: tuple[str, str | None]) -> list:
    """From the village to the group, and on to `pages`."""
    above = crumbs_for(group.village_code, user)
    return [*above, (group.name, reverse("group-detail", args=[group.pk])), *pages]


def new_row(request, pk, model, form_class, *, title, part, **known):
    """A row that does not stand yet; `known` is what the page knows of it."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    return row_page(request, model(group=group, **known), form_class, title=title, part=part)


def edit_row(request, pk, model, form_class, *, title, part):
    """A row that was typed wrongly, or of which more is known now."""
    row = get_editable_or_404(model.objects.select_related("group__village"), request.user, pk=pk)
    return row_page(request, row, form_class, title=title, part=part)


def row_page(request, row, form_class, *, title, part="", group=None, lead="", back=None, above=()):
    """The form; what was stored is named on the page that it leads back to. `above`: pages between it and the group's."""
    group = group or row.group
    form = form_class(request.POST or None, request.FILES or None, instance=row, user=request.user)
    back = back or part_url(group.pk, part)
    if request.method == "POST" and (stored := form.store()):
        messages.success(request, f"บันทึก “{stored}” ของ{group.name} แล้ว")
        return redirect(back)
    context = {
        "form": form,
        "group": group,
        "title": title,
        "lead": lead,
        "cancel_url": back,
        "offered": getattr(form, "offered", []),
        "crumbs": crumbs_of(group, request.user, *above, (title, None)),
    }
    return render(request, "groups/row_form.html", context)
