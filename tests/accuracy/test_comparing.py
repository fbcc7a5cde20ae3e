"""Comparing and counting: tiny gold folders with known misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler import catalogue
from crawler.accuracy.findings import compare_findings, not_built
from crawler.accuracy.floor import fallen, floor_of, keep_first, raise_floor, read_floor
from crawler.accuracy.gold import Gold, Kind, Layout
from crawler.accuracy.gold_files import read_gold
from crawler.accuracy.readings import is_value
from crawler.accuracy.replay import Replayed, replay
from crawler.accuracy.scores import CheckScore, Scores
from crawler.domain.check import Defect, Outcome, Subject, Text, Verdict
from crawler.domain.elements import Reading, State
from crawler.errors import UsageError
from crawler.extract.labels.dictionary import read_labels

if TYPE_CHECKING:
    from pathlib import Path

LABELS = read_labels(catalogue.labels_text())
PAGE = """<html><head><meta charset="utf-8"></head><body><h1>食品摊贩登记</h1><table>
<tr><th>事项类型</th><td>行政许可</td></tr><tr><th>受理条件</th><td>年满18周岁，有固定摊位。</td></tr>
<tr><th>办理地点</th><td>溪阳市听涛路8号二楼3号窗口</td></tr><tr><th>咨询电话</th><td>0999-8123456</td></tr>
<tr><th>是否收费</th><td></td></tr></table>
<table><tr><th>材料名称</th><th>份数</th><th>空白表格</th></tr>
<tr><td>食品摊贩登记申请表</td><td>1</td><td><a href="/f/1.docx">下载空表</a></td></tr>
<tr><td>健康证明复印件</td><td>若干</td><td></td></tr></table></body></html>"""
RIGHT = """url = "https://zw.xiyang.example/guide?id=1"
pages = ["g.html"]
defects = [
  ["fee.status", "fee_status", "the field is empty"],
  ["material.copies", "material_copies", "no number", "健康证明复印件"],
]
[elements]
name = "食品摊贩登记"
item_type = "行政许可"
conditions = "年满18周岁[...]摊位。"
place = "溪阳市听涛路8号二楼3号窗口"
consultation_phone = ["0999-8123456", "0999-8123457"]
fee_status = ""
[[materials]]
name = "食品摊贩登记申请表"
material_copies = "1"
blank_form = ["下载空表"]
[[materials]]
name = "健康证明复印件"
material_copies = "若干"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    layout = tmp_path / "tables"
    layout.mkdir()
    (layout / "layout.toml").write_text('title = "t"\nwritten = "after"\ndescribes = "d"\n', "utf-8")
    (layout / "g.html").write_text(PAGE, "utf-8")
    (layout / "g.toml").write_text(RIGHT, "utf-8")
    return tmp_path


def rewritten(folder: Path, old: str, new: str) -> Gold:
    assert old in RIGHT
    (folder / "tables" / "g.toml").write_text(RIGHT.replace(old, new), "utf-8")
    return read_gold(folder)[0]


def scored(gold: Gold) -> Scores:
    scores = Scores()
    scores.add(replay(gold, LABELS), LABELS.elements)
    return scores


def missed(gold: Gold) -> dict[str, str]:
    """What is missed of the elements; the checks of a page as short as this one have much to say besides."""
    return {m.what: m.expected for m in scored(gold).misses if "." not in m.what}


