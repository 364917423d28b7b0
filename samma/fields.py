"""Model fields that keep the house's promises at every door: mended Thai, พ.ศ. dates and months, baht, hidden phones, sort keys."""

from typing import Any

from django.db import models

from samma import formfields, secret, thai


class ThaiCharField(models.CharField):
    """One line of Thai, mended before it is stored whoever stores it."""

    def pre_save(self, model_instance, add):
        value = thai.normalise(getattr(model_instance, self.attname) or "").strip()
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.ThaiCharField} | kwargs)


class ThaiTextField(models.TextField):
    """Paragraphs of Thai, mended before they are stored whoever stores them."""

    def pre_save(self, model_instance, add):
        value = thai.normalise(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.ThaiCharField} | kwargs)


class ThaiDateField(models.DateField):
    """A day, stored as a date and typed in พ.ศ."""

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.ThaiDateField} | kwargs)


class MonthField(models.DateField):
    """A month of a year, kept as its first day whatever day is given."""

    def to_python(self, value: Any):
        day = super().to_python(value)
        return day.replace(day=1) if day else day

    def pre_save(self, model_instance, add):
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.MonthField} | kwargs)


class ThaiTimeField(models.TimeField):
    """An hour of the day, typed as 9.00 or ๙.๐๐ น."""

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.ThaiTimeField} | kwargs)


class MoneyField(models.DecimalField):
    """Baht to the satang, below 10^12. Null means unknown and is never shown as 0."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 14, "decimal_places": 2} | kwargs)

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.MoneyField} | kwargs)


class QuantityField(models.DecimalField):
    """How much of something, to the hundredth: 5, or 2.5 of a kilogram."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 12, "decimal_places": 2} | kwargs)

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.QuantityField} | kwargs)


class RaiField(models.DecimalField):
    """Land in ไร่, to the square wa (1/400). Null means unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 10, "decimal_places": 4} | kwargs)

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.RaiField} | kwargs)


class WholeNumberField(models.PositiveIntegerField):
    """A count, typed in either kind of digits."""

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": formfields.WholeNumberField} | kwargs)


class PhoneField(models.TextField):
    """A phone number, encrypted in the database and plain in Python. It cannot be searched: see `PhoneKey`."""

    def from_db_value(self, value, expression, connection):
        return secret.decrypt(value) if value else ""

    def get_prep_value(self, value):
        return secret.encrypt(value) if value else ""

    def formfield(self, **kwargs: Any):
        return super().formfield(
            **{"form_class": formfields.PhoneField, "widget": formfields.PhoneField.widget} | kwargs
        )


class PhoneKey(models.CharField):
    """The keyed hash of the phone number beside it (`of`), to find a number without reading any."""

    def __init__(self, *args: Any, of: str = "phone", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs | {"max_length": 32, "editable": False, "blank": True, "db_index": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "blank", "db_index"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance, add):
        phone = getattr(model_instance, self.of)
        value = secret.finding_hash(phone) if phone else ""
        setattr(model_instance, self.attname, value)
        return value


class SortKey(models.CharField):
    """The Thai dictionary key of the fields named in `of`, so that an index gives Thai order on both databases."""

    def __init__(self, *args: Any, of: tuple[str, ...] | list[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(*args, **kwargs | {"max_length": 200, "editable": False, "blank": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"of": list(self.of)}

    def db_parameters(self, connection):
        # The key is made for code-point order; a database in a Thai locale would sort it another way.
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}

    def pre_save(self, model_instance, add):
        value = thai.sort_key(" ".join(getattr(model_instance, name) or "" for name in self.of))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
