"""One column of a register: its Thai head, where its value lives, how its cells are read."""

from django.db import models
from import_export.fields import Field

from samma.resources.reading import Reading, reading_of


class Column(Field):
    """A column. `key` columns together name a row; a `part` is read for `ScopedResource.link` and not stored by itself;
    an empty cell of a column that `keeps` leaves what is there (a model default, or the value before)."""

    def __init__(
        self,
        head: str,
        attribute: str,
        reading: Reading,
        *,
        key: bool = False,
        needed: bool = False,
        part: bool = False,
        keeps: bool = False,
        readonly: bool = False,
        example: object = "",
        note: str = "",
    ) -> None:
        super().__init__(attribute=attribute, column_name=head, widget=reading, readonly=readonly)
        self.key, self.needed, self.part, self.keeps = key, needed, part, keeps
        self.example, self.note = example, note

    def put(self, instance: models.Model, value: object) -> None:
        """Store the value where the column lives."""
        *path, name = self.attribute.split("__")
        for step in path:
            instance = getattr(instance, step)
        setattr(instance, name, value)


def of(model: type[models.Model], name: str, *, prefix: str = "", head: str = "", reading=None, **options) -> Column:
    """The column of a model field: head, reading and whether it may be empty come from the field."""
    field = model._meta.get_field(name)
    may_be_empty = field.null or (field.blank and isinstance(field, models.CharField | models.TextField))
    options = {"keeps": not may_be_empty, "needed": not (may_be_empty or field.has_default())} | options
    if options.get("readonly"):
        options |= {"needed": False}
    return Column(head or str(field.verbose_name), prefix + name, reading or reading_of(field), **options)
