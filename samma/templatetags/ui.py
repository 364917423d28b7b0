"""What the components cannot say in template language alone: an icon, the fields of a form, cells with their column's name."""

from collections.abc import Iterator

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ASIDE = ("DELETE", "ORDER", "confirmed")  # a grid shows these elsewhere than in a column of their own
SPRITE = "vendor/bootstrap-icons/sprite.svg"


@register.simple_tag
def icon(name: str, extra_class: str = "") -> SafeString:
    """A small picture from the sprite, silent for screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra_class,
        static(SPRITE),
        name,
    )


@register.simple_tag(takes_context=True)
def form_fields(context: template.Context, form) -> SafeString:
    """Every field of the form with label, help and errors: by its crispy layout if it has one, else in its own order."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    if layout is not None:
        with context.push(
            form_show_labels=True, form_show_errors=True
        ):  # crispy's own tag says so; a layout alone does not
            return form.helper.render_layout(form, context)
    hidden = [str(field) for field in form.hidden_fields()]
    return mark_safe("".join(hidden + [as_crispy_field(field) for field in form.visible_fields()]))  # noqa: S308 made by widgets


@register.simple_tag
def control(field) -> SafeString:
    """The bare control of a field in its proper dress, for a form that is not laid out by crispy, such as filters."""
    widget = field.field.widget
    dress = "form-select" if hasattr(widget, "choices") else "form-control"
    if getattr(widget, "input_type", "") == "checkbox":
        dress = "form-check-input"
    return field.as_widget(attrs={"class": f"{widget.attrs.get('class', '')} {dress}".strip()})


@register.filter
def labelled(rows: list[dict], columns: list[dict]) -> list[dict]:
    """The rows of a table with each cell under its column's label and alignment, and the first cell leading to the row's page."""
    return [row | {"cells": list(_cells(row, columns))} for row in rows]


def _cells(row: dict, columns: list[dict]) -> Iterator[dict]:
    for place, (cell, column) in enumerate(zip(row["cells"], columns, strict=True)):
        url = cell.get("url") or (row.get("url") if place == 0 else None)
        align = cell.get("align") or column.get("align")
        why = cell.get("why") or column.get("why")
        note_why = cell.get("note_why") or column.get("note_why")
        told = {"label": column["label"], "align": align, "url": url, "why": why, "note_why": note_why}
        yield cell | told | {"heads": place == 0}


@register.filter
def with_columns(form, columns: list[dict]) -> list[tuple]:
    """The visible cells of one grid row, each with its column; columns beyond those named keep the field's own label."""
    fields = [field for field in form.visible_fields() if field.name not in ASIDE]
    named = list(columns or []) + [{"label": field.label} for field in fields[len(columns or []) :]]
    return list(zip(fields, named, strict=False))


@register.filter
def grid_columns(formset, columns: list[dict]) -> list[dict]:
    """The heads of a grid: those named by the view, then the labels of the fields left over."""
    return [column for _field, column in with_columns(formset.empty_form, columns)]


@register.filter
def row_label(labels: list[str] | None, counter: int) -> str:
    """The words for row `counter` (from 1), or nothing when the view named none."""
    return labels[counter - 1] if labels and counter <= len(labels) else ""


@register.filter
def figure_size(value) -> str:
    """How large a big number may stand on a phone, where two are side by side."""
    letters = len(str(value))
    return "figure-longest" if letters > 10 else "figure-long" if letters > 6 else ""


@register.simple_tag
def grid_cell(field, column: dict, row_name: str, extra_class: str = "") -> SafeString:
    """One control of a grid, named for a screen reader by column and row, and pointing at its error."""
    named = f"{column.get('label') or field.label} {row_name}".strip()
    attrs = {"aria-label": named, "data-column": field.name}
    kind = getattr(field.field.widget, "input_type", "")
    attrs["class"] = " ".join(
        filter(None, [field.field.widget.attrs.get("class", ""), "cell", f"cell-{kind or 'text'}", extra_class])
    )
    if field.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}_error"}
    return field.as_widget(attrs=attrs)
