"""How a record is written: begun, its head, sections and photos, and two people's texts laid together."""
