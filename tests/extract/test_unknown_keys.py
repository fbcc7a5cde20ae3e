"""What answers of a portal leave out, and its rendered guides show."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.assembly.guide_additions import with_not_told
from crawler.assembly.unknown_keys import (
    NotTold,
    answered_guides,
    answers_of,
    has_empty_list,
    is_answer,
    not_told,
    rendered_guides,
)
from crawler.domain.elements import State
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target, Via
from crawler.extract.answers.shown_keys import learn_keys
from crawler.extract.guide.reading import read_guide
from crawler.extract.labels.dictionary import read_labels
from crawler.page.html import Page
from crawler.page.json_page import JsonPage
from crawler.page.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.domain.records import ServiceGuide
    from crawler.extract.labels.dictionary import LabelDictionary

LABELS = read_labels(catalogue.labels_text())
FREE = "<tr><th>是否收费</th><td>不收费</td></tr>"
CHARGED = "<tr><th>是否收费</th><td>收费</td></tr><tr><th>收费标准</th><td>每件20元</td></tr>"


def told(fee: str, answer: dict[str, str], *, more: str = "", others: Sequence[dict[str, str]] = ()) -> frozenset[str]:
    """What a guide that was rendered with this fee teaches of answers like this one."""
    rows = f"<tr><th>受理条件</th><td>年满十八周岁</td></tr><tr><th>咨询电话</th><td>0571-12345678</td></tr>{more}"
    shown = parse(f"<h1>档案查阅</h1><table>{rows}{fee}</table>".encode(), "text/html", "http://a.test/1", "e1")
    said = {"taskName": "档案查阅", "acceptCondition": "年满十八周岁", "linkWay": "0571-12345678", **answer}
    page = parse(json.dumps(said).encode(), "application/json", "http://a.test/api", "e2")
    assert shown is not None
    assert isinstance(page, JsonPage)
    answered = [parse(json.dumps(said | one).encode(), "application/json", "http://a.test/api", "e3") for one in others]
    return not_told([(shown, [page])], LABELS, [[one] for one in answered if isinstance(one, JsonPage)]).elements


def test_what_a_rendered_guide_states_alone_is_known_to_be_missing_from_no_answer() -> None:
    assert "place" in told(
        CHARGED, {"isFee": "1", "feeStand": "每件20元"}, more="<tr><th>办理地点</th><td>滨江路9号</td></tr>"
    )
    assert "conditions" not in told(CHARGED, {"isFee": "1"})


def test_nothing_is_known_of_words_beside_a_fee_where_no_rendered_guide_charges_one() -> None:
    assert "online_payment" in told(FREE, {"isFee": "0"})
    assert "online_payment" not in told(CHARGED, {"isFee": "1", "feeStand": "每件20元"})
    assert not_told([], LABELS).elements == frozenset()


def test_what_other_answers_say_by_a_key_is_missing_from_one_that_does_not() -> None:
    charged = {"isFee": "1", "feeStand": "每件20元"}
    pays = {**charged, "onlinePay": "支持网上支付"}
    assert "online_payment" not in told(FREE, {"isFee": "0"}, others=[charged, pays])
    assert "online_payment" in told(FREE, {"isFee": "0"}, others=[charged])


def test_a_layer_is_shown_by_the_page_around_it() -> None:
    facts = {"事项名称": "档案查阅", "受理条件": "年满十八周岁", "咨询电话": "0571-12345678"}
    layer = "".join(f"<p><b>{label}</b>{value}</p>" for label, value in facts.items())
    around = f"<html><body>{layer}<p><a href='/apply?id=1'>在线办理</a></p></body></html>"
    piece, shown = (parse(t.encode(), "text/html; charset=utf-8", "http://a.test/1", "e") for t in (layer, around))
    assert piece is not None
    assert shown is not None
    assert (is_answer(piece), is_answer(shown)) == (True, False)
    assert "online_entry" in not_told([(shown, [piece])], LABELS).elements


def look(name: str, kind: PageKind, content_type: str, via: Via = Via.HTTP) -> Evidence:
    target = Target(url=f"http://a.test/{name}")
    state = FetchState.FETCHED
    return Evidence(id=name, region="1", kind=kind, target=target, state=state, content_type=content_type, via=via)


def test_the_scripts_of_a_portal_are_no_answers() -> None:
    bodies = {
        "guide": ("<html><body><h1>档案查阅</h1><p><b>受理条件</b>年满十八周岁</p></body></html>", "text/html"),
        "call": (json.dumps({"taskName": "档案查阅", "acceptCondition": "年满十八周岁"}), "application/json"),
        "app.js": ("box.innerHTML='<button>在线申办</button><p><b>受理条件</b>'+one+'</p>'", "application/javascript"),
    }
    pages = {n: parse(b.encode(), f"{t}; charset=utf-8", f"http://a.test/{n}", n) for n, (b, t) in bodies.items()}
    call = look("call", PageKind.GUIDE, "application/json")
    script = look("app.js", PageKind.FRAGMENT, "application/javascript")
    came = [look("guide", PageKind.GUIDE, "text/html", Via.BROWSER), call, script]
    assert [answers for _, answers in rendered_guides([came], lambda e: pages[e.id])] == [[pages["call"]]]
    assert list(answered_guides([[call, script]], lambda e: pages[e.id])) == [[pages["call"]]]


FACTS = {
    "事项名称": "渡船登记", "实施编码": "11330100MB0001XY2000117001", "办理地点": "江滨路9号二楼渡运窗口",
    "咨询电话": "0571-85001234", "办件类型": "承诺件", "承诺办结时限": "9个工作日", "到办事现场次数": "1次",
    "受理条件": "渡船检验合格，渡工持证上岗", "办理时间": "工作日9:00—17:00",
}  # fmt: skip
TOLD = {
    "wva": "渡船登记", "wvb": "11330100MB0001XY2000117001", "wvc": "江滨路9号二楼渡运窗口", "wvd": "0571-85001234",
    "wvcase": "2", "wvterm": 9, "wvtermUnit": "W", "wve": 1, "wvf": "渡船检验合格，渡工持证上岗",
    "wvg": "工作日9:00—17:00",
}  # fmt: skip
ROWS = (
    ("渡船检验证书", "2", "船舶检验机构", "有效期内", "《渡运条例》第九条"),
    ("渡工名册", "1", "", "人数与渡船相符", ""),
)
LISTS = {"data": {"WVCASE": {"1": "即办件", "2": "承诺件"}, "TIMES": {"W": "工作日", "R": "日", "J": "即办"},
                  "WVNEED": {"1": "必要", "2": "非必要"}, "WVWAY": {"1": "窗口办理"}}}  # fmt: skip


def answer(data: object) -> JsonPage:
    page = parse(json.dumps(data).encode(), "application/json", "http://a.test/api", "e2")
    assert isinstance(page, JsonPage)
    return page


def ferry(told: dict[str, object] | None = None) -> tuple[Page, list[JsonPage]]:
    """A guide as its page shows it, and the answers behind it, whose keys say nothing."""
    facts = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS.items())
    heads = "".join(f"<th>{h}</th>" for h in ("材料名称", "必要性", "来源渠道", "受理标准", "材料依据", "材料形式"))
    need = {"1": "必要", "2": "非必要"}
    cells = ((a, need[b], f"政府部门核发：{c}" if c else "申请人自备", d, e, "纸质") for a, b, c, d, e in ROWS)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    body = f"<h1>渡船登记</h1><table>{facts}</table><h3>申请材料</h3><table><tr>{heads}</tr>{rows}</table>"
    shown = parse(f"<html><body>{body}</body></html>".encode(), "text/html; charset=utf-8", "http://a.test/1", "e1")
    assert isinstance(shown, Page)
    listed = [{"wxa": a, "wvneed": b, "wxc": c, "wxd": d, "wxe": e} for a, b, c, d, e in ROWS]
    return shown, [answer({"data": TOLD | (told or {})}), answer({"data": listed})]


def learned(
    guides: Sequence[tuple[Page | JsonPage, Sequence[Page | JsonPage]]], lists: Sequence[JsonPage] = ()
) -> LabelDictionary:
    """The dictionary with the keys that these rendered guides show, each given with the answers behind it."""
    shown = [(read_guide([page], LABELS), answers_of(told)) for page, told in guides]
    return learn_keys(shown, LABELS, lists).put_into(LABELS)


def test_a_rendered_guide_shows_what_the_keys_of_its_answers_stand_for() -> None:
    lists = [answer(LISTS)]
    labels = learned([ferry()], lists)
    other = {
        "wva": "趸船登记", "wvb": "11330100MB0001XY2000117002", "wvc": "江滨路9号三楼趸船窗口", "wvd": "0571-85004321",
        "wvcase": "1", "wvterm": 30, "wvtermUnit": "R", "wve": 0, "wvf": "趸船检验合格并已系固",
        "wvg": "工作日8:30—16:30",
    }  # fmt: skip
    rows = [{"wxa": "趸船检验证书", "wvneed": "1", "wxc": "船检局", "wxd": "原件清晰", "wxe": "《渡运条例》第十条"}]
    guide = read_guide([answer({"data": other}), answer({"data": rows}), *lists], labels)

    assert {e: guide.read(e).text for e in ("name", "place", "hours", "conditions", "promised_time_limit")} == {
        "name": "趸船登记",
        "place": "江滨路9号三楼趸船窗口",
        "hours": "工作日8:30—16:30",
        "conditions": "趸船检验合格并已系固",
        "promised_time_limit": "30日",
    }
    assert (guide.read("case_type").text, guide.read("implementation_code").text) == ("即办件", other["wvb"])
    (material,) = guide.materials
    parts = ("material_name", "material_necessity", "review_standard", "material_basis")
    assert [material.name.text, *(material.read(p).text for p in parts[1:])] == [
        "趸船检验证书", "必要", "原件清晰", "《渡运条例》第十条",
    ]  # fmt: skip
    unknown = read_guide([answer({"data": other}), answer({"data": rows}), *lists], LABELS)
    assert not unknown.read("place").stated
    assert not unknown.materials


def test_codes_of_a_list_of_another_name_are_those_of_the_column_that_alone_has_its_words() -> None:
    kinds = {
        "提交方式": {"1": "原件", "2": "复印件"},
        "材料类型": {"1": "证照", "2": "表格"},
        "是否": {"0": "否", "1": "是"},
    }
    heads = "".join(f"<th>{h}</th>" for h in ("材料名称", "原件/复印件", "受理标准"))
    papers = (("渡船检验证书", "1", "1", "有效期内"), ("渡工名册", "2", "1", "人数与渡船相符"))
    rows = "".join(f"<tr><td>{a}</td><td>{kinds['提交方式'][b]}</td><td>{d}</td></tr>" for a, b, _, d in papers)
    facts = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS.items())
    body = f"<h1>渡船登记</h1><table>{facts}</table><h3>申请材料</h3><table><tr>{heads}</tr>{rows}</table>"
    page = parse(f"<html><body>{body}</body></html>".encode(), "text/html; charset=utf-8", "http://a.test/1", "e1")
    assert page is not None
    lists = [answer({"data": kinds})]
    listed = [{"wxa": a, "wxhow": b, "wxkind": c, "wxd": d} for a, b, c, d in papers]
    labels = learned([(page, [answer({"data": TOLD}), answer({"data": listed})])], lists)

    other = [{"wxa": "趸船检验证书", "wxhow": "2", "wxkind": "1", "wxd": "图文清晰"}]
    (material,) = read_guide([answer({"data": TOLD}), answer({"data": other}), *lists], labels).materials
    assert material.read("material_original").text == "复印件"


def test_a_number_with_its_unit_is_one_value_of_the_key_around_both() -> None:
    told: dict[str, object] = {"wvterm": {"n": 9, "u": "工作日"}, "wvlaw": {"n": 20, "u": "工作日"}, "wvtermUnit": ""}
    fields = learned([ferry(told)]).fields
    assert fields["wvterm"] == "promised_time_limit"
    assert "n" not in fields


def test_a_page_may_write_the_word_for_a_limit_that_an_answer_does_not_have() -> None:
    other, (facts, rows) = ferry()
    at_once = parse(other.text.replace("9个工作日", "即办").encode(), "text/html; charset=utf-8", other.url, "e3")
    assert at_once is not None
    told: dict[str, object] = {"wvterm": {"n": 9, "u": "工作日"}, "wvtermUnit": ""}
    none = answer({"data": facts.data["data"] | {"wvterm": None, "wvtermUnit": ""}})
    assert learned([ferry(told), (at_once, [none, rows])]).fields["wvterm"] == "promised_time_limit"
    wrong = answer({"data": facts.data["data"] | {"wvterm": {"n": 4, "u": "工作日"}, "wvtermUnit": ""}})
    assert "wvterm" not in learned([ferry(told), (at_once, [wrong, rows])]).fields


def test_a_value_that_stands_under_two_keys_tells_of_neither() -> None:
    twice = {"wvh": TOLD["wvc"], "wvi": "年审"}
    labels = learned([ferry(twice)])
    assert not {"wvc", "wvh"} & labels.fields.keys()
    assert labels.fields["wvd"] == "consultation_phone"


def test_a_short_value_tells_of_a_key_only_where_it_changes() -> None:
    assert "wve" not in learned([ferry()]).fields  # 1次 by chance
    assert learned([ferry()], [answer(LISTS)]).fields["wvcase"] == "case_type"  # its own list says so


def test_what_answers_state_in_other_words_than_the_page_is_doubted() -> None:
    shown, _ = ferry()
    said = {"taskName": "渡船登记", "acceptCondition": FACTS["受理条件"], "linkWay": FACTS["咨询电话"]}
    rows = [{"materialName": a, "materialForm": "电子", "reviewStandard": d} for a, _, _, d, _ in ROWS]
    missed = not_told([(shown, [answer({**said, "materials": rows})])], LABELS)

    assert "material_form" in missed.otherwise
    assert "review_standard" not in missed.otherwise
    assert "material_basis" in missed.of_materials


def _doubted(part: str, key: str, column: str, shown: str, told: str) -> bool:
    """Whether a part of a material is in doubt where its column shows one thing and the answer's key says another."""
    head = f"<tr><th>材料名称</th><th>{column}</th><th>份数</th></tr>"
    facts = "".join(f"<p>{label}：{value}</p>" for label, value in FACTS.items())
    body = f"<h1>渡船登记</h1>{facts}<table>{head}<tr><td>体检证明</td><td>{shown}</td><td>1</td></tr></table>"
    page = parse(body.encode(), "text/html", "http://a.test/1", "e1")
    assert page is not None
    base = {"taskName": "渡船登记", "acceptCondition": FACTS["受理条件"], "linkWay": FACTS["咨询电话"]}
    said = answer({**base, "materials": [{"materialName": "体检证明", key: told, "paperCopies": 1}]})
    assert read_guide([said], LABELS).materials[0].read(part).stated
    return part in not_told([(page, [said])], LABELS).otherwise


