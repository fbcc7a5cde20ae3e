"""A circuit breaker (熔断) for hosts that turn us away, and slowing down for those that labour."""

from __future__ import annotations

_TRIPS_AFTER = 8
"""Looks in a row that were turned away before a host is left alone."""

_LABOURS = 1.0
"""Seconds: an answer that takes longer says that the host is busy."""

_LONGEST = 10.0


class Breaker:
    """Of one host. Pure: it is told how looks ended and says how long the host is to be left alone."""

    def __init__(self, pauses: tuple[float, ...]) -> None:
        self._pauses = pauses
        self._turned_away = 0
        self._paused = 0

    def welcome(self) -> None:
        """A look was answered: everything is well again."""
        self._turned_away = self._paused = 0

    def turned_away(self) -> float | None:
        """A look was refused: seconds to leave the host alone, 0 for none; None when it is given up.

        After a pause one look tries; refused again it is left alone for longer.
        """
        self._turned_away += 1
        if self._turned_away < _TRIPS_AFTER and not self._paused:
            return 0.0
        if self._paused >= len(self._pauses):
            return None
        self._paused += 1
        return self._pauses[self._paused - 1]


class Labour:
    """How long one host takes to answer, and the pause that it gets for it before the next request.

    As AutoThrottle does, but an error, which is often quick, never makes it faster.
    """

    def __init__(self) -> None:
        self._seconds = 0.0

    def answered(self, seconds: float, *, good: bool) -> None:
        """One answer."""
        average = (self._seconds + seconds) / 2
        self._seconds = average if good else max(self._seconds, average)

    @property
    def pause(self) -> float:
        """Seconds; 0 for a host that answers at ease."""
        return min(self._seconds, _LONGEST) if self._seconds > _LABOURS else 0.0
