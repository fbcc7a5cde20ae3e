from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

import pytest

from crawler.domain.evidence import Target
from crawler.page.finds import AttachmentLink
from crawler.page.json_page import JsonPage
from crawler.page.learned.calls import Exchange
from crawler.page.learned.file_places import FilePlaces
from crawler.page.learned.file_routes import FileRoutes
from crawler.page.script.scripts import Scripts

PORTAL = "http://zwfw.yunxi.gov.cn/"


def answer(*papers: dict[str, Any], case: str = "case-0001") -> JsonPage:
    data = {"caseNo": case, "papers": [{"title": "申请书", "copies": list(papers)}]}
    return JsonPage(data=data, text=json.dumps(data), url=f"{PORTAL}api/case", evidence="e")


def offered(url: str) -> AttachmentLink:
    return AttachmentLink(text="空白表", target=Target(url=url), locator="/")


def learned(url: str, page: JsonPage) -> FilePlaces:
    places = FilePlaces()
    places.learn([offered(url)], [page])
    return places


def test_a_file_is_named_where_one_was_named_before() -> None:
    first = answer({"no": "9f31aa07c2", "label": "一号表"})
    other = answer({"no": "77ab12cd90", "label": "二号表"}, {"no": "", "label": "没有的表"}, case="case-0002")
    [file] = learned(f"{PORTAL}out?no=9f31aa07c2", first).of(other)
    assert file.target == Target(url=f"{PORTAL}out?no=77ab12cd90")
    [called] = learned("javascript:fetchPaper('9f31aa07c2')", first).of(other)
    assert called.target == Target(url="javascript:fetchPaper('77ab12cd90')")


def led(target: Target, page: JsonPage) -> FilePlaces:
    places = FilePlaces()
    places.learn([], [page], [target])
    return places


def test_a_request_that_a_click_made_is_made_for_the_others() -> None:
    first, other = answer({"no": "9f31aa07c2"}), answer({"no": "77ab12cd90"})
    asked = Target(url=f"{PORTAL}out", method="POST", body='{"no":"9f31aa07c2"}', content_type="application/json")
    [file] = led(asked, first).of(other)
    assert file.target == replace(asked, body='{"no":"77ab12cd90"}')


def test_a_path_and_a_name_are_written_as_in_a_parameter() -> None:
    first = answer({"at": "/data/2024/9f31aa07c2.doc", "label": "一号表.doc"})
    other = answer({"at": "/data/2025/77ab12cd90.doc", "label": "二号 表.doc"})
    asked = f"{PORTAL}out?path=%2Fdata%2F2024%2F9f31aa07c2.doc&as={quote('一号表.doc')}"
    [file] = led(Target(url=asked), first).of(other)
    said = f"{PORTAL}out?path=%2Fdata%2F2025%2F77ab12cd90.doc&as={quote('二号 表.doc')}"
    assert file.target == Target(url=said)
    assert not list(led(Target(url=f"{PORTAL}out?as={quote('一号表.doc')}"), first).of(other))


def test_each_of_several_identifiers_in_one_value_is_a_file() -> None:
    first, other = answer({"no": "9f31aa07c2,9f31aa07c3"}), answer({"no": "77ab12cd90, 77ab12cd91"})
    found = led(Target(url=f"{PORTAL}out?no=9f31aa07c3"), first).of(other)
    assert [f.target.url for f in found if f.target] == [f"{PORTAL}out?no=77ab12cd9{n}" for n in (0, 1)]


def test_the_folder_that_an_answer_tells_is_no_folder_of_one_file() -> None:
    first, other = answer({"at": "/box/2024/9f31aa07c2.doc"}), answer({"at": "/box/2025/77ab12cd90.doc"})
    [file] = led(Target(url=f"{PORTAL}files/box/2024/9f31aa07c2.doc"), first).of(other)
    assert file.target == Target(url=f"{PORTAL}files/box/2025/77ab12cd90.doc")


