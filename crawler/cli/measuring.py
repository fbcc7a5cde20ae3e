"""The command that measures reading and judging against the gold set: `accuracy`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from crawler import catalogue
from crawler.accuracy.findings import not_built
from crawler.accuracy.floor import fallen, keep_first, raise_floor, read_floor
from crawler.accuracy.gold import Gold
from crawler.accuracy.gold_files import read_gold
from crawler.accuracy.scores import CheckScore, Count, ElementScore, Scores
from crawler.cli.exits import Exit
from crawler.cli.options import Desk
from crawler.errors import UsageError
from crawler.verdicts.judge import all_checks

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parents[2] / "tests" / "gold"
_SPLITS = ("before", "after")


def accuracy(
    context: typer.Context,
    gold: Annotated[Path, typer.Option(help="folder of the gold set; its README tells how it is written")] = _HERE,
    layout: Annotated[list[str] | None, typer.Option(help="only this layout (a folder's name); several times")] = None,
    keep_first_scores: Annotated[
        bool, typer.Option("--keep-first", help='write the first score of each "after" layout, once and for all')
    ] = False,
    keep_floor: Annotated[
        bool, typer.Option("--keep-floor", help="raise the floor below which no score may fall")
    ] = False,
) -> int:
    """Compare what is read and found on the pages of the gold set with what a person wrote there.

    Ends with 1 when a score fell below its floor. With -v every miss is listed.
    """
    desk: Desk = context.obj
    every = read_gold(gold)
    for name in layout or ():
        if name not in {one.layout.name for one in every}:
            raise UsageError(f"--layout {name}：{gold} 中没有这个文件夹", f"--layout {name}: no such folder in {gold}")
    entries = [one for one in every if not layout or one.layout.name in layout]
    split, of_layout = _measured(entries)
    kept = _kept(gold, entries, of_layout, first=keep_first_scores)
    if keep_floor:
        kept.append(str(raise_floor(gold, split["all"])))
    below = [] if layout else fallen(split["all"], read_floor(gold))
    missing = not_built(entries, frozenset(all_checks()))
    if desk.as_json:
        desk.answer(_document(split, of_layout, below=below, missing=missing))
    else:
        for name in _SPLITS:
            if split[name].entries:
                _show(desk, name, split[name])
        _show_layouts(desk, of_layout)
        for title, lines in (
            (desk.words("低于历史最好成绩", "fallen below the floor"), below),
            (desk.words("尚未实现的检查", "checks that are not built"), missing),
            (desk.words("已写入", "written"), kept),
        ):
            for line in lines:
                desk.out.print(f"{title}: {line}", markup=False, soft_wrap=True)
    return Exit.BUG if below else Exit.DONE


def _measured(entries: list[Gold]) -> tuple[Mapping[str, Scores], Mapping[str, Scores]]:
    from crawler.accuracy.replay import replay  # noqa: PLC0415 - makes office files, which no other command needs
    from crawler.extract.labels.dictionary import read_labels  # noqa: PLC0415 - what reads pages takes a second to load

    labels = read_labels(catalogue.labels_text())
    split = {name: Scores() for name in (*_SPLITS, "all")}
    of_layout: dict[str, Scores] = defaultdict(Scores)
    for entry in entries:
        replayed = replay(entry, labels)
        for scores in (split[_SPLITS[entry.layout.after]], split["all"], of_layout[entry.layout.name]):
            scores.add(replayed, labels.elements)
    return split, of_layout


def _kept(folder: Path, entries: list[Gold], of_layout: Mapping[str, Scores], *, first: bool) -> list[str]:
    layouts = {entry.layout.name: entry.layout for entry in entries} if first else {}
    return [str(folder / name) for name, one in layouts.items() if keep_first(one, of_layout[name])]


def _show(desk: Desk, name: str, scores: Scores) -> None:
    titles = {
        "before": ("此前写成的版式", "layouts written before"),
        "after": ("此后写成的版式", "layouts written after"),
    }
    checks = scores.all_checks
    desk.out.print(
        f"\n{desk.words(*titles[name])}: {scores.entries} · {desk.words('要素状态正确率', 'element states right')} "
        f"{scores.element_states:.4f} · {desk.words('误判', 'false accusations')} {checks.false} · "
        f"{desk.words('漏判', 'missed')} {checks.missed} · {desk.words('无法判定', 'cannot tell')} "
        f"{checks.undecided_share:.2%}",
        soft_wrap=True,
    )
    numbers = (desk.words("准确率", "precision"), desk.words("召回率", "recall"), "F1")
    table = Table(desk.words("要素", "element"), *numbers, desk.words("状态正确", "states right"), box=None)
    for element, one in sorted(scores.elements.items(), key=lambda e: (e[1].state_share, e[1].f1, e[0])):
        if one.shown:
            table.add_row(element, *_numbers(one), f"{one.shown_right}/{one.shown}")
    desk.out.print(table)
    table = Table(
        *(desk.words("检查", "check"), *numbers, desk.words("问题", "findings")),
        *(desk.words("误判", "false"), desk.words("无法判定", "cannot tell")),
        box=None,
    )
    for check, of in sorted(scores.checks.items(), key=lambda c: (c[1].f1, -c[1].undecided_share, c[0])):
        table.add_row(check, *_numbers(of), str(of.right + of.missed), str(of.false), f"{of.undecided_share:.1%}")
    desk.out.print(table)
    if desk.verbose:
        for miss in scores.misses:
            line = f"{miss.entry} · {miss.what} · {desk.words('应为', 'expected')} {miss.expected}"
            desk.out.print(f"{line} · {desk.words('实为', 'got')} {miss.got}", markup=False, soft_wrap=True)


def _show_layouts(desk: Desk, of_layout: Mapping[str, Scores]) -> None:
    table = Table(
        *(desk.words("版式", "layout"), desk.words("页", "entries"), desk.words("要素状态", "element states")),
        *(desk.words("准确率", "precision"), desk.words("召回率", "recall")),
        *(desk.words("误判", "false"), desk.words("无法判定", "cannot tell")),
        box=None,
    )
    for name, one in sorted(of_layout.items(), key=lambda e: e[1].element_states):
        checks = one.all_checks
        numbers = (f"{one.element_states:.4f}", f"{checks.precision:.3f}", f"{checks.recall:.3f}")
        table.add_row(name, str(one.entries), *numbers, str(checks.false), f"{checks.undecided_share:.2%}")
    desk.out.print(table)


def _numbers(one: Count) -> tuple[str, str, str]:
    return f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.f1:.3f}"


def _document(
    split: Mapping[str, Scores], of_layout: Mapping[str, Scores], *, below: list[str], missing: tuple[str, ...]
) -> dict[str, object]:
    return {
        **{name: _scores(scores) for name, scores in split.items()},
        "layouts": {name: scores.summary for name, scores in of_layout.items()},
        "fallen": below,
        "not_built": list(missing),
    }


def _scores(scores: Scores) -> dict[str, object]:
    return {
        "summary": scores.summary,
        "elements": {name: _element(one) for name, one in sorted(scores.elements.items())},
        "checks": {name: _check(one) for name, one in sorted(scores.checks.items())},
        "misses": [{"entry": m.entry, "what": m.what, "expected": m.expected, "got": m.got} for m in scores.misses],
    }


def _element(one: ElementScore) -> dict[str, float]:
    return {**_count(one), "states_right": one.state_share, "shown": one.shown, "states": one.states}


def _check(one: CheckScore) -> dict[str, float]:
    return {**_count(one), "cant_tell": one.undecided_share, "decidable": one.decidable}


def _count(one: Count) -> dict[str, float]:
    return {
        "precision": one.precision,
        "recall": one.recall,
        "f1": one.f1,
        "right": one.right,
        "false": one.false,
        "missed": one.missed,
    }