def test_a_page_may_say_behind_a_source_how_it_is_come_by() -> None:
    doubted = partial(_doubted, "material_source", "materialSource", "来源渠道")
    assert not doubted("政府部门核发（海事部门），共享核验，免于提交", "政府部门核发")
    assert doubted("政府部门核发（海事部门），也可由申请人自备", "政府部门核发")
    assert doubted("海事部门核发，共享核验", "政府部门核发")


def test_who_issues_a_material_may_be_read_of_a_page_without_its_verb() -> None:
    doubted = partial(_doubted, "material_issuer", "materialIssuer", "出具单位")
    assert not doubted("县级医疗机构", "县级医疗机构出具")
    assert doubted("海事部门", "县级医疗机构出具")


def test_what_a_layer_may_say_that_a_rendered_guide_did_not_open_answers_may_lack() -> None:
    head = "<tr><th>材料名称</th><th>材料形式</th><th>操作</th></tr>"
    facts = "".join(f"<p>{label}：{value}</p>" for label, value in FACTS.items())
    said = {"taskName": "渡船登记", "acceptCondition": FACTS["受理条件"], "linkWay": FACTS["咨询电话"]}
    told = answer({**said, "materials": [{"materialName": "船舶证书", "materialForm": "纸质"}]})
    for button, missed in (("详情", True), ("下载", False)):
        row = f"<tr><td>船舶证书</td><td>纸质</td><td><button>{button}</button></td></tr>"
        page = parse(
            f"<h1>渡船登记</h1>{facts}<table>{head}{row}</table>".encode(), "text/html", "http://a.test/1", "e1"
        )
        assert page is not None
        assert ("material_basis" in not_told([(page, [told])], LABELS).of_materials) is missed


