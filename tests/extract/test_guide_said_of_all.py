"""What stands beside the list of materials and is said of all of them, and what only seems to be."""

from __future__ import annotations

import pytest

from crawler.domain.check import Outcome
from crawler.domain.elements import State
from crawler.domain.records import ServiceGuide, ServiceItem
from crawler.verdicts.judge import judge_record
from tests.extract.one_guide import read_body

FACTS = (
    ("事项类型", "行政许可"),
    ("实施主体", "云溪县交通运输局"),
    ("法定办结时限", "20个工作日"),
    ("承诺办结时限", "10个工作日"),
    ("受理条件", "有符合安全要求的渡船，渡口选址符合通航安全的要求，并设有安全告示。"),
    ("办理地点", "云溪县听涛路7号政务服务中心一楼"),
    ("咨询电话", "0571-81234567"),
    ("是否收费", "不收费"),
)
NAMES = ("渡口备案表", "船舶检验证书")
TABLE = "<table><tr><th>序号</th><th>材料名称</th></tr>" + "".join(
    f"<tr><td>{number}</td><td>{name}</td></tr>" for number, name in enumerate(NAMES, 1)
)
BASIS = "要求提供材料的依据：《渡口管理办法》第三条"


def page(materials: str, behind: str = "") -> ServiceGuide:
    facts = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS)
    return read_body(
        f"<h1>渡口经营许可</h1><table>{facts}</table><h3>申请材料</h3>{materials}{behind}<h3>结果名称</h3><p>许可证</p>"
    )


def verdict(guide: ServiceGuide, check: str) -> Outcome:
    item = ServiceItem(key="k", row=None, guide=guide)
    return next(v.outcome for v in judge_record(item) if v.check == f"material.{check}")


def states(guide: ServiceGuide, element: str) -> list[State]:
    return [one.read(element).state for one in guide.materials]


@pytest.mark.parametrize(
    "beside",
    [
        f"<p>{BASIS}</p>",
        "<h4>要求提供材料的依据</h4><p>《渡口管理办法》第三条</p>",
        "<table><tr><th>要求提供材料的依据</th><td>《渡口管理办法》第三条</td></tr></table>",
        "<p><b>材料依据：</b><span>《渡口管理办法》第三条</span></p>",
        "<div><b>以下材料的要求依据：《渡口管理办法》第三条</b></div>",
    ],
)
def test_a_labelled_basis_in_the_section_of_the_list_is_that_of_all(beside: str) -> None:
    for guide in (page(f"{TABLE}</table>{beside}"), page(f"{beside}{TABLE}</table>")):
        assert guide.read("material_basis").text == "《渡口管理办法》第三条"
        assert states(guide, "material_basis") == [State.NOT_STATED] * 2
        assert verdict(guide, "legal_basis") is Outcome.PASSED


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("以上材料均为原件1份。", {"material_original": "原件", "material_copies": "1份"}),
        ("注：上述材料均须提供原件，一式两份。", {"material_original": "原件", "material_copies": "一式两份"}),
        ("以上材料除注明外均为复印件。", {"material_original": "复印件"}),
        ("所列材料均由申请人自备。", {"material_source": "申请人自备"}),
        ("来源渠道：均由申请人自备", {"material_source": "均由申请人自备"}),
        ("份数：各1份", {"material_copies": "各1份"}),
        ("以上材料均为电子版。", {"material_form": "电子版"}),
    ],
)
def test_a_sentence_or_label_says_other_elements_of_all(sentence: str, said: dict[str, str]) -> None:
    rows = f"{TABLE}<tr><td colspan='2'>{sentence}</td></tr></table>"
    for guide in (page(f"{TABLE}</table><p>{sentence}</p>"), *([page(rows)] if "材料均" in sentence else [])):
        assert {e: guide.read(e).text for e in said} == said
        assert [one.name.text for one in guide.materials] == [*NAMES]
        asks = said.keys() & {"material_original", "material_form"}
        assert not asks or verdict(guide, "original_or_copy") is Outcome.PASSED


