"""Writes the rows of a chunk in bulk, with their history in the user's name, and tells what was written.

What `save()` would fill is filled here too: sort keys, village codes and mended Thai come from the fields' own
`pre_save`. Where the database refuses the bulk (another person was quicker, or rows change places), the rows are
saved one after the other, and a refusal stands on its row in the rule's own words.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, models, transaction

from samma.constraints import Violation, violation_of
from samma.resources.written import Written, mark_of, plain
from samma.rows import Versioned, keeps_versions
from samma.stale import codes_of, mark_stale

Part = tuple[str, models.Model]  # the path of a model in its row of the sheet, and the model
AT_ONCE = 500


class RefusedByDatabaseError(Exception):
    """A row that broke a rule after the rule was asked."""

    def __init__(self, number: int, prefix: str, violation: Violation) -> None:
        super().__init__(violation.sentence)
        self.number, self.prefix, self.violation = number, prefix, violation


def keep_state(instance: models.Model) -> None:
    """Remember what a row that is there says now, before a file changes it."""
    if not instance._state.adding and "_was" not in instance.__dict__:
        instance._was = _values(instance)


def _values(instance: models.Model) -> dict[str, Any]:
    return {field.attname: instance.__dict__[field.attname] for field in _concrete(instance)}


def _concrete(instance: models.Model) -> Iterable[models.Field]:
    deferred = instance.get_deferred_fields()
    return [field for field in instance._meta.concrete_fields if field.attname not in deferred]


class Store:
    """For one import: `write` takes (row number, is merge, parts) of each line, in the order of the file."""

    def __init__(self, user, *, tell: bool) -> None:
        self.user, self.tell = user, tell

    def write(self, rows: list[tuple[int, bool, list[Part]]]) -> list[Written]:
        """Store the rows; raises RefusedByDatabaseError, and then nothing of them is stored."""
        left = _places(rows)
        written = self._written(rows)
        mark_stale(*left, *_places(rows))
        return written

    def _written(self, rows: list[tuple[int, bool, list[Part]]]) -> list[Written]:
        kept = [(part, _snapshot(part)) for _number, _merge, parts in rows for _prefix, part in parts]
        try:
            with transaction.atomic():
                return list(self._in_bulk(rows))
        except IntegrityError:
            for part, state in kept:
                _restore(part, state)
        with transaction.atomic():
            return list(self._one_by_one(rows))

    # --- in bulk --------------------------------------------------------------------------------------------------
    def _in_bulk(self, rows) -> Iterator[Written]:
        for place in range(len(rows[0][2])):
            seen: set[int] = set()
            slot = []
            for number, is_merge, parts in rows:
                part = parts[place][1]
                if id(part) not in seen:  # one household in two rows is one household
                    seen.add(id(part))
                    slot.append((number, is_merge, part))
            model = type(slot[0][2])
            new = [entry for entry in slot if entry[2]._state.adding]
            there = [entry for entry in slot if "_was" in entry[2].__dict__]
            yield from self._create(model, new)
            yield from self._update(model, there)

    def _create(self, model, new) -> Iterator[Written]:
        for wave in _waves([part for _number, _merge, part in new]):
            _plain_rows(model).bulk_create(wave)
            self._history(model, wave, is_update=False)
        for number, is_merge, part in new if self.tell else ():
            yield Written(model._meta.label_lower, _key(part), None, mark_of(part), number, is_merge)

    def _update(self, model, there) -> Iterator[Written]:
        changes = [(number, is_merge, part, self._prepared(part)) for number, is_merge, part in there]
        changes = [entry for entry in changes if entry[3]]
        if not changes:
            return
        by_fields: dict[frozenset[str], list[models.Model]] = {}
        for _number, _merge, part, changed in changes:
            by_fields.setdefault(frozenset(changed), []).append(part)
        for names, parts in by_fields.items():
            _plain_rows(model).bulk_update(parts, sorted(names), batch_size=AT_ONCE)
        self._history(model, [part for _number, _merge, part, _changed in changes], is_update=True)
        for number, is_merge, part, changed in changes:
            yield from self._told(part, changed, number, is_merge)

    def _prepared(self, part) -> list[str]:
        """The names of the fields that differ from what was there, once every field has filled itself in."""
        for field in _concrete(part):
            if not field.primary_key:
                setattr(part, field.attname, field.pre_save(part, False))
        changed = [f.name for f in _concrete(part) if part._was[f.attname] != getattr(part, f.attname)]
        if changed and isinstance(part, Versioned):
            part.version += 1  # an edit form opened before is stale now
            changed.append("version")
        return changed

    def _told(self, part, changed: list[str], number: int, is_merge: bool) -> Iterator[Written]:
        was = part.__dict__.pop("_was")  # a later row that changes it again starts from here
        if self.tell:
            fields = [part._meta.get_field(name) for name in changed]
            before = {field.attname: plain(field, was[field.attname]) for field in fields}
            after = {field.attname: plain(field, getattr(part, field.attname)) for field in fields}
            yield Written(part._meta.label_lower, _key(part), before, after, number, is_merge)

    def _history(self, model, parts: list[models.Model], *, is_update: bool) -> None:
        if keeps_versions(model):
            model.history.bulk_history_create(parts, update=is_update, default_user=self.user)

    # --- one after the other --------------------------------------------------------------------------------------
    def _one_by_one(self, rows) -> Iterator[Written]:
        for number, is_merge, parts in rows:
            for prefix, part in parts:
                try:
                    yield from self._save(part, number, is_merge)
                except IntegrityError as error:
                    raise RefusedByDatabaseError(number, prefix, violation_of(error, type(part))) from error

    def _save(self, part, number: int, is_merge: bool) -> Iterator[Written]:
        part._history_user = self.user
        if part._state.adding:
            with transaction.atomic():
                part.save(force_insert=True)
            part._was = _values(part)
            if self.tell:
                yield Written(part._meta.label_lower, _key(part), None, mark_of(part), number, is_merge)
        elif "_was" in part.__dict__:
            changed = self._prepared(part)
            if changed:
                with transaction.atomic():
                    part.save(update_fields=changed)
                yield from self._told(part, changed, number, is_merge)


def _plain_rows(model) -> models.QuerySet:
    """Without a ledger's refusals: new rows alone reach a ledger here."""
    return models.QuerySet(model)


def _waves(parts: list[models.Model]) -> Iterator[list[models.Model]]:
    """Rows that hang on another new row of the same kind come after it."""
    while parts:
        ready = [part for part in parts if not _hangs(part)]
        if not ready:
            raise ValueError("rows that hang on each other in a ring")
        yield ready
        parts = [part for part in parts if part._state.adding]


def _hangs(part) -> bool:
    for field in part._meta.concrete_fields:
        if field.is_relation and field.related_model is type(part) and field.is_cached(part):
            above = getattr(part, field.name)
            if above is not None and above._state.adding:
                return True
    return False


def _places(rows: list[tuple[int, bool, list[Part]]]) -> set[str]:
    """The places of the rows that are stored already."""
    parts = (part for _number, _merge, parts in rows for _prefix, part in parts if not part._state.adding)
    return {code for part in parts for code in codes_of(part)}


def _snapshot(part) -> tuple:
    return part._state.adding, dict(part._state.fields_cache), dict(part.__dict__)


def _restore(part, state: tuple) -> None:
    part.__dict__.clear()
    part.__dict__.update(state[2])
    part._state.adding, part._state.fields_cache = state[0], state[1]


def _key(part) -> Any:
    return plain(part._meta.pk, part.pk)
