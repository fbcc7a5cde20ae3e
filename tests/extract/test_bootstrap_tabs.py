"""Tabs whose bar is called a navigation (nav nav-tabs): its links turn to panes of the page, and are no menu."""

from __future__ import annotations

import pytest

from tests.extract.one_guide import read_body

FACTS = "<h1>渡船登记</h1><p>实施主体：临江县交通运输局</p><p>事项类型：行政确认</p><p>咨询电话：0571-81234567</p>"
TITLES = ("法律依据", "申请条件", "申请材料", "办理流程")
PANES = (
    '<div class="tab-content"><div class="tab-pane active" id="t1"><p>《渡口条例》第三条</p></div>'
    '<div class="tab-pane" id="t2"><p>渡船已取得检验证书。</p></div>'
    '<div class="tab-pane" id="t3"><p>1.渡船登记申请表；2.渡船检验证书</p></div>'
    '<div class="tab-pane" id="t4"><p>受理→核对→发证</p></div></div>'
)


def bar(link: str) -> str:
    links = "".join(f"<li><a href='#t{n}' {link}>{title}</a></li>" for n, title in enumerate(TITLES, 1))
    return f"<ul class='nav nav-tabs'>{links}</ul>"


@pytest.mark.parametrize("link", ["data-toggle='tab'", "data-bs-toggle='pill'", "role='tab'"])
def test_each_pane_is_read_under_the_title_of_its_tab(link: str) -> None:
    guide = read_body(FACTS + bar(link) + PANES)

    assert guide.read("legal_basis").text == "《渡口条例》第三条"
    assert guide.read("conditions").text == "渡船已取得检验证书。"
    assert [material.name.text for material in guide.materials] == ["渡船登记申请表", "渡船检验证书"]


@pytest.mark.parametrize(
    "link", ["href='javascript:;'", "href='javascript:void(0)'", "href='#'", "href='' onclick='turn(2)'"]
)
def test_a_bar_called_a_navigation_whose_links_lead_nowhere_turns_panes(link: str) -> None:
    links = "".join(f"<li><a {link}>{title}</a></li>" for title in TITLES)
    panes = PANES.replace(' active"', '"').replace(
        "<p>受理→核对→发证</p>", "<ul><li>受理</li><li>核对</li><li>发证</li></ul>"
    )
    guide = read_body(f"{FACTS}<ul class='tab-nav'>{links}</ul>{panes}")

    assert guide.read("legal_basis").text == "《渡口条例》第三条"
    assert guide.read("conditions").text == "渡船已取得检验证书。"
    assert [material.name.text for material in guide.materials] == ["渡船登记申请表", "渡船检验证书"]
    assert guide.read("procedure").stated


@pytest.mark.parametrize(
    "menu",
    [
        "".join(
            f"<li><a href='javascript:;'>{words}</a></li>" for words in ("首页", "个人办事", "办事指南", "申请材料")
        ),
        "".join(f"<li><a href='#' onclick=\"go('/list')\">{words}</a></li>" for words in TITLES),
    ],
)
def test_a_menu_whose_links_a_script_follows_turns_no_panes(menu: str) -> None:
    panes = "".join(f"<div><p>第{n}篇：渡船常识</p></div>" for n in range(4))
    guide = read_body(f"<ul class='nav'>{menu}</ul><div>{panes}</div>{FACTS}<h3>受理条件</h3><p>渡船已检验。</p>")

    assert guide.read("conditions").text == "渡船已检验。"
    assert guide.materials == ()


def test_a_menu_of_links_to_other_pages_is_still_none_of_the_guide() -> None:
    menu = "<ul class='nav'><li><a href='/a'>申请条件</a></li><li><a href='/b'>申请材料</a></li></ul>"
    guide = read_body(f"{menu}{FACTS}<h3>受理条件</h3><p>渡船已检验。</p>")

    assert guide.read("conditions").text == "渡船已检验。"
    assert guide.materials == ()


def test_as_many_tabs_as_panes_are_no_row_of_titles_over_a_row_of_values() -> None:
    links = "".join(f"<li><a href='#t{n}'>{title}</a></li>" for n, title in enumerate(TITLES[:3], 1))
    three = PANES[: PANES.index('<div class="tab-pane" id="t4">')] + "</div>"
    guide = read_body(f"{FACTS}<ul class='tabs'>{links}</ul>{three}")

    assert guide.read("legal_basis").text == "《渡口条例》第三条"
    assert guide.read("conditions").text == "渡船已取得检验证书。"
    assert [material.name.text for material in guide.materials] == ["渡船登记申请表", "渡船检验证书"]


@pytest.mark.parametrize(
    "conditions", ["渡船已检验；<br>船工已培训。", "渡船已检验。", "渡船已检验；<br>船工已培训；<br>有渡口。"]
)
def test_lines_in_a_pane_are_the_words_of_its_title_though_that_is_a_link(conditions: str) -> None:
    links = "".join(f"<li><a href='javascript:;'>{title}</a></li>" for title in TITLES)
    panes = ("《渡口条例》第三条", f"<div>{conditions}</div>", "<p>1.渡船登记申请表</p>", "<p>受理→发证</p>")
    drawn = "".join(f"<div class='pane'>{pane}</div>" for pane in panes)
    guide = read_body(f"{FACTS}<ul class='tab-nav'>{links}</ul><div>{drawn}</div>")

    assert guide.read("conditions").text == conditions.replace("<br>", " ")


@pytest.mark.parametrize(
    ("title", "said"), [("", "渡船已检验；船工已培训。"), ("<h4>申请条件</h4>", "渡船已检验；船工已培训。")]
)
def test_links_to_places_of_the_page_turn_panes_that_have_no_titles(title: str, said: str) -> None:
    links = "".join(f"<li><a href='#p{n}'>{words}</a></li>" for n, words in enumerate(TITLES))
    panes = (
        "《渡口条例》第三条",
        f"{title}<div>渡船已检验；船工已培训。</div>",
        "<p>1.渡船登记申请表</p>",
        "<p>受理→发证</p>",
    )
    drawn = "".join(f"<div class='pane' id='p{n}'>{pane}</div>" for n, pane in enumerate(panes))
    guide = read_body(f"{FACTS}<div class='left-nav'><ul>{links}</ul></div><div>{drawn}</div>")

    assert guide.read("conditions").text == said
    assert guide.read("legal_basis").stated is not bool(title)