@pytest.mark.parametrize("sentence", ["以上材料为复印件的，应加盖公章。", "以上材料除渡口备案表外均为复印件。"])
def test_a_condition_or_an_exception_leaves_it_undecided(sentence: str) -> None:
    guide = page(f"{TABLE}</table><p>{sentence}</p>")
    assert guide.read("material_original").unread
    assert verdict(guide, "original_or_copy") is Outcome.CANT_TELL


@pytest.mark.parametrize("label", ["依据", "法律依据"])
def test_a_basis_that_does_not_say_of_what_leaves_that_of_materials_undecided(label: str) -> None:
    guide = page(f"{TABLE}</table><p>{label}：《渡口管理办法》第三条</p>")
    assert guide.read("material_basis").unread
    assert verdict(guide, "legal_basis") is Outcome.CANT_TELL


def test_a_basis_under_the_name_of_a_material_is_of_that_one() -> None:
    guide = page(f"{TABLE}</table><p>船舶检验证书的依据：《渡口管理办法》第三条</p>")
    assert not guide.read("material_basis").stated
    assert [one.read("material_basis").text for one in guide.materials] == ["", "《渡口管理办法》第三条"]


def card(name: str, *more: str) -> str:
    return f"<div><p>材料名称：{name}</p><p>份数：1份</p>{''.join(f'<p>{line}</p>' for line in more)}</div>"


@pytest.mark.parametrize("number", [0, 1])
def test_a_label_in_the_card_of_one_material_is_said_of_that_one(number: int) -> None:
    guide = page("".join(card(name, *([BASIS] if n == number else [])) for n, name in enumerate(NAMES)))
    assert not guide.read("material_basis").stated
    assert [one.read("material_basis").stated for one in guide.materials] == [number == 0, number == 1]


@pytest.mark.parametrize("above", [True, False])
def test_a_label_beside_the_cards_is_said_of_all(above: bool) -> None:
    cards, line = "".join(card(name) for name in NAMES), f"<p>{BASIS}</p>"
    guide = page(f"<div>{line}{cards}</div>" if above else f"<div>{cards}{line}</div>")
    assert guide.read("material_basis").text == "《渡口管理办法》第三条"
    assert states(guide, "material_basis") == [State.NOT_STATED] * 2


@pytest.mark.parametrize(
    "listed",
    [
        f"<ol><li>渡口备案表</li><li>船舶检验证书</li></ol><p>以上材料均为复印件</p><p>{BASIS}</p>",
        f"<p>1.渡口备案表；</p><p>2.船舶检验证书。</p><p>以上材料均为复印件。</p><p>{BASIS}</p>",
    ],
)
def test_what_is_said_of_all_below_a_list_names_no_material(listed: str) -> None:
    guide = page(listed)
    assert [one.name.text for one in guide.materials] == [*NAMES]
    assert guide.read("material_original").text == "复印件"


def test_all_materials_as_files_are_one_more_of_them() -> None:
    guide = page("<p>1.渡口备案表；</p><p>2.船舶检验证书；</p><p>3.以上材料电子版（光盘）</p>")
    assert [one.name.text for one in guide.materials][:2] == [*NAMES]
    assert len(guide.materials) == 3


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<h3>常见问题</h3><p>问：要带什么？</p><p>答：以上材料均为原件1份。</p>",
        "<h3>办理流程</h3><ol><li>申请：提交材料</li><li>受理：核对以上材料均为原件</li><li>决定</li></ol>",
        "<h3>收费信息</h3><p>来源渠道：财政拨款</p>",
    ],
)
def test_what_stands_in_another_section_is_not_said_of_the_list(elsewhere: str) -> None:
    guide = page(f"{TABLE}</table>", elsewhere)
    assert not any(guide.read(e).stated for e in ("material_original", "material_copies", "material_source"))


def test_a_tab_called_basis_states_no_basis_of_materials() -> None:
    guide = page(f"{TABLE}</table>", "<ul><li>流程</li><li>依据</li></ul><div>猜您要办 渡船登记</div>")
    assert guide.read("material_basis").state is State.NOT_STATED
