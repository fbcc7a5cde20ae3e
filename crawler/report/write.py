"""Write the reports of a round into a folder: a page a region, the comparison of regions, and findings.xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.errors import UsageError, system_words
from crawler.export import rows
from crawler.report.page import comparison_page, region_page
from crawler.report.reading import element_names, read_region

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from crawler.domain.check import Text


def write_reports(
    session: Session,
    round: str,  # noqa: A002 - the word of the contract
    regions: Sequence[str] | None,
    out: Path,
    *,
    data: Path,
    titles: Mapping[str, Text],
    lang: str = "zh",
) -> list[Path]:
    """Write everything and give the paths, the comparison first, then findings.xlsx, then the regions by code.

    `titles` are what the checks are called, by id. Regions of the round whose pages are in the folder already are
    written anew with the chosen ones: comparison and workbook never lose them. What offices wrote into the workbook
    stays. UsageError when the round knows none of the regions, when the folder cannot be written, or when the workbook
    there cannot be kept.
    """
    from crawler.report.office_notes import notes_in  # noqa: PLC0415 - a second of loading that only a report needs
    from crawler.report.workbook import FindingsBook  # noqa: PLC0415 - the same

    known = list(rows.regions(session, round))
    missing = set(regions or ()) - {row["region"] for row in known}
    if missing:
        raise UsageError(
            f"轮次 {round} 没有地区 {'、'.join(sorted(missing))}；`portal-audit status` 列出全部地区",
            f"round {round} has no region {', '.join(sorted(missing))}; `portal-audit status` lists them",
        )
    wanted = [row for row in known if regions is None or row["region"] in regions or _is_there(out, row["region"])]
    if not wanted:
        raise UsageError(
            f"轮次 {round} 还没有可写入报告的内容；请先执行 `portal-audit run --round {round}`",
            f"round {round} has nothing to report; run it first: `portal-audit run --round {round}`",
        )
    elements = element_names(lang)
    summaries, pages = [], []
    try:
        out.mkdir(parents=True, exist_ok=True)
        book = FindingsBook(elements=elements, lang=lang, notes=notes_in(out / "findings.xlsx"))
        for row in wanted:
            sheet = read_region(session, row, data=data, titles=titles, lang=lang)
            pages.append(_write(out / f"{sheet.region}.html", region_page(sheet, elements=elements, lang=lang)))
            book.add(sheet)
            summaries.append(sheet.summary())
        index = _write(out / "index.html", comparison_page(round, summaries, lang=lang))
        book.save(out / "findings.xlsx")
    except OSError as error:
        raise UsageError(
            f"报告不能写入 {out}：{system_words(error)}；用 --out 换一个文件夹",
            f"cannot write the report to {out}: {error.strerror or error}",
        ) from error
    return [index, out / "findings.xlsx", *pages]


def _is_there(out: Path, region: str) -> bool:
    return (out / f"{region}.html").is_file()


def _write(path: Path, text: str) -> Path:
    # Half a surrogate pair from a portal's JSON must not keep a report from being written.
    path.write_bytes(text.encode("utf-8", "replace"))
    return path