def test_a_page_that_is_read_as_it_stands_has_no_misses(folder: Path) -> None:
    gold = read_gold(folder)[0]
    scores = scored(gold)

    assert missed(gold) == {}
    assert scores.element_states == 1.0
    assert scores.elements["conditions"].right == 1
    assert scores.elements["fee_status"].shown == 0
    assert scores.checks["fee.status"].right == 1
    assert scores.checks["material.copies"].right == 1
    assert scores.checks["service_guide.hours"].false == 1


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('place = "溪阳市听涛路8号二楼3号窗口"', 'place = "溪阳市听涛路9号"', "place"),
        ('item_type = "行政许可"', "", "item_type"),
        ('fee_status = ""', 'fee_status = "不收费"', "fee_status"),
        ('conditions = "年满18周岁[...]摊位。"', 'conditions = "年满18周岁[...]铺面。"', "conditions"),
        ('material_copies = "若干"', 'material_copies = "2"', "material_copies"),
        ('material_copies = "1"', 'material_copies = "1"\nmaterial_type = "其他"', "material_type"),
        ('blank_form = ["下载空表"]', 'blank_form = ["下载空表", "示范"]', "blank_form"),
        ('blank_form = ["下载空表"]', "", "blank_form"),
        ("defects = [", 'unread = ["procedure"]\ndefects = [', "procedure"),
        ("defects = [", 'forms = ["清单.docx"]\ndefects = [', "form_of_guide"),
    ],
)
def test_every_difference_is_one_miss(folder: Path, old: str, new: str, what: str) -> None:
    assert list(missed(rewritten(folder, old, new))) == [what]


def test_a_part_of_rows_that_a_page_does_not_let_one_read_is_so_in_the_rows_that_do_not_give_it(folder: Path) -> None:
    gold = rewritten(folder, "defects = [", 'unread = ["material_form", "material_copies"]\ndefects = [')
    assert [(m.what, m.expected) for m in scored(gold).misses if "." not in m.what] == [("material_form", "unread")] * 2


def test_the_one_window_written_out_as_elements_may_be_kept_as_a_row(folder: Path) -> None:
    window = "<tr><td>溪阳市听涛路8号二楼3号窗口</td><td>{}</td></tr>"
    head = "<h2>办理窗口</h2><table><tr><th>窗口地址</th><th>窗口电话</th></tr>"
    page = folder / "tables" / "g.html"
    page.write_text(PAGE.replace("</body>", f"{head}{window.format('0999-8123456')}</table></body>"), "utf-8")
    assert missed(read_gold(folder)[0]) == {}

    page.write_text(PAGE.replace("</body>", f"{head}{window.format('0999-8000000')}</table></body>"), "utf-8")
    assert missed(read_gold(folder)[0]) == {"window_place": "not_stated", "window_phone": "not_stated"}


def test_what_all_rows_say_together_is_as_right_as_what_one_says(folder: Path) -> None:
    rows = "".join(f'[[windows]]\nplace = "溪阳市听涛路{n}号"\n' for n in (8, 9))
    told = RIGHT.replace('place = "溪阳市听涛路8号二楼3号窗口"\n', "")
    (folder / "tables" / "g.toml").write_text(told + rows, "utf-8")
    gold = read_gold(folder)[0]
    for said in ("溪阳市听涛路8号", "溪阳市听涛路8号；溪阳市听涛路9号"):
        (folder / "tables" / "g.html").write_text(PAGE.replace("溪阳市听涛路8号二楼3号窗口", said), "utf-8")
        assert "place" not in missed(gold)
    (folder / "tables" / "g.html").write_text(PAGE.replace("溪阳市听涛路8号二楼3号窗口", "溪阳市听涛路7号"), "utf-8")
    assert "place" in missed(gold)


def test_rows_are_set_side_by_side_by_their_names(folder: Path) -> None:
    gold = rewritten(
        folder, '[[materials]]\nname = "食品摊贩登记申请表"\nmaterial_copies = "1"\nblank_form = ["下载空表"]\n', ""
    )
    scores = scored(gold)

    assert [m.what for m in scores.misses if "." not in m.what] == ["material_name", "material_copies", "blank_form"]
    assert scores.elements["material_name"].false == 1
    assert scores.elements["material_name"].missed == 0
    assert scores.elements["material_name"].right == 1