def test_what_tells_the_guide_is_put_in_anew() -> None:
    first = answer({"no": "9f31aa07c2"})
    other = answer({"no": "77ab12cd90"}, case="case-0002")
    [file] = learned(f"{PORTAL}case-0001/out?no=9f31aa07c2", first).of(other)
    assert file.target == Target(url=f"{PORTAL}case-0002/out?no=77ab12cd90")


def test_a_value_that_is_no_file_of_a_list_teaches_nothing() -> None:
    first = answer({"no": "9f31aa07c2"})
    assert not list(learned(f"{PORTAL}print?case=case-0001", first).of(first))
    assert not list(learned(f"{PORTAL}out?no=9f31aa07c2b", first).of(first))


def test_the_folder_of_one_file_is_no_way_to_others() -> None:
    first = answer({"no": "9f31aa07c2"})
    for url in (f"{PORTAL}store/9f/9f31aa07c2", f"{PORTAL}store/202603/9f31aa07c2"):
        assert not list(learned(url, first).of(answer({"no": "77ab12cd90"})))
    routes = FileRoutes()
    routes.learn([Target(url=url)], [offered("javascript:fetchPaper('9f31aa07c2')")])
    assert not routes.knows(offered("javascript:fetchPaper('77ab12cd90')"))


def test_a_store_may_sort_its_files_by_the_first_letters_of_their_identifier() -> None:
    routes = FileRoutes()
    shown = Target(url=f"{PORTAL}store/9f/31/9f31aa07c2")
    routes.learn([shown], [offered("javascript:fetchPaper('9f31aa07c2')")])
    asked = routes.target(offered("javascript:fetchPaper('77ab12cd90')"))
    assert asked == Target(url=f"{PORTAL}store/77/ab/77ab12cd90")

    other = FileRoutes()
    other.learn([Target(url=f"{PORTAL}store/202603/9f/9f31aa07c2")], [offered("javascript:fetchPaper('9f31aa07c2')")])
    other.learn([Target(url=f"{PORTAL}store/aa/9f31aa07c2")], [offered("javascript:fetchPaper('9f31aa07c2')")])
    assert not other.knows(offered("javascript:fetchPaper('77ab12cd90')"))


def test_a_call_in_markup_that_a_script_builds_leads_nowhere() -> None:
    source = """
        function show(no) { location.href = '/case/' + no; }
        function unfold(no) {
            ask(no, function (d) { box.innerHTML = "<a onclick=\\"show('" + d.no + "')\\">x</a>"; });
        }
    """
    shown = Scripts(source).follow("show('17')")
    assert shown is not None
    assert shown.url == "/case/17"
    assert Scripts(source).follow("unfold('17')") is None


def test_a_path_is_completed_as_a_rendered_page_completes_one() -> None:
    def named(path: str, row: int) -> AttachmentLink:
        return AttachmentLink(
            text="空白表", target=Target(url=f"http://zwfw.yunxi.gov.cn{path}"), locator=f"/data/{row}/files/0"
        )

    first, other = named("/group1/M00/16/9E/rBAA1f8170.docx", 0), named("/group1/M00/29/90/rBAA265001.xlsx", 3)
    routes = FileRoutes()
    assert routes.target(other) == other.target

    routes.learn([Target(url=f"{PORTAL}gateway/file/group1/M00/16/9E/rBAA1f8170.docx")], [first])

    assert routes.target(other) == Target(url=f"{PORTAL}gateway/file/group1/M00/29/90/rBAA265001.xlsx")
    whole = named("/gateway/file/group1/M00/29/90/rBAA265001.xlsx", 3)
    assert routes.target(whole) == whole.target


