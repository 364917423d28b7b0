"""The days of the invented year, counted back from its last day and written once each: millions of rows use them."""

import datetime

BEFORE, AFTER = 420, 100  # days before and after the last day


class Days:
    """`days[12]` is the text of the day twelve days before the last one; minus is after it."""

    def __init__(self, until: datetime.date) -> None:
        ago = range(-AFTER, BEFORE)
        self.of = {n: until - datetime.timedelta(days=n) for n in ago}
        self.text = {n: day.isoformat() for n, day in self.of.items()}
        # Phones make ids that begin with the moment in milliseconds, and so does this.
        epoch = datetime.date(1970, 1, 1)
        self.milliseconds = {n: (day - epoch).days * 86_400_000 for n, day in self.of.items()}

    def __getitem__(self, ago: int) -> str:
        return self.text[ago]

    def evening(self, ago: int) -> str:
        """An evening of that day in Thailand, in UTC."""
        return f"{self.text[ago]} 12:20:00"
