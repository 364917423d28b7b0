"""The rounds in which OTOP takes registrations, who is ready for one, and the packet of a product."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups.models import OtopRound
from groups.products.otop.forms import PacketForm, PapersForm, RoundForm, SubmitForm
from groups.products.otop.lists import ready_listing
from groups.products.otop.packets import packet_of, round_of
from groups.products.otop.page import packet_page, place_names, round_row, round_status, rounds_columns
from groups.products.rules import may_keep_rounds
from groups.products.views import PRODUCTS, crumbs_of
from samma.scope import get_editable_or_404, get_visible_or_404
from samma.thai import thai_date


# --- rounds -----------------------------------------------------------------------------------------------------------
@require_safe
def round_list(request):
    today = localdate()
    rounds = list(OtopRound.objects.visible_to(request.user)[:100])
    names = place_names(rounds)
    context = {
        "columns": rounds_columns(),
        "rows": [round_row(one, today, names) for one in rounds],
        "new_url": reverse("otop-round-new") if may_keep_rounds(request.user) else "",
        "crumbs": [("ผลิตภัณฑ์", reverse("product-list")), ("รอบลงทะเบียน OTOP", None)],
    }
    return render(request, "groups/products/otop/rounds.html", context)


@require_http_methods(["GET", "POST"])
def round_new(request):
    return _round_form(request, OtopRound(), "เพิ่มรอบลงทะเบียน OTOP")


@require_http_methods(["GET", "POST"])
def round_edit(request, pk):
    return _round_form(request, get_visible_or_404(OtopRound, request.user, pk=pk), "แก้ไขรอบลงทะเบียน OTOP")


def _round_form(request, one, title):
    """A round of the whole country is the department's; a province keeps its own."""
    user = request.user
    if not may_keep_rounds(user) or (one.pk and not _is_his(one, user)):
        raise PermissionDenied("รอบของจังหวัดเป็นของจังหวัดนั้น รอบทั้งประเทศเป็นของกรม")
    form = RoundForm(request.POST or None, instance=one, user=user)
    if form.is_bound and form.store():
        messages.success(request, f"บันทึก{form.instance} แล้ว")
        return redirect("otop-round", pk=form.instance.pk)
    cancel = reverse("otop-round", args=[one.pk]) if one.pk else reverse("otop-round-list")
    crumbs = [("รอบลงทะเบียน OTOP", reverse("otop-round-list")), (title, None)]
    return render(
        request,
        "groups/products/otop/round_form.html",
        {"form": form, "title": title, "cancel_url": cancel, "crumbs": crumbs},
    )


def _is_his(one, user) -> bool:
    return user.may_keep_lists or one.area_code == user.area_code[:2]


@require_safe
def round_detail(request, pk):
    """Who of the user's area is ready for the round, and what each of the others lacks."""
    one = get_visible_or_404(OtopRound, request.user, pk=pk)
    context = ready_listing(request, one) | {
        "round": one,
        "lead": f"{place_names([one])[one.area_code]} เปิดรับ {thai_date(one.opens)} ถึง {thai_date(one.closes)}",
        "state": round_status(one, localdate()),
        "edit_url": reverse("otop-round-edit", args=[pk])
        if may_keep_rounds(request.user) and _is_his(one, request.user)
        else "",
        "crumbs": [("รอบลงทะเบียน OTOP", reverse("otop-round-list")), (str(one), None)],
    }
    return render(request, "groups/products/otop/round.html", context)


# --- the packet -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def product_packet(request, pk):
    """The packet of a product for the round that is open or comes next, or for `?round=`."""
    get = get_editable_or_404 if request.method == "POST" else get_visible_or_404
    rows = PRODUCTS.prefetch_related("standards", "otop", "stars", "applications__papers", "applications__round")
    product = get(rows, request.user, pk=pk)
    of = _round_asked(request, product) or round_of(product, localdate())
    packet = packet_of(product, of)
    if packet:
        packet.product = product
    bound = request.POST.get("do") if request.method == "POST" and of else None
    forms = _forms(request, product, of, packet, bound)
    if bound in forms and forms[bound].store():
        messages.success(request, _said(bound, product))
        return redirect(f"{request.path}?round={of.pk}#{bound}")
    context = packet_page(product, of, packet, request.user, localdate(), forms)
    return render(
        request, "groups/products/otop/packet.html", context | {"crumbs": crumbs_of(product, request.user, "แฟ้ม OTOP")}
    )


def _round_asked(request, product):
    asked = request.GET.get("round", "")
    rounds = OtopRound.objects.of_place(product.village_code)
    return rounds.filter(pk=int(asked)).first() if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None


def _forms(request, product, of, packet, bound):
    """The forms of the page for those who write; what has no packet yet has only the first."""
    if not request.user.may_write or of is None:
        return {}

    def data(name):
        return request.POST if bound == name else None

    user = request.user
    found = {"producer": PacketForm(data("producer"), product=product, round=of, packet=packet, user=user)}
    if packet:
        found["papers"] = PapersForm(data("papers"), packet=packet, user=user)
        found["submit"] = SubmitForm(data("submit"), packet=packet, user=user)
    return found


def _said(name, product):
    words = {
        "producer": "บันทึกข้อมูลผู้ผลิตในแฟ้มของ",
        "papers": "บันทึกเอกสารแนบของ",
        "submit": "บันทึกการยื่นแฟ้มของ",
    }
    return f"{words[name]} “{product}” แล้ว"
