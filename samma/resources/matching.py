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
        for instance in resource.present():
            self.waiting[resource.key_of(instance)].append(instance)

    def take(self, cells: dict[str, Any]):
        queue = self.waiting.get(self.resource.key_in(cells))
        return queue.popleft() if queue else None
