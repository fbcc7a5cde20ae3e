"""Pages of the console: what is read becomes HTML in which every word of a portal is text and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from crawler import __version__
from crawler.console import words
from crawler.domain.evidence import Failure
from crawler.report import words as report_words
from crawler.report.page import linked, moment, visible
from crawler.report.reading import element_names
from crawler.report.reasons import reason_in
from crawler.report.reasons_of_rounds import reason_of_round

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.domain.check import Text


class Pages:
    """Renders the console's templates in one language; `titles` are what the checks are called, by id."""

    def __init__(self, lang: str, titles: Mapping[str, Text]) -> None:
        self._lang = lang
        self._environment = Environment(
            loader=PackageLoader("crawler.console"),
            autoescape=True,
            finalize=lambda value: visible(value) if type(value) is str else value,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "moment": moment,
            "number": lambda value: f"{value:,}",
            "share": lambda value: f"{value:.1%}",
            "measure": lambda value: f"{value:,.2f}".rstrip("0").rstrip("."),
            "part": lambda text: quote(str(text), safe=""),
            "cause": self._cause,
            "of_round": lambda reason: reason_of_round(reason, lang),
            "said": self._said,
        }
        self._environment.globals |= {
            "lang": "en" if lang == "en" else "zh-CN",
            "english": lang == "en",
            "linked": linked,
            "version": __version__,
            "t": {name: self._said(text) for name, text in words.LABELS.items()},
            "phases": {name: self._said(text) for name, text in words.PHASE.items()},
            "finished": self._said(words.FINISHED),
            "now": {name.value: self._said(text) for name, text in words.NOW.items()},
            "outcomes": {name.value: self._said(text) for name, text in words.OUTCOME.items()},
            "states": {name: self._said(text) for name, text in words.STATE.items()},
            "severities": {name.value: self._said(text) for name, text in report_words.SEVERITY.items()},
            "statuses": {name.value: self._said(text) for name, text in report_words.STATUS.items()},
            "titles": {check: self._said(title) for check, title in titles.items()},
            "elements": element_names(lang),
        }

    def render(self, template: str, **values: Any) -> str:
        """One page."""
        return self._environment.get_template(f"{template}.html.j2").render(**values)

    def _said(self, text: Text) -> str:
        return text.en if self._lang == "en" else text.zh

    def _cause(self, cause: str) -> str:
        """A failure or a reason of our own in words."""
        try:
            return self._said(report_words.FAILURE[Failure(cause)])
        except (ValueError, KeyError):
            return reason_in(cause, self._lang)
