"""Lists of several pages, as they are handed to whoever counts them."""

from __future__ import annotations

from crawler import catalogue
from crawler.assembly.list_pages import ListPages
from crawler.domain.evidence import Evidence, FetchState, PageKind, Target
from crawler.extract.labels.dictionary import read_labels
from crawler.page.parse import parse

ROW = '<tr><td><a href="/guide?id={0}">{0}号施工许可证核发</a></td><td>住房和城乡建设局</td></tr>'


def listed(*pages: tuple[Target, str, int], shown_on: str | None = None) -> ListPages:
    found = ListPages(read_labels(catalogue.labels_text()))
    for number, (target, text, look) in enumerate(pages):
        evidence = Evidence(
            id=f"e{number}", region="1", kind=PageKind.LIST, target=target, state=FetchState.FETCHED, look=look
        )
        kind = "application/json" if text.startswith("{") else "text/html"
        page = parse(text.encode(), kind, target.url, evidence.id)
        assert page is not None
        found.add(evidence, page, shown_on=shown_on if number else None)
    return found


def table(numbers: range, said: str) -> str:
    rows = "".join(ROW.format(n) for n in numbers)
    return f"<h2>事项清单</h2><table><tr><th>事项名称</th><th>实施主体</th></tr>{rows}</table><p>{said}</p>"


def json_rows(numbers: range, total: int) -> str:
    rows = ",".join(f'{{"TASK_NAME": "{n}号施工许可证核发", "TASK_CODE": "A{n:04}"}}' for n in numbers)
    return f'{{"data": {{"total": {total}, "list": [{rows}]}}}}'


NONE = range(0)
