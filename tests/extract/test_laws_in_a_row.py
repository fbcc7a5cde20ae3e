"""Laws named beside each other in one line are one basis each, with all the articles behind them."""

from __future__ import annotations

from tests.extract.one_guide import read_body


def bases(text: str) -> list[tuple[str, str, str]]:
    """Law, article and words of each legal basis that is read."""
    head = "<h1>渡口设置</h1><p>承诺时限：5个工作日</p><p>咨询电话：0571-81234567</p><p>受理条件：岸线稳定。</p>"
    guide = read_body(f"{head}<p>办理依据：{text}</p><p>办理地点：听涛路7号</p>")
    return [(b.law.text, b.clause.text, b.content.text) for b in guide.legal_bases]


def test_each_law_of_a_row_is_one() -> None:
    row = "《渡口条例》（国务院令第385号）、《临江省渡口条例》、《渡口安全规定》（交通部令第12号）"

    assert [law for law, _, _ in bases(row)] == ["《渡口条例》", "《临江省渡口条例》", "《渡口安全规定》"]


def test_all_articles_behind_a_law_are_its_own() -> None:
    found = bases("《渡口条例》第四条、第五条、第八条；《中华人民共和国渡船法》第一、二章；《渡口规范》第三十条。")

    assert found == [
        ("《渡口条例》", "第四条、第五条、第八条", ""),
        ("《中华人民共和国渡船法》", "第一、二章", ""),
        ("《渡口规范》", "第三十条", ""),
    ]


def test_a_law_named_in_the_words_of_an_article_is_no_further_one() -> None:
    found = bases("《渡口条例》第四条 设置渡口的，应当符合《渡口规范》第三条、《渡船规范》第五条的要求。")

    assert [law for law, _, _ in found] == ["《渡口条例》"]
    assert found[0][2].startswith("设置渡口的")


def test_the_foot_of_a_quoted_law_gives_its_number_and_is_no_foot_of_the_page() -> None:
    law = (
        "<blockquote><strong>《渡口条例》</strong> <strong>第四条</strong><p>渡口由县政府设置。</p>"
        "<footer>依据文号：国务院令第385号</footer></blockquote>"
    )
    facts = "<h1>渡口设置</h1><p>承诺时限：5个工作日</p><p>咨询电话：0571-81234567</p><p>受理条件：岸线稳定。</p>"
    foot = "<footer><p>依据文号：某市第1号</p><p>某市政府主办</p></footer>"
    guide = read_body(f"{facts}<div><h4>设定依据</h4>{law}</div>{foot}")

    assert [(b.law.text, b.number.text, b.clause.text) for b in guide.legal_bases] == [
        ("《渡口条例》", "国务院令第385号", "第四条")
    ]
