"""A cache bounded by what its values weigh."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class WeighedCache(Generic[Value]):
    """Least recently used values up to a total weight; the last value made is always kept.

    Args:
        make: Gives the value of a key that is not (or no longer) kept.
        weight_of: What a value counts for.
        most: Greatest sum of weights.
    """

    def __init__(
        self, make: Callable[[int], Value], weight_of: Callable[[Value], int], most: int
    ) -> None:
        self._make, self._weight_of, self._left = make, weight_of, most
        self._kept: OrderedDict[int, Value] = OrderedDict()

    def __call__(self, key: int) -> Value:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = self._make(key)
        self._kept[key] = value
        self._left -= self._weight_of(value)
        while self._left < 0 and len(self._kept) > 1:
            self._left += self._weight_of(self._kept.popitem(last=False)[1])
        return value
