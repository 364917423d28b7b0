"""How the actions of groups write: the group's row is held, and a row's rules are asked before it is saved."""

from django.core.exceptions import ValidationError

from groups.models import Group
from samma.constraints import violations


def locked(group: Group) -> Group:
    """The group's row, held until the transaction ends: whoever comes second sees what the first one did."""
    rows = Group.objects.select_for_update(of=("self",)).select_related("occupation", "year", "village")
    return rows.get(pk=group.pk)


def save(row):
    """Save a row whose constraints have been asked first: a refusal is their sentence beside its field, not a crash."""
    row.full_clean(exclude={"village_code"}, validate_constraints=False)
    broken = {violation.fields[-1]: violation.sentence for violation in violations(row)}
    if broken:
        raise ValidationError(broken)
    row.save()
    return row
