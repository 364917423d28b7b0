"""The registers that go in and out as a sheet. An app names its own in a module `registers`; a worker finds them by key."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from samma.resources import ScopedResource

REGISTERS: dict[str, "Register"] = {}


@dataclass(frozen=True)
class Register:
    """One register: its word in addresses, its Thai title, its sheet, and the list to go back to."""

    key: str
    title: str
    resource: type[ScopedResource]
    list_url: str

    def may_import(self, user) -> bool:
        return self.resource.may_import(user)

    def may_export(self, user) -> bool:
        return self.resource.may_export(user)


def enter(registers: Iterable[Register]) -> dict[str, Register]:
    """Make registers known to the pages and the workers; gives them by key."""
    entered = {register.key: register for register in registers}
    REGISTERS.update(entered)
    return entered


def register_of(key: str) -> Register:
    """The register of this word in an address; an unknown one does not exist."""
    if key not in REGISTERS:
        raise Http404
    return REGISTERS[key]