@pytest.mark.parametrize(("pages", "missed"), [("原件1份", True), ("1", False)])
def test_what_a_page_says_of_each_material_answers_may_say_of_some(pages: str, missed: bool) -> None:
    facts = "".join(f"<p>{label}：{value}</p>" for label, value in FACTS.items())
    rows = [
        {"materialName": "船舶证书", "pageNum": 1, "copyNum": 0},
        {"materialName": "户口簿", "pageNum": 0, "copyNum": 1},
    ]
    said = {
        "taskName": "渡船登记",
        "acceptCondition": FACTS["受理条件"],
        "linkWay": FACTS["咨询电话"],
        "materials": rows,
    }
    told = (("船舶证书", pages), ("户口簿", "复印件1份"))
    table = "".join(f"<tr><td>{name}</td><td>{copies}</td></tr>" for name, copies in told)
    head = f"<h1>渡船登记</h1>{facts}<table><tr><th>材料名称</th><th>份数</th></tr>"
    page = parse(f"{head}{table}</table>".encode(), "text/html", "http://a.test/1", "e1")
    assert page is not None
    assert ("material_original" in not_told([(page, [answer(said)])], LABELS).of_materials) is missed


def test_an_empty_list_may_be_that_of_the_materials() -> None:
    def held(data: object) -> bool:
        return has_empty_list([answer(data)], "materials", LABELS)

    assert held({"code": 0, "data": []})
    assert held({"data": {"name": "渡船登记", "materialList": []}})
    assert not held({"data": {"name": "渡船登记", "chargeList": []}})


