"""Lists that a script brings beside popular services (热门), which the server wrote on every page of them."""

from __future__ import annotations

import json
from dataclasses import replace

from crawler.domain.evidence import FetchState, PageKind, Target
from spiders.platforms import auto
from spiders.platforms.walking import Errand, Look
from tests.spiders.world import PORTAL, World, front, html, job, link, rows, walk

THEMES = {"jt": (1, 2, 3, 4), "wl": (5, 6, 7), "yl": (8, 9), "qt": (10, 11)}
NAMES = dict(zip(THEMES, ("交通出行", "文化体育", "医疗卫生", "其他"), strict=True))


def hot(*numbers: int) -> str:
    return "".join(f'<p><a href="/guide/{n}">第{n}类经营许可证核发</a></p>' for n in numbers)


def page(theme: str, answer: tuple[int, ...] = ()) -> str:
    links = "".join(link(f"/list?theme={key}", name) for key, name in NAMES.items())
    place = f'<div id="rows">{hot(*answer) or "数据加载中"}</div><div class="page" id="turn"></div>'
    script = f"<script src='/list.js'></script><script>show({{theme: '{theme}'}})</script>"
    return html(f"{links}<h3>热门服务</h3>{hot(1, 2)}<h3>服务事项</h3>{place}{script}")


class Scripted(World):
    """A portal whose lists come by a form that is posted, to browsers and to whoever asks alike."""

    def __init__(self, *, called: bool = True) -> None:
        pages = {f"/list?theme={key}": page(key) for key in THEMES}
        super().__init__({"/": front(link("/list?theme=", "事项清单")), "/list?theme=": page(""), **pages})
        self.called = called
        self.rendered: list[str] = []

    def look(self, errand: Errand) -> Look:
        came = super().look(errand)
        if errand.target.method == "POST":
            return self.answer(errand)
        if not errand.render or "theme=" not in errand.target.url:
            return came
        theme = errand.target.url.partition("theme=")[2]
        if errand.kind is PageKind.NAVIGATION and errand.target.method == "GET":
            self.rendered.append(theme)
        body = f"type=&theme={theme}&pageNo=1&size=2"
        call = Errand(target=Target(url=f"{PORTAL}rows.do", method="POST", body=body), kind=PageKind.API, render=True)
        calls = (self.answer(call),) if self.called else ()
        shown = page(theme, THEMES.get(theme) or sum(THEMES.values(), ()))
        return replace(came, body=shown.encode(), calls=calls)

    def answer(self, errand: Errand) -> Look:
        said = dict(pair.split("=") for pair in (errand.target.body or "").split("&"))
        every = [n for theme, found in THEMES.items() if said["theme"] in {"", theme} for n in found]
        begin = (int(said["pageNo"]) - 1) * 2
        found = [
            {"itemGuid": f"{n}", "itemName": f"第{n}类经营许可证核发", "url": f"/guide/{n}"}
            for n in every[begin : begin + 2]
        ]
        data = {"list": found, "pagenum": -(-len(every) // 2), "pageno": int(said["pageNo"])}
        came = super().look(errand)
        evidence = replace(
            came.evidence, state=FetchState.FETCHED, failure=None, status=200, content_type="application/json"
        )
        return Look(evidence=evidence, body=json.dumps(data, ensure_ascii=False).encode())


def guides(world: World) -> set[str]:
    return {path for path in world.asked if path.startswith("/guide/")}


def test_a_list_beside_popular_services_is_rendered_once_and_its_call_turns_the_pages() -> None:
    world = Scripted()
    every = walk(world, auto.Walk(job()))
    assert guides(world) == {f"/guide/{n}" for n in range(1, 12)}
    assert [one for one in every if one.skip is not None and one.kind is PageKind.LIST] == []
    assert world.rendered == ["qt"]  # Its call serves the list of all and the other themes.


def test_what_only_a_browser_shows_beside_them_is_read_there() -> None:
    world = Scripted(called=False)
    walk(world, auto.Walk(job()))
    assert guides(world) == {f"/guide/{n}" for n in range(1, 12)}


def test_pages_that_show_rows_besides_do_not_keep_a_page_without_any_from_being_rendered() -> None:
    script = "<script src='/list.js'></script>"
    beside = f"<h3>按部门</h3><ul id='box'></ul>{script}"
    paths = [f"/{letter}/list" for letter in "abcdefg"]
    links = "".join(link(path, f"{words}事项清单") for path, words in zip(paths, "甲乙丙丁戊己庚", strict=True))
    world = Scripted()
    world.pages |= {path: html(rows(n + 20, 1, 2) + beside) for n, path in enumerate(paths)}
    bare = page("jt").replace(hot(1, 2), "")
    last = html(rows(1, 2, 26) + beside)
    late = last.replace("</body>", link("/list?theme=jt", "办事指南") + "</body>")
    world.pages["/g/list"] = lambda times: late if times > 2 else last  # The third look is a browser's.
    world.pages |= {"/": front(links), "/list?theme=jt": bare}
    walk(world, auto.Walk(job()))
    assert "/guide/4" in guides(world)
