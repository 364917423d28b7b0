"""The pages of a product: the product itself, its standards, pictures, stars, and its OTOP registration."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions
from groups.models import OtopRegistration, Product, ProductStandard, ProductStars
from groups.products.forms import ProductForm, ProductPhotoGrid, ProductPhotoUpload, StandardForm
from groups.products.lists import products_listing
from groups.products.otop.registration_forms import OtopEditForm, RenewForm, StarsEditForm
from groups.products.page import part_form, product_page
from groups.rows_of_group import part_url
from samma.scope import get_editable_or_404, get_visible_or_404
from samma.thai import thai_date
from villages.places import crumbs_for

PRODUCTS = Product.objects.select_related("group__village", "group__occupation", "group__year")


def crumbs_of(product, user, page=None):
    """The place, the group, the product, and the page below it."""
    crumbs = [*crumbs_for(product.village_code, user), (product.group.name, part_url(product.group_id, "product"))]
    if page is None:
        return [*crumbs, (product.name, None)]
    return [*crumbs, (product.name, reverse("product-detail", args=[product.pk])), (page, None)]


@require_safe
def product_list(request):
    return render(request, "groups/products/list.html", products_listing(request))


@require_safe
def product_detail(request, pk):
    return _page(request, get_visible_or_404(PRODUCTS, request.user, pk=pk))


def _page(request, product, bound=None):
    context = product_page(product, request.user, localdate(), bound)
    return render(request, "groups/products/detail.html", context | {"crumbs": crumbs_of(product, request.user)})


@require_http_methods(["GET", "POST"])
def product_edit(request, pk):
    product = get_editable_or_404(PRODUCTS, request.user, pk=pk)
    form = ProductForm(request.POST or None, instance=product, user=request.user)
    if form.is_bound and form.store():
        messages.success(request, f"บันทึก “{product}” แล้ว")
        return redirect("product-detail", pk=pk)
    return _form_page(request, product, form, "แก้ไขข้อมูลผลิตภัณฑ์")


def _form_page(request, product, form, title, lead="", submit_label="บันทึก"):
    context = {
        "form": form,
        "product": product,
        "title": title,
        "lead": lead,
        "submit_label": submit_label,
        "crumbs": crumbs_of(product, request.user, title),
    }
    return render(request, "groups/products/form.html", context)


# --- the forms that stand on the page ---------------------------------------------------------------------------------
def _part(request, pk, part, done_of):
    """One form of the product's page: carried out, or shown again in its place with what is wrong."""
    product = get_editable_or_404(PRODUCTS, request.user, pk=pk)
    here = f"{reverse('product-detail', args=[pk])}#{part}"
    if request.method != "POST":
        return redirect(here)
    form = part_form(part, product, request.user, request.POST)
    done = form.store()
    if done is None:
        return _page(request, product, {part: form})
    messages.success(request, done_of(form, done))
    return redirect(here)


@require_http_methods(["GET", "POST"])
def product_standard(request, pk):
    return _part(request, pk, "standard", lambda form, done: f"บันทึกมาตรฐาน {done} แล้ว")


@require_http_methods(["GET", "POST"])
def product_stars(request, pk):
    return _part(request, pk, "stars", lambda form, done: form.done(done))


@require_http_methods(["GET", "POST"])
def product_register(request, pk):
    return _part(request, pk, "register", lambda form, done: form.done(done))


# --- one row of the product -------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def standard_edit(request, pk):
    return _mend(request, ProductStandard, StandardForm, pk, "standard", "แก้ไขหรือต่ออายุมาตรฐาน")


@require_http_methods(["GET", "POST"])
def otop_edit(request, pk):
    return _mend(request, OtopRegistration, OtopEditForm, pk, "register", "แก้ไขทะเบียน OTOP")


@require_http_methods(["GET", "POST"])
def stars_edit(request, pk):
    return _mend(request, ProductStars, StarsEditForm, pk, "stars", "แก้ไขผลการคัดสรรดาว")


def _mend(request, model, form_class, pk, part, title):
    """A row of the product's page that was typed wrongly, or of which more is known now."""
    rows = model.objects.select_related("product__group__village")
    row = get_editable_or_404(rows, request.user, pk=pk)
    form = form_class(request.POST or None, instance=row, user=request.user)
    if form.is_bound and form.store():
        messages.success(request, f"บันทึก “{row}” แล้ว")
        return redirect(f"{reverse('product-detail', args=[row.product_id])}#{part}")
    return _form_page(request, row.product, form, title)


@require_http_methods(["GET", "POST"])
def otop_renew(request, pk):
    rows = OtopRegistration.objects.select_related("product__group__village")
    otop = get_editable_or_404(rows, request.user, pk=pk)
    form = RenewForm(request.POST or None, otop=otop, user=request.user)
    if form.is_bound and (renewed := form.store()):
        messages.success(request, f"ต่ออายุทะเบียน OTOP {otop.number} ถึง {thai_date(renewed.expires)} แล้ว")
        return redirect(f"{reverse('product-detail', args=[otop.product_id])}#register")
    until = thai_date(otop.expires) if otop.expires else "ไม่ทราบ"
    lead = f"เลขทะเบียน {otop.number} ใช้ได้ถึง {until}"
    return _form_page(request, otop.product, form, "ต่ออายุทะเบียน OTOP", lead, "ต่ออายุ")


# --- pictures ---------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def product_photos(request, pk):
    product = get_editable_or_404(PRODUCTS, request.user, pk=pk)
    photos = list(product.photos.all())
    adding = request.method == "POST" and "add" in request.POST
    sorting = request.method == "POST" and not adding
    upload = ProductPhotoUpload(request.POST if adding else None, request.FILES if adding else None, user=request.user)
    values = [
        {"pk": p.pk, "caption": p.caption, "order": n, "for_packet": p.pk == product.packet_photo_id}
        for n, p in enumerate(photos, 1)
    ]
    grid = ProductPhotoGrid(request.POST if sorting else None, initial=values, prefix="photos")
    if adding and upload.is_valid():
        try:
            added = actions.add_product_photos(product, upload.cleaned_data["photos"], by=request.user)
        except ValidationError as error:
            upload.refuse(error)
        else:
            messages.success(request, f"เพิ่มภาพ {len(added)} ภาพของ “{product}” แล้ว")
            return redirect("product-photos", pk=pk)
    if sorting and grid.is_valid():
        actions.arrange_product_photos(product, [row.cleaned_data for row in grid], by=request.user)
        messages.success(request, f"จัดภาพของ “{product}” แล้ว")
        return redirect("product-photos", pk=pk)
    by_pk = {str(photo.pk): photo for photo in photos}
    pairs = [(row, by_pk[str(row["pk"].value())]) for row in grid if str(row["pk"].value()) in by_pk]
    context = {"product": product, "upload": upload, "grid": grid, "pairs": pairs}
    context["crumbs"] = crumbs_of(product, request.user, "ภาพผลิตภัณฑ์")
    return render(request, "groups/products/photos.html", context)
