"""Named edits: what is done to a right guide to make it a known defect or a known near-miss."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.demo.codes import credit_code
from crawler.demo.facts import read_content
from crawler.demo.guide import FORM, Fee, Material, Step
from crawler.demo.office import FormSpec

if TYPE_CHECKING:
    from crawler.demo.forms import Attachment
    from crawler.demo.guide import Guide

_NO_ROW = "(no row)"


def edits_of(portal: str) -> list[tuple[str, str, str]]:
    """The edits of one portal: item, what is edited, new value."""
    rows = read_content("content/edits.toml")["edits"]
    return [(item, what, value) for code, item, what, value in rows if code == portal]


def apply(guide: Guide, what: str, value: str) -> None:
    """Do one edit. `what` is an element id or one of the words below, then a number and a field."""
    word, _, rest = what.partition(" ")
    match word:
        case "code":
            _code(guide, value)
        case "guide":
            guide.answers = value
        case "label":
            guide.labels[rest] = value
        case "api":
            guide.api[rest] = value
        case "material":
            _material(guide, rest, value)
        case "materials":
            guide.materials, guide.materials_text = [], value
        case "blank" | "sample":
            _form(guide, word, rest, value)
        case "fee":
            _fee(guide, rest, value)
        case "steps":
            _steps(guide, rest, value)
        case "step":
            number, name = rest.split()
            setattr(guide.steps[int(number) - 1], name, value)
        case "condition":
            count = guide.facts["conditions"].count("\n") + 2
            guide.facts["conditions"] += f"\n{count}. {value}"
        case "chart":
            guide.chart = value
        case "faq":
            guide.faq = (value, "")
        case "law":
            number, name = rest.split()
            setattr(guide.laws[int(number) - 1], name, value)
        case "laws":
            guide.laws, guide.law_text = [], value
        case _ if value == _NO_ROW:
            del guide.facts[what]
        case _:
            guide.facts[what] = value


def _code(guide: Guide, value: str) -> None:
    facts = guide.facts
    code = facts["implementation_code"]
    match value:
        case "other body":
            facts["body_code"] = credit_code(code[2:8], "00748299")
        case "organisation code":
            facts["body_code"] = f"{code[8:16]}-{code[16]}"
        case _ if value.startswith("division "):
            _body(facts, credit_code(value.removeprefix("division "), code[8:16]))
        case "one digit short":
            facts["implementation_code"] = code[:-1]
            facts.pop("handling_code", None)
        case "with a space":
            facts["implementation_code"] = f"{code[:18]} {code[18:]}"
        case "wrong credit check digit":
            _body(facts, code[:17] + ("1" if code[17] != "1" else "2"))
        case "public institution":
            _body(facts, credit_code(code[2:8], code[8:16], kind="12"))
        case "handling code one digit short":
            facts["handling_code"] = code + "1"
        case "handling code":
            facts["handling_code"] = code + "01"
        case "handling code as implementation code":
            facts["implementation_code"] = code + "01"
            facts.pop("handling_code", None)
        case _ if value.startswith("local "):
            facts["local_code"] = value.removeprefix("local ")
            del facts["implementation_code"]
            facts.pop("handling_code", None)
            facts.pop("basic_code")
        case _:
            raise ValueError(value)


def _body(facts: dict[str, str], credit: str) -> None:
    facts["body_code"] = credit
    for name in ("implementation_code", "handling_code"):
        if name in facts:
            facts[name] = credit + facts[name][18:]


def _material(guide: Guide, rest: str, value: str) -> None:
    if rest == "add":
        name, issuer, kind = value.split("|")
        source = "政府部门核发" if issuer else "申请人自备"
        guide.materials.append(
            Material(
                name=name,
                kind=kind,
                source=source,
                issuer=issuer or "申请人",
                basis=guide.materials[0].basis,
                original=0,
                copies=1,
                form="纸质",
            )
        )
        return
    number, name = rest.split()
    setattr(guide.materials[int(number) - 1], name, value)


def _form(guide: Guide, slot: str, rest: str, value: str) -> None:
    number, _, name = rest.partition(" ")
    material = [m for m in guide.materials if m.kind == FORM][int(number) - 1]
    if value == "none":
        setattr(material, slot, None)
        return
    found: Attachment | None = getattr(material, slot)
    if found is None:
        raise ValueError(f"{guide.key}: no {slot} form {number}")
    setattr(material, slot, _edited(found, name, value, material.blank))


def _edited(found: Attachment, name: str, value: str, blank: Attachment | None) -> Attachment:
    stem = found.name.rpartition(".")[0]
    match name:
        case "kind":  # another kind of file, under its right ending
            ending = {"picture_pdf": "pdf", "zero": found.extension, "corrupt": "docx"}.get(value, value)
            return replace(found, kind=value, name=f"{stem}.{ending}")
        case "ending":  # the same file under a wrong ending
            return found.renamed(f"{stem}.{value}")
        case "name":
            return found.renamed(f"{value}.{found.extension}")
        case "answers":
            return replace(found, answers=value)
        case "title":
            return replace(found, spec=replace(found.spec, title=value))
        case "same" if blank is not None:  # the blank form's very bytes
            return replace(found, spec=blank.spec, kind=blank.kind)
        case "first":  # only the first rows are filled in
            count = int(value)
            rows = tuple((label, text if n < count else "") for n, (label, text) in enumerate(found.spec.rows))
            return replace(found, spec=replace(found.spec, rows=rows))
        case "rows":
            return replace(found, spec=replace(found.spec, rows=_with_rows(found.spec, value)))
        case "form":  # another form: title, then its rows
            title, *pairs = value.split(";")
            return replace(found, spec=FormSpec(title=title, rows=tuple(map(_pair, pairs))))
        case _:
            raise ValueError(name)


def _pair(text: str) -> tuple[str, str]:
    label, _, value = text.partition("=")
    return label, value


def _with_rows(spec: FormSpec, value: str) -> tuple[tuple[str, str], ...]:
    new = dict(map(_pair, value.split(";")))
    kept = tuple((label, new.pop(label, text)) for label, text in spec.rows)
    return (*kept, *new.items())


def _fee(guide: Guide, rest: str, value: str) -> None:
    if rest == "cells":
        guide.fee_cells = value
    elif rest == "add":
        name, standard, basis = value.split("|")
        guide.fees.append(Fee(name=name, standard=standard, basis=basis, reduction="", reduction_basis=""))
    else:
        number, name = rest.split()
        setattr(guide.fees[int(number) - 1], name, value)


def _steps(guide: Guide, rest: str, value: str) -> None:
    match rest:
        case "shown":
            guide.procedure_as = value
        case "none":
            guide.steps = []
            guide.procedure_as = "nothing"
        case "described":
            for step in guide.steps[int(value) :]:
                step.description = step.limit = ""
        case "only":
            pairs = (text.partition("=") for text in value.split(";"))
            guide.steps = [Step(name=name, description=text, limit="") for name, _, text in pairs]
        case _:
            raise ValueError(rest)
