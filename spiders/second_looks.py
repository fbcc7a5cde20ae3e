"""Walking nothing: only the pages that findings rest on are asked again (二次核查), each as it was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.evidence import AT_A_FINDING, Evidence, Via
from spiders.platforms.walking import Errand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spiders.platforms.walking import Look


class SecondLooks:
    """A walker that repeats looks and follows nothing."""

    def __init__(self, looks: Sequence[Evidence]) -> None:
        self._looks = looks

    def start(self) -> Iterable[Errand]:
        """Each look once more."""
        for one in self._looks:
            yield Errand(
                target=one.target,
                kind=one.kind,
                parent=one.parent,
                item=one.item,
                render=one.via is Via.BROWSER,
                look=AT_A_FINDING,
            )

    def receive(self, errand: Errand, look: Look) -> Iterable[Errand]:
        """Nothing follows."""
        del errand, look
        return ()

    def idle(self) -> Iterable[Errand]:
        """Nothing waits."""
        return ()

    def found(self) -> int:
        """How many looks are repeated."""
        return len(self._looks)

    def sample(self) -> int | None:
        """Nothing is drawn."""
        return None
