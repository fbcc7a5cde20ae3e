"""Rules of official reviews (评估规则) that are no shares: vetoes that fall on a region, points that are taken off."""

from __future__ import annotations


def guides_vetoed(*, passed: int, failed: int, open_: int, whole: bool, items: int) -> bool | None:
    """Veto 服务不实用 (国办秘函〔2019〕19号): `items` guides or more fail, or every one of fewer than that.

    `open_` guides could not be judged or were left out by a sample; `whole` says that the list of items was read to its
    end, so that there are no others. None where those guides may tip it.
    """
    if failed >= items:
        return True
    known = passed + failed + open_
    if not whole or known == 0:
        return None
    if known < items:
        return False if passed else None if open_ else True
    return None if failed + open_ >= items else False


def points_off(missing_classes: int, *, points: float, most: float) -> float:
    """Deduction of the 2015 census: `points` for each missing class, however many guides miss it, at most `most`."""
    return min(missing_classes * points, most)
