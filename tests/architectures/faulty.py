"""A sample portal behind faults: some of its answers fail in one of the ways that real ones do, seeded."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.architectures.services import page, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.architectures.services import Reply

_HTML = {"Content-Type": "text/html; charset=utf-8"}
_WALL = "<script>var _0x1a=['cookie'];document[_0x1a[0]]='__jsl_clearance=1';location.reload();</script>"
_BUSY = b'{"code":500,"msg":"\xe7\xb3\xbb\xe7\xbb\x9f\xe7\xb9\x81\xe5\xbf\x99","data":null,"success":false}'

FAULTS: dict[str, Reply] = {
    "unavailable": (503, {**_HTML, "Retry-After": "0"}, b"<h1>503 Service Temporarily Unavailable</h1>"),
    "cut": (200, {**_HTML, "Content-Length": "90000", "Connection": "close"}, b"<html><body><h1>"),
    "wall": (200, _HTML, page("", head=_WALL).encode()),
    "busy": reply(page("<h2>系统提示</h2><p>系统异常，请稍后再试！</p><a href='javascript:history.back()'>返回</a>")),
    "envelope": (200, {"Content-Type": "application/json"}, _BUSY),
    "silence": (200, {"Content-Type": "application/json"}, b'{"code":200,"msg":"success","data":null}'),
    "login": reply(page("<h2>用户登录</h2><form><input name='u'><input type='password' name='p'></form>")),
    "nothing": (200, _HTML, b""),
}


class Faults:
    """Stands between a site's paths and who asks: `share` of the requests fail, each by what it asks and how often."""

    def __init__(self, paths: dict[str, Any], seed: int, share: float, faults: tuple[str, ...] = tuple(FAULTS)) -> None:
        self._paths = paths
        self._seed, self._share, self._faults = seed, share, faults
        self._times: Counter[tuple[str, str, bytes]] = Counter()
        self.met: Counter[str] = Counter()

    def get(self, path: str) -> Callable[[Any], Reply | None]:
        """What answers a path."""
        return lambda seen: self._answer(path, seen)

    def _answer(self, path: str, seen: Any) -> Reply | None:
        asked = seen.method, seen.path, seen.body
        self._times[asked] += 1
        chance = random.Random(f"{self._seed}|{asked}|{self._times[asked]}")
        kept = path in {"/", "/robots.txt"} or path.endswith(".js")  # without these there is no walk
        fails = chance.random() < self._share and not kept
        if fails:
            fault = chance.choice(self._faults)
            self.met[fault] += 1
            return FAULTS[fault]
        found = self._paths.get(path)
        return found(seen) if callable(found) else found
