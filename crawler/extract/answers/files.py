"""Files that a JSON answer of a guide offers: blank forms and samples, by their addresses and names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.domain.records import FormAttachment, FormSlot
from crawler.domain.values import item_code
from crawler.domain.values.guide_forms import names_online_form
from crawler.domain.values.remembered import remembered
from crawler.extract.answers.shape import place
from crawler.extract.guide import records
from crawler.extract.guide.draft import reading, unread
from crawler.extract.labels.dictionary import field_name
from crawler.page.files import json_files
from crawler.page.links import json_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.elements import Reading
    from crawler.extract.labels.dictionary import LabelDictionary
    from crawler.page.finds import AttachmentLink
    from crawler.page.json_page import JsonPage

SECOND_CALL = "needs a second call"
SLOTS = {"blank_form": FormSlot.BLANK, "sample_form": FormSlot.SAMPLE}
_COMPLETED = 0.5
"""Confidence in the address of a file that stands in an answer as a path only."""
_LONGEST_KIND, _LONGEST_QUOTE, _LONGEST_VALUE = 6, 60, 500
_ADDRESS = re.compile(r"(?:https?:)?//|/|data:image")
_PLACE_ONLINE = re.compile(r"(?:https?:)?//|/|#")
_GUID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
_COUNT_OF_FILES = re.compile(
    r".*(?:attach(?:ment)?|file|annex|fj|accessory|template|sample)s?_?(?:count|cnt|num|number|total|size|sl)|"
    r"(?:has|is|have|if)_?(?:attach(?:ment)?|file|annex|fj|accessory|template|sample|table|form)s?",
    re.IGNORECASE,
)
_A_FILE = re.compile(r"[^\\/:*?<>|]{1,120}\.(?:docx?|xlsx?|pdf|jpe?g|png|gif|bmp|wps|et|ofd|zip|rar)", re.IGNORECASE)
_A_FORM = re.compile(r"(?:e|paper|original|word)_?(?:form|table)s?", re.IGNORECASE)
_FILE_NAME = re.compile(r"(?:name|nm|mc|title)$")


def counts_files(key: str, value: Any) -> bool:
    """Whether a field says that there are files, which stand elsewhere: `attachCount: 2`, `hasFile: "1"`."""
    return _counts(key) and (value is True or (str(value).isdigit() and int(str(value)) > 0))


@remembered
def _counts(key: str) -> bool:
    return _COUNT_OF_FILES.fullmatch(field_name(key)) is not None


class JsonFiles:
    """The files of one answer."""

    def __init__(self, page: JsonPage, labels: LabelDictionary) -> None:
        self.page = page
        self.labels = labels

    def form_part(self, group: str, key: str, rows: Sequence[Mapping[str, Any]] = ()) -> str | None:
        """The part of a material that a key stands for by which a form is asked for: `kbbgGuid`, `slybId`.

        What is called a form (`eform`) and is an office file in all `rows` that have one, is that to be filled in.
        """
        sample = json_files.is_sample(key) if group == "materials" else None
        if sample is None and group == "materials" and _A_FORM.fullmatch(key):
            given = [row[key] for row in rows if row.get(key)]
            sample = False if given and all(map(json_files.is_document, given)) else None
        return None if sample is None else "sample_form" if sample else "blank_form"

    def offered(self, at: str, value: Any, part: str, key: str) -> list[FormAttachment]:
        """The forms under a key: those with an address, else one that a second call would lead to."""
        slot = SLOTS.get(part)
        if slot is None:
            return []
        forms = self.linked(at, slot, key, value)
        if forms or not isinstance(value, str) or not value.strip() or value.strip().lower() in {"null", "none", "无"}:
            return forms
        gap = unread(part, SECOND_CALL, evidence=self.page.evidence, locator=at, label=key)
        return [FormAttachment(slot=slot, name=key, reading=replace(gap, quote=value.strip()[:_LONGEST_QUOTE]))]

    def online_forms(self, node: Mapping[str, Any], pointer: str) -> list[FormAttachment]:
        """Addresses at which the form of a material is filled in, in place of a blank one: `onlineForm`."""
        return [
            FormAttachment(
                slot=FormSlot.BLANK,
                name=key,
                reading=reading(
                    "blank_form", value.strip(), evidence=self.page.evidence, locator=f"{pointer}/{place(node, key)}",
                    label=key, quote=value.strip(),
                ),
            )
            for key, value in node.items()
            if names_online_form(key) and isinstance(value, str) and _PLACE_ONLINE.match(value.strip())
        ]  # fmt: skip

    def reading(self, element: str, key: str, text: str, at: str) -> Reading:
        """A file by its address; a bare id without one is a gap of ours, never "no file"."""
        value = text.strip()
        if self.page.attachments_at(at) or _ADDRESS.match(value):
            shown = value[:_LONGEST_QUOTE]
            value = value if len(value) < _LONGEST_VALUE else shown
            return reading(element, value, evidence=self.page.evidence, locator=at, label=key, quote=shown)
        if _GUID.search(text) or item_code.kind(text) is item_code.CodeKind.UUID:
            return unread(element, SECOND_CALL, evidence=self.page.evidence, locator=at, label=key)
        return reading(element, value, evidence=self.page.evidence, locator=at, label=key)

    def at(self, at: str, value: Any) -> tuple[AttachmentLink, ...]:
        """The files in a value that is known to be the place of files: objects, addresses, links in markup."""
        if isinstance(value, str) and "<" in value:
            return tuple(json_files.marked_up(self.page, at, value))
        return self.page.attachments_at(at) or tuple(json_files.below(self.page, at, value, "file"))

    def named(self, element: str, key: str, at: str, value: Any) -> Reading | None:
        """A specimen told by the name of its file alone (`{fileName: 样本.png, fileId: 7}`)."""
        names = [str(v).strip() for _, v in self.page.values_below(at) if _A_FILE.fullmatch(str(v).strip())]
        if element != "result_sample" or not names or isinstance(value, str):
            return None
        return reading(element, names[0], evidence=self.page.evidence, locator=at, label=key)

    def linked(self, at: str, slot: FormSlot, key: str, value: Any = None) -> list[FormAttachment]:
        """The files at a place. A path that is no whole address may be completed by the portal's script otherwise."""
        found: list[FormAttachment] = []
        for link in self.page.attachments_at(at) if value is None else self.at(at, value):
            form = records.form(link, evidence=self.page.evidence, given=slot, label=key)
            if form is None:
                continue
            if (said := slot_beside(self.page, link, given=slot)) is not FormSlot.UNSAID:
                form = replace(form, slot=said)
            path = self._is_path(link)
            found.append(replace(form, reading=replace(form.reading, confidence=_COMPLETED)) if path else form)
        return found

    def _is_path(self, link: AttachmentLink) -> bool:
        """Whether a file's address stands in the answer as a path, without host."""
        written = [str(v).strip() for _, v in self.page.values_below(link.locator)]
        address = link.target.url if link.target is not None else ""
        whole = any(w.startswith(("http://", "https://", "//")) for w in written)
        return not whole and any("/" in w and address.endswith(w.lstrip("./")) for w in written)

    def called(self, key: str, node: Mapping[str, Any], group: str) -> str | None:
        """What a file is called by the field beside its address ("": nothing); None where the key is that field."""
        part = self.labels.part(group, key)
        beside = [other for other in node if other != key and self.labels.part(group, other) == part]
        if _is_name(key, node) and any(json_address(node[o]) or not _is_name(o, node) for o in beside):
            return None
        names = (str(node[other]) for other in beside if _is_name(other, node) and node[other])
        return next(names, "")


def _is_name(key: str, node: Mapping[str, Any]) -> bool:
    """Whether a field holds what a file is called: by its key, or a text without address beside its address."""
    if _FILE_NAME.search(field_name(key)):
        return True
    value = node[key]
    if not isinstance(value, str) or not value.strip() or json_address(value):
        return False
    return any(k != key and k.startswith(key) and json_address(v) for k, v in node.items())


def slot_beside(page: JsonPage, link: AttachmentLink, *, given: FormSlot) -> FormSlot:
    """What a short value beside a file's address says that the file is: 空白表格, 示例样表.

    Where the key above says what it is, the name of the file (申请表.docx) says no more.
    """
    inside = (v for p, v in page.values_below(link.locator) if p != link.locator)
    beside = [v for v in inside if isinstance(v, str) and not json_address(v)]
    kinds = (v for v in beside if given is FormSlot.UNSAID or len(v) <= _LONGEST_KIND)
    said = {records.slot_of(v) for v in kinds} - {FormSlot.UNSAID}
    return said.pop() if len(said) == 1 else FormSlot.UNSAID