def test_values_are_compared_folded() -> None:
    assert is_value(("１２ 个",), "12个")
    assert is_value(("*",), "anything")
    assert is_value(("a", "b"), "b")
    assert not is_value(("a[...]c",), "ab")
    assert not is_value((), "a")


def test_nothing_may_be_read_from_a_negative_page(folder: Path) -> None:
    (folder / "tables" / "g.toml").write_text(
        'url = "https://zw.xiyang.example/guide?id=1"\nkind = "negative"\npages = ["g.html"]\n', "utf-8"
    )
    assert {"place", "conditions"} <= set(missed(read_gold(folder)[0]))


# --- findings -------------------------------------------------------------------------------------------------------


def finding(element: str, value: str | None = None, name: str | None = None) -> Defect:
    state = State.STATED if value else State.NOT_STATED
    about = Reading(element=element, state=state, value=value, evidence="e", locator="/")
    return Defect(about=about, message=Text("x", "x"), suggestion=Text("x", "x"), subject_name=name)


def verdict(check: str, *defects: Defect, outcome: Outcome | None = None) -> Verdict:
    given = outcome or (Outcome.FAILED if defects else Outcome.PASSED)
    return Verdict(
        check=check, check_version=1, subject=Subject.SERVICE_GUIDE, item=None, outcome=given, defects=defects
    )


def gold_with(folder: Path, **lists: str) -> Gold:
    text = "\n".join(f"{key} = {value}" for key, value in lists.items())
    (folder / "tables" / "g.toml").write_text(f'url = "https://a.example/"\npages = ["g.html"]\n{text}\n', "utf-8")
    return read_gold(folder)[0]


def test_a_defect_of_one_material_covers_one_finding(folder: Path) -> None:
    gold = gold_with(folder, defects='[["material.copies", "material_copies", "w"]]')
    two = verdict("material.copies", finding("material_copies", "a"), finding("material_copies", "b"))
    judged = next(iter(compare_findings(gold, [two])))

    assert (judged.found, len(judged.missed), len(judged.false)) == (1, 0, 1)


def test_a_defect_that_names_its_material_covers_what_is_said_of_it(folder: Path) -> None:
    gold = gold_with(folder, defects='[["form.personal_data", "sample_form", "w", "申请表"]]')
    defects = (
        finding("sample_form", "x", "申请表"),
        finding("sample_form", "y", "申请表"),
        finding("sample_form", "z", "清单"),
    )
    judged = next(iter(compare_findings(gold, [verdict("form.personal_data", *defects)])))

    assert (judged.found, len(judged.missed), len(judged.false)) == (1, 0, 1)


def test_a_defect_of_the_guide_may_sit_on_either_element(folder: Path) -> None:
    gold = gold_with(folder, defects='[["visits.channel", "visits|courier", "w"], ["fee.status", "*", "w"]]')
    verdicts = [verdict("visits.channel", finding("courier"), finding("visits")), verdict("fee.status", finding("any"))]

    assert [(j.found, j.false) for j in compare_findings(gold, verdicts)] == [(1, ()), (1, ())]


def test_doubt_counts_only_where_the_page_decides(folder: Path) -> None:
    gold = gold_with(folder, cant_tell='[["procedure.steps", "w"], ["fee.status", "w"]]', inapplicable='["fee.amount"]')
    verdicts = [
        verdict("procedure.steps", outcome=Outcome.CANT_TELL),
        verdict("fee.status"),
        verdict("fee.amount"),
        verdict("time_limit.form", outcome=Outcome.CANT_TELL),
    ]
    judged = {j.check: j for j in compare_findings(gold, verdicts)}

    assert judged["procedure.steps"].right
    assert judged["fee.status"].otherwise == "cant_tell"
    assert judged["fee.amount"].otherwise == "inapplicable"
    assert not judged["time_limit.form"].right
    score = CheckScore()
    for one in judged.values():
        score.add(one)
    assert (score.decidable, score.undecided) == (2, 1)
    assert score.undecided_share == 0.5


