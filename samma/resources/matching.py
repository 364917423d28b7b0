"""Which row of the register a row of the file means: the next one under the same key."""

from collections import defaultdict, deque
from typing import Any

from import_export.instance_loaders import BaseInstanceLoader

from samma import thai


def folded(value: Any) -> str:
    """A cell of a key as it is compared."""
    return thai.fold_spaces(str(value))


class KeyLoader(BaseInstanceLoader):
    """The rows that are there, read once and handed out one by one under their key."""

    def __init__(self, resource, dataset=None) -> None:
        super().__init__(resource, dataset)
        self.waiting: dict[tuple, deque] = defaultdict(deque)
        self.claimed: set = set()  # numbers of the rows that lines have named
        for instance in resource.present():
            self.waiting[resource.key_of(instance)].append(instance)

    def take(self, cells: dict[str, Any]):
        """The next row under the key of a line; None when there is none."""
        queue = self.waiting.get(self.resource.key_in(cells))
        if not queue:
            return None
        self.claimed.add(queue[0].pk)
        return queue.popleft()

    def rows(self) -> list:
        """Every row that no line has named so far."""
        return [instance for queue in self.waiting.values() for instance in queue]

    def claim(self, instance) -> None:
        """A line was joined to this row by its sender's own word."""
        self.claimed.add(instance.pk)
        self.waiting[self.resource.key_of(instance)].remove(instance)