def test_a_file_that_a_row_names_by_number_and_name_is_asked_for_as_one_was() -> None:
    def row(number: str, called: str = "申请表.docx", key: str = "blankTable") -> JsonPage:
        data = {"data": [{"name": "申请表", key: number, f"{key}Name": called}]}
        return JsonPage(data=data, text=json.dumps(data), url=f"{PORTAL}api/papers", evidence="e")

    [first], [other] = row("9f31aa07c2").attachments(), row("77ab12cd90").attachments()
    assert (first.locator, first.file_name) == ("/data/0/blankTable", "申请表.docx")
    routes = FileRoutes()
    routes.learn_call([Exchange(target=Target(url=f"{PORTAL}get?attach=9f31aa07c2"), page=None)], [first])
    assert routes.target(other) == Target(url=f"{PORTAL}get?attach=77ab12cd90")
    assert not row("77ab12cd90", called="甲类").attachments()
    assert not row("77ab12cd90", key="resultSample").attachments()
    assert not row("77ab12cd90", key="dept").attachments()


def stored(at: str, label: str = "一号表.doc") -> AttachmentLink:
    data = {"papers": [{"fileName": label, "filePath": at}]}
    [file] = JsonPage(data=data, text=json.dumps(data), url=f"{PORTAL}api/case", evidence="e").attachments()
    return file


@pytest.mark.parametrize(
    ("at", "shown", "other"),
    [
        ("/box/9f31aa07.doc", "files/box/9f31aa07.doc", "files/box/77ab12cd.doc"),
        ("box/9f31aa07.doc", "pub/files/box/9f31aa07.doc", "pub/files/box/77ab12cd.doc"),
        ("/box/9f31aa07.doc", "out?path=%2Fbox%2F9f31aa07.doc", "out?path=%2Fbox%2F77ab12cd.doc"),
        ("/box/9f31aa07.doc", "out?n=一号表.doc&p=/box/9f31aa07.doc", "out?n=二号表.doc&p=%2Fbox%2F77ab12cd.doc"),
        ("/box/9f31aa07.doc", "box/12345678.doc", "box/77ab12cd.doc"),
        ("/box/a1.doc", "out?path=%2Ftin%2Fa1.doc", "box/77ab12cd.doc"),
    ],
    ids=["a base", "a path without a slash", "a servlet", "a servlet and a name", "another file", "a plain name"],
)
def test_a_path_is_completed_as_a_click_showed(at: str, shown: str, other: str) -> None:
    routes = FileRoutes()
    routes.learn([Target(url=PORTAL + shown)], [stored(at)])
    end = "/box/77ab12cd.doc" if at.startswith("/") else "box/77ab12cd.doc"
    found = routes.target(stored(end, "二号表.doc"))
    assert found is not None
    assert unquote(found.url) == unquote(PORTAL + other)


def test_an_identifier_that_stands_twice_is_put_in_twice() -> None:
    routes = FileRoutes()
    routes.learn(
        [Target(url=f"{PORTAL}out?no=9f31aa07c2&as=9f31aa07c2.doc")], [offered("javascript:got('9f31aa07c2')")]
    )
    found = routes.target(offered("javascript:got('77ab12cd90')"))
    assert found == Target(url=f"{PORTAL}out?no=77ab12cd90&as=77ab12cd90.doc")


@pytest.mark.parametrize("written", ["%E7%94%B2%E8%A1%A8.doc", "%25E7%2594%25B2%25E8%25A1%25A8.doc"])
def test_words_beside_an_identifier_are_those_of_the_file_that_is_asked_for(written: str) -> None:
    routes = FileRoutes()
    routes.learn(
        [Target(url=f"{PORTAL}out?no=9f31aa07c2&as={written}&v=2")],
        [offered("javascript:f('9f31aa07c2','甲表.doc','2')")],
    )
    found = routes.target(offered("javascript:f('77ab12cd90','乙表.doc','3')"))
    second = written.replace("E7%94%B2", "E4%B9%99").replace("E7%2594%25B2", "E4%25B9%2599")
    assert found == Target(url=f"{PORTAL}out?no=77ab12cd90&as={second}&v=2")
