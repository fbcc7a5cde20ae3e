"""Lists whose call was learned from one that has a single page: how the others go on is learned from one of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from crawler.domain.evidence import PageKind, Target
from spiders.platforms.auto import Walk
from spiders.platforms.walking import Errand, Look
from tests.spiders.world import PORTAL, World, front, guide, html, job, link, rows, walk

_PAGE = 2
SIZES = {"a1": 1, "a2": 2, "a3": 5, "a4": 3}
NAMES = {"a1": "户籍办理", "a2": "生育收养", "a3": "交通出行", "a4": "社会保障"}
FIRST = {"a1": 10, "a2": 20, "a3": 30, "a4": 40}
SAID = "<p>请点击事项名称查看办事指南，办理前请仔细阅读各项说明。</p>" * 4
SCRIPT = "<script>fetch('/api/more?tid=' + tid).then(show)</script>"


def _code(number: int) -> str:
    return f"4f2a{number:06d}"


def _listed(numbers: range) -> list[dict[str, str]]:
    return [{"itemName": f"第{n}类经营许可证核发", "itemCode": _code(n)} for n in numbers]


def _shown(numbers: range) -> str:
    return "".join(f'<li><a href="/guide/{_code(n)}.html">第{n}类经营许可证核发</a></li>' for n in numbers)


class Themes(World):
    """A portal whose themes bring their rows a few at a time; a browser asks for more of them where there are some."""

    def __init__(self, sizes: dict[str, int] = SIZES, *, by: str = "cursor", answers_more: bool = True) -> None:
        themes = "".join(link(f"/theme?tid={tid}", name) for tid, name in NAMES.items())
        super().__init__({
            "/": front(link("/all", "政务服务事项清单"), link("/person", "个人办事")),
            "/all": html(rows(1, 2)),
            "/guide/1": guide(1), "/guide/2": guide(2),
            "/person": html(f"<h2>按主题分类</h2>{SAID}{themes}"),
            **{f"/theme?tid={tid}": html(f"{SAID}<ul id='rows'></ul><p>加载更多</p>{SCRIPT}") for tid in sizes},
            **{f"/guide/{_code(n)}.html": guide(n) for start in FIRST.values() for n in range(start, start + 6)},
        })  # fmt: skip
        self.rendered: list[str] = []
        self._by = by
        self._answers_more = answers_more
        self._sizes = sizes
        for tid, size in sizes.items():
            for at in range(0, size, _PAGE):
                more = f"&{by}={at if by == 'cursor' else at // _PAGE + 1}"
                self.pages[f"/api/more?tid={tid}{more}"] = self._answer(tid, at)
            self.pages[f"/api/more?tid={tid}"] = self._answer(tid, 0)

    def _answer(self, tid: str, at: int) -> str:
        numbers = range(FIRST[tid] + at, FIRST[tid] + min(at + _PAGE, self._sizes[tid]))
        told = {"next": str(at + _PAGE) if at + _PAGE < self._sizes[tid] else ""} if self._by == "cursor" else {}
        return json.dumps({"total": self._sizes[tid], "list": _listed(numbers), **told}, ensure_ascii=False)

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        if "/api/" in errand.target.url:
            return replace(came, evidence=replace(came.evidence, content_type="application/json"))
        if not errand.render or "/theme" not in errand.target.url:
            return came
        tid = errand.target.url.rpartition("=")[2]
        self.rendered.append(tid)
        more = [path for path in self.pages if path.startswith(f"/api/more?tid={tid}&")]
        asked = [f"/api/more?tid={tid}", *more[1:]]
        asked = asked if self._answers_more else asked[:1]
        calls = [self.look(Errand(target=Target(url=PORTAL + path[1:]), kind=PageKind.API)) for path in asked]
        there = range(FIRST[tid], FIRST[tid] + min(self._sizes[tid], _PAGE * len(asked)))
        shown = html(f"{SAID}<ul id='rows'>{_shown(there)}</ul>{SCRIPT}")
        return replace(came, body=shown.encode(), calls=tuple(calls))


@pytest.mark.parametrize("by", ["cursor", "page"])
def test_what_brings_the_second_page_of_one_theme_brings_that_of_the_others(by: str) -> None:
    world, walker = Themes(by=by), Walk(job())

    every = walk(world, walker)

    assert walker.found() == 2 + sum(SIZES.values())
    assert not [errand for errand in every if errand.skip]
    assert world.rendered == ["a2", "a3"]


def test_a_theme_of_several_pages_shows_how_all_others_go_on() -> None:
    world, walker = Themes(dict.fromkeys(SIZES, 5)), Walk(job())

    every = walk(world, walker)

    assert walker.found() == 2 + 4 * 5
    assert not [errand for errand in every if errand.skip]
    assert len(world.rendered) == 1


def test_what_a_browser_does_not_show_either_is_a_gap() -> None:
    world, walker = Themes(answers_more=False), Walk(job())

    every = walk(world, walker)

    gaps = [errand.target.url for errand in every if errand.skip and errand.kind is PageKind.LIST]
    assert gaps == [f"{PORTAL}api/more?tid=a3", f"{PORTAL}api/more?tid=a4"]


class Drawn(World):
    """A list that a script draws by calls; `shown` is what a browser shows then."""

    def __init__(self, answers: dict[str, range], shown: str) -> None:
        super().__init__({
            "/": front(link("/all", "政务服务事项清单")),
            "/all": html(f"{SAID}<ul id='rows'></ul>{SCRIPT}"),
            **{call: json.dumps({"list": _listed(numbers)}, ensure_ascii=False) for call, numbers in answers.items()},
        })  # fmt: skip
        self._calls = list(answers)
        self._shown = html(f"{SAID}{shown}{SCRIPT}")

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        if "/api/" in errand.target.url:
            return replace(came, evidence=replace(came.evidence, content_type="application/json"))
        if not errand.render or "/all" not in errand.target.url:
            return came
        calls = [self.look(Errand(target=Target(url=PORTAL + one[1:]), kind=PageKind.API)) for one in self._calls]
        return replace(came, body=self._shown.encode(), calls=tuple(calls))


def button(behind: str, *, size: str = "") -> Drawn:
    """One call without a page; what a browser shows has `behind` the rows."""
    return Drawn({f"/api/all{size}": range(8)}, f"<ul id='rows'>{_shown(range(8))}</ul>{behind}")


@pytest.mark.parametrize(
    ("behind", "size", "gaps"),
    [
        ("<div class='more' onclick='go()'>加载更多</div>", "", 1),
        ("<div class='pager'><button><i class='icon-right'></i></button></div>", "", 1),
        ("<div class='pager'><button disabled><i class='icon-right'></i></button></div>", "", 0),
        ("<div class='more' onclick='go()'>加载更多</div>", "?limit=20", 0),  # of twenty that were wanted
        ("<p>没有更多了</p>", "", 0),
    ],
    ids=["more", "arrow", "end", "fewer-than-wanted", "said"],
)
def test_a_button_for_more_rows_that_brings_none_is_a_gap(behind: str, size: str, gaps: int) -> None:
    world, walker = button(behind, size=size), Walk(job())

    every = walk(world, walker)

    assert walker.found() == 8
    left = [errand.target.url for errand in every if errand.skip and errand.kind is PageKind.LIST]
    assert left == [f"{PORTAL}api/all{size}"] * gaps


def scrolled(*sizes: int, together: bool = True) -> Drawn:
    """The next rows are asked for by a value which nobody can make, each time that the list is scrolled."""
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    numbers = [range(start, start + size) for start, size in zip(starts, sizes, strict=True)]
    lists = [range(sum(sizes))] if together else numbers
    shown = "".join(f"<ul>{_shown(one)}</ul>" for one in lists)
    return Drawn({f"/api/all?q=c2Fs{at}dA": one for at, one in enumerate(numbers)}, shown)


@pytest.mark.parametrize(
    ("sizes", "together", "gaps"),
    [((4, 4, 4), True, 1), ((4, 4, 3), True, 0), ((4, 4, 4), False, 0)],
    ids=["goes-on", "came-to-its-end", "blocks-of-their-own"],
)
def test_a_list_that_grew_for_as_long_as_it_was_scrolled_has_more(
    sizes: tuple[int, ...], together: bool, gaps: int
) -> None:
    world, walker = scrolled(*sizes, together=together), Walk(job())

    every = walk(world, walker)

    assert walker.found() == sum(sizes)
    assert len([errand for errand in every if errand.skip and errand.kind is PageKind.LIST]) == gaps
