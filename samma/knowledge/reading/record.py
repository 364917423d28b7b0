"""What reading an old text gives: the fields of a draft record, its sections, and what the reader noticed."""

from dataclasses import dataclass, field

from samma.knowledge.reading.mending import Mended, Repair


@dataclass(frozen=True)
class Note:
    """Something an officer should look at. The text itself is never changed because of it."""

    code: str
    text: str


@dataclass(frozen=True)
class ReadSection:
    """A section as printed: `number` is None where the form has none, `kind` None where no heading says it."""

    number: str | None
    heading: str
    kind: str | None
    body: str


@dataclass
class ReadRecord:
    """An old text as a draft record. A field is None when the text does not say it."""

    file: str = ""
    form: str | None = None
    level: str | None = None
    category: str | None = None
    title: str | None = None
    owner_name: str | None = None
    owner_position: str | None = None
    owner_office: str | None = None
    owner_address: str | None = None
    phone: str | None = None
    date: str | None = None  # ISO
    province: str | None = None
    sections: list[ReadSection] = field(default_factory=list)
    damage: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    mended: Mended = field(default_factory=lambda: Mended("", ()))  # the fields above are read from its text

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Applied and offered, in the order of the text."""
        return self.mended.repairs

    def as_dict(self) -> dict:
        """Plain values under the names that the command `import_records --json` prints."""
        plain = {name: value for name, value in vars(self).items() if name != "mended"}
        for name in ("sections", "damage", "warnings"):
            plain[name] = [dict(vars(entry)) for entry in plain[name]]
        return plain