def test_checks_nobody_built_are_named(folder: Path) -> None:
    gold = gold_with(folder, defects='[["fee.statsu", "fee_status", "w"]]', near_misses='[["fee.status", "w"]]')

    assert not_built([gold], frozenset({"fee.status"})) == ("fee.statsu",)


# --- what is kept ---------------------------------------------------------------------------------------------------


def test_the_floor_is_raised_and_never_lowered(folder: Path) -> None:
    good = scored(read_gold(folder)[0])
    raise_floor(folder, good)
    kept = read_floor(folder)
    assert kept == floor_of(good)
    assert fallen(good, kept) == []

    worse = scored(rewritten(folder, 'fee_status = ""', 'fee_status = "不收费"'))
    assert fallen(worse, kept) == []
    lost = scored(rewritten(folder, 'place = "溪阳市听涛路8号二楼3号窗口"', 'place = "听涛路"'))
    assert fallen(lost, kept) == ["elements place: 0.0, was 1.0"]
    raise_floor(folder, lost)
    assert read_floor(folder)["elements"]["place"] == 1.0


def test_the_first_score_is_written_once(folder: Path) -> None:
    gold = read_gold(folder)[0]
    assert keep_first(gold.layout, scored(gold))
    first = read_gold(folder)[0].layout
    assert first.first_score == pytest.approx(scored(gold).summary)
    assert not keep_first(first, Scores())
    before = Layout(folder=folder / "x", title="", after=False, describes="", region="", first_score=None)
    assert not keep_first(before, Scores())


# --- what is written wrong ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('pages = ["g.html"]', 'pages = ["h.html"]', "h.html is not there"),
        ("defects = [", "defecs = [", "'defecs' is no key"),
        ('url = "https://zw.xiyang.example/guide?id=1"', "", "'url'"),
        ("[elements]", "[elements", "TOML|line|Expected"),
        ('pages = ["g.html"]', 'pages = "g.html"', "pages is a list"),
        ("defects = [", 'kind = "guides"\ndefects = [', "guides"),
    ],
)
def test_a_wrong_file_is_named(folder: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as problem:
        rewritten(folder, old, new)
    assert "g.toml" in str(problem.value)


# --- lists ----------------------------------------------------------------------------------------------------------


def test_a_list_is_an_archive_of_its_own(folder: Path) -> None:
    names = ("食品经营许可核发", "户外广告设施设置许可", "老年人优待证办理")
    rows = "".join(f'<li><a href="/guide?id={n}">{name}</a></li>' for n, name in enumerate(names, 1))
    (folder / "tables" / "l.html").write_text(
        f'<html><head><meta charset="utf-8"></head><body><h1>事项清单</h1><p>共 5 项</p><ul>{rows}</ul></body></html>',
        "utf-8",
    )
    (folder / "tables" / "g.toml").write_text(
        f"""url = "https://zw.xiyang.example/"
kind = "list"
items = {list(names[:2])}
[[pages]]
file = "l.html"
url = "https://zw.xiyang.example/"
as = "home"
[[pages]]
file = "l.html"
url = "https://zw.xiyang.example/list"
as = "list"
[[pages]]
item = "老年人优待证办理"
as = "guide"
url = "https://zw.xiyang.example/guide?id=3"
status = 404
""",
        "utf-8",
    )
    gold = read_gold(folder)[0]
    replayed: Replayed = replay(gold, LABELS)

    assert gold.kind is Kind.LIST
    assert replayed.listed is not None
    assert [row.name.text for row in replayed.listed.items] == list(names)
    assert replayed.listed.items[2].looks == 1
    assert {v.check.partition(".")[0] for v in replayed.verdicts} == {"item_list"}
    assert [(m.what, m.got) for m in scored(gold).misses if m.what == "item_name"] == [("item_name", names[2])]
