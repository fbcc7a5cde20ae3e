"""When a list falls short of a number that was declared (缺口): a counter that lags, or a walk that was cut short."""

from __future__ import annotations

_ENOUGH = 0.8
"""Of a total. Counters lag behind, and portals drop items between rounds; a walk that was cut short misses more."""

_FEW = 20
"""Items that may be missing whatever the share: numbers that stand elsewhere than on a list count other things."""


def far_below(found: int, declared: int) -> bool:
    """Whether so many items are missing that it is more likely the walk that missed them."""
    return found < _ENOUGH * declared and declared - found > _FEW
