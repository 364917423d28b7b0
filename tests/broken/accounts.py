"""How each rule of people and postings is broken: the row that breaks it, with whatever it collides with already stored."""

from samma.accounts.models import User

BROKEN = {
    "head_is_an_officer": lambda: User(username="w1", role="province", area_code="33", is_head=True),
    "trainer_holds_no_posting": lambda: User(username="w1", role="trainer", area_code="3301"),
}
