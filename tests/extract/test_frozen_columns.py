"""Lists whose columns stand still, drawn with boxes: the names in one box, the rest of each row in another."""

from __future__ import annotations

from tests.extract.one_guide import read_body

FACTS = (
    "<h1>渡船登记</h1><h2>申请条件</h2><p>渡船已检验。</p><h2>办理时限</h2><p>5个工作日</p><h2>收费标准</h2><p>无</p>"
)
NAMES = ["渡船登记表", "船舶证书"]
REST = [["原件", "2份", "必要"], ["复印件", "1份", "非必要"]]


def _titles(*words: str) -> str:
    return f"<div class='head'>{''.join(f'<div class=head-cell><span>{w}</span></div>' for w in words)}</div>"


def _rows(rows: list[list[str]]) -> str:
    cells = ("".join(f"<div class='cell'>{words}</div>" for words in row) for row in rows)
    return "".join(f"<div class='line {('even', 'odd')[n % 2]}'>{row}</div>" for n, row in enumerate(cells))


def _read(left: str, right: str, below_left: str, below_right: str) -> list[tuple[str, str, str]]:
    heads = f"<div><div class='still'>{left}</div><div class='view'><div>{right}</div></div></div>"
    body = f"<div><div class='still'>{below_left}</div><div class='view'><div>{below_right}</div></div></div>"
    guide = read_body(
        f"{FACTS}<h2>申请材料</h2><div class='big-grid'>{heads}{body}</div><h2>办理地点</h2><p>听涛路7号</p>"
    )
    return [
        (one.name.text, one.read("material_copies").text, one.read("material_necessity").text)
        for one in guide.materials
    ]


def test_the_halves_of_each_row_are_one_material() -> None:
    found = _read(_titles("材料名称"), _titles("材料形式", "份数", "必要性"), _rows([[n] for n in NAMES]), _rows(REST))

    assert found == [("渡船登记表", "2份", "必要"), ("船舶证书", "1份", "非必要")]


def test_halves_of_another_number_of_rows_are_not_put_together() -> None:
    right = _rows([*REST, ["原件", "3份", "必要"]])
    found = _read(_titles("材料名称"), _titles("材料形式", "份数", "必要性"), _rows([[n] for n in NAMES]), right)

    assert ("渡船登记表", "2份", "必要") not in found


def test_two_lists_with_the_same_titles_are_not_one() -> None:
    titles = _titles("材料名称", "份数")
    right = _rows([["委托书", "1份"], ["照片", "3份"]])
    found = _read(titles, titles, _rows([["渡船登记表", "2份"], ["船舶证书", "1份"]]), right)

    assert ("渡船登记表", "2份", "") not in found or len(found) > len(NAMES)