def _missed(word: str, *answers: dict[str, object]) -> tuple[NotTold, ServiceGuide]:
    """What a guide that is rendered with a special step teaches; its own answer, and that of a guide like it."""
    rows = "<tr><th>受理条件</th><td>年满十八周岁</td></tr><tr><th>咨询电话</th><td>0571-12345678</td></tr>"
    rows += f"<tr><th>特别程序</th><td>{word}</td></tr>"
    shown = parse(f"<h1>档案查阅</h1><table>{rows}</table>".encode(), "text/html", "http://a.test/1", "e1")
    own, other = (
        parse(
            json.dumps(
                {"taskName": "档案查阅", "acceptCondition": "年满十八周岁", "linkWay": "0571-12345678", **one}
            ).encode(),
            "application/json",
            "http://a.test/api",
            "e2",
        )
        for one in answers
    )
    assert shown is not None
    assert isinstance(own, JsonPage)
    assert isinstance(other, JsonPage)
    missed = not_told([(shown, [own])], LABELS)
    return missed, with_not_told(read_guide([other], LABELS), missed, no_materials=False)


def test_what_a_page_writes_of_an_empty_value_is_said_by_each_guide_that_has_none() -> None:
    empty: dict[str, object] = {"specialProcedure": []}
    missed, guide = _missed("无", empty, empty)
    assert (guide.read("special_step").text, guide.read("special_step").locator) == ("无", "/specialProcedure")
    assert "special_step" not in missed.elements


