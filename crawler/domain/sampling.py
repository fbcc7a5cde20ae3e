"""Drawing a sample of service items (抽样): who is in it, and how large it has to be.

Whole numbers and SHA-256 only: the same seed gives the same sample on every machine.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.domain.intervals import interval

if TYPE_CHECKING:
    from collections.abc import Iterable

REQUESTS_AN_ITEM = 4.0
"""Guide, its parts and its forms, where no earlier run tells better."""


def stratum(department: str | None, item_type: str | None) -> str:
    """The stratum (层) of an item: its department (实施主体) and its type (事项类型), as its row in the list says."""
    said = ("".join(unicodedata.normalize("NFKC", one or "").split()) for one in (department, item_type))
    return "\t".join(said)


def draw(frame: Iterable[tuple[str, str]], size: int, seed: int) -> frozenset[str]:
    """Keys of a stratified sample of `size` from a frame of (key, stratum) pairs.

    Every item has the same chance, size / frame, and every stratum its share, rounded down or up: so the plain share in
    the sample estimates the share in the frame, however small the strata are. Strata lie one after the other and the
    items of each as well, both in the order of a hash with the seed, and equal steps from a start that the seed gives
    pick the items. The order in which items were met does not matter.
    """
    strata: dict[str, str] = {}
    for key, name in frame:
        strata[key] = min(name, strata.get(key, name))
    population = len(strata)
    if size >= population:
        return frozenset(strata)
    turn = {name: _digest(f"{seed}\nstratum\n{name}") for name in set(strata.values())}
    order = sorted(strata, key=lambda key: (turn[strata[key]], strata[key], _digest(f"{seed}\n{key}"), key))
    start = int.from_bytes(_digest(f"{seed}\nstart")) % population if population else 0
    return frozenset(
        key
        for place, key in enumerate(order)
        if (place * size + start) // population != ((place + 1) * size + start) // population
    )


def size_for(half_width: float, population: int) -> int:
    """The smallest sample whose 95 % interval is at most `half_width` to either side, whatever share it will find.

    The share that asks for most is one half; where some subjects cannot be decided, the interval is wider.
    """
    least, most = 1, max(1, population)
    while least < most:
        middle = (least + most) // 2
        if half_width_of(middle, population) <= half_width:
            most = middle
        else:
            least = middle + 1
    return least


def half_width_of(size: int, population: int) -> float:
    """Half the width of the 95 % interval of a share near one half that a sample of `size` finds."""
    if size >= population:
        return 0.0
    low, high = interval(size // 2, size, population)
    return (high - low) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How many items may be opened, decided when the whole list is known (抽样方案).

    `size` is an order; `half_width` asks for an interval. Without either a census is taken where it fits `capacity`,
    the requests that the host's rate allows until the deadline, at `each` requests an item; None: it always fits.
    """

    size: int | None = None
    half_width: float | None = None
    capacity: int | None = None
    each: float = REQUESTS_AN_ITEM

    @property
    def ordered(self) -> bool:
        """Whether a person asked for a sample."""
        return self.size is not None or self.half_width is not None

    @property
    def waits(self) -> bool:
        """Whether the list has to be known before the first guide is opened."""
        return self.ordered or self.capacity is not None

    def of(self, population: int, asked: int = 0) -> int | None:
        """The size of the sample from a frame, after `asked` requests; None for a census."""
        if self.size is not None:
            return self.size
        if self.half_width is not None:
            return size_for(self.half_width, population)
        if self.capacity is None or asked + population * self.each <= self.capacity:
            return None
        return max(1, min(population - 1, int((self.capacity - asked) / self.each)))


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