@pytest.mark.parametrize(
    ("word", "own", "other"),
    [
        ("现场核查", {"specialProcedure": []}, {"specialProcedure": []}),  # the page has it from somewhere else
        ("无", {}, {"specialProcedure": []}),  # the page writes it of its own, whatever the key says
    ],
)
def test_what_a_page_has_not_from_an_empty_value_is_unread(
    word: str, own: dict[str, object], other: dict[str, object]
) -> None:
    assert _missed(word, own, other)[1].read("special_step").state is State.UNREAD


def _steps(number: int, *, shown: bool) -> Page | JsonPage:
    """A guide with steps as arrays, or the page that shows them under titles."""
    steps = [
        [f"受理第{number}种渡船", "张某", f"{number}个工作日", "齐全"],
        [f"发放第{number}种证书", "李某", "2个工作日", "无误"],
    ]
    if not shown:
        return answer({"taskName": "渡船登记", "acceptCondition": "有船", "linkWay": "0571-12345678", "flow": steps})
    titles = "".join(f"<th>{title}</th>" for title in ("环节名称", "经手的人", "办理时限", "怎样算合格"))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in steps)
    facts = "<p>受理条件：有船</p><p>咨询电话：0571-12345678</p><p>实施主体：县交通局</p>"
    page = parse(
        f"<h1>渡船登记</h1>{facts}<table><tr>{titles}</tr>{rows}</table>".encode(), "text/html", "http://a.test/1", "e1"
    )
    assert page is not None
    return page


def test_columns_of_arrays_are_what_a_page_shows_over_them() -> None:
    labels = learned([(_steps(1, shown=True), [_steps(1, shown=False)])])
    found = read_guide([_steps(3, shown=False)], labels).steps
    assert [(one.name.value, one.limit.value) for one in found] == [
        ("受理第3种渡船", "3个工作日"),
        ("发放第3种证书", "2个工作日"),
    ]
    assert found[1].limit.locator == "/flow/1/2"
    assert read_guide([_steps(3, shown=False)], LABELS).steps == ()


def test_a_key_that_names_the_rows_of_several_lists_names_none_of_them() -> None:
    columns = {
        group: replace(own, shown=frozenset({"name"})) if group in {"materials", "legal_basis"} else own
        for group, own in LABELS.columns.items()
    }
    text = "渡船应当向渡口所在地的县级人民政府交通运输主管部门申请登记。"
    rows = [{"name": "《渡口管理条例》", "art": "第十九条", "text": text}]
    told = {"taskName": "渡船登记", "acceptCondition": "有船", "linkWay": "0571-12345678"}
    found = read_guide([answer({**told, "legalList": rows})], replace(LABELS, columns=columns))
    assert (found.materials, len(found.legal_bases)) == ((), 1)
