"""Service guides in the nested JSON of the national item standard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.demo.codes import TYPE_CODES
from crawler.demo.pages import layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.demo.forms import Attachment
    from crawler.demo.guide import Guide, Material

_UNITS = {"个工作日": "1", "工作日": "1", "日": "2", "天": "2", "小时": "3", "个月": "4", "月": "4", "年": "5"}
_SAID = {"收费": "1", "不收费": "0", "支持": "1", "不支持": "0", "不涉及": "0"}
_FORMS = {"纸质": "1", "电子化": "2", "纸质/电子化": "3"}
_LEVELS = {"省级": "2", "市级": "3", "县级": "4"}


def row(guide: Guide) -> dict[str, Any]:
    """An item as one row of the list."""
    facts = guide.facts
    return {
        "TASK_NAME": guide.name,
        "TASK_CODE": facts.get("implementation_code", ""),
        "TASK_TYPE": TYPE_CODES[facts["item_type"]],
        "TASK_TYPE_TEXT": facts["item_type"],
        "DEPT_NAME": facts["implementing_body"],
        "DEPT_CODE": facts["body_code"],
        "USE_LEVEL": _LEVELS[facts["level"]],
        "SERVER_TYPE": facts["service_target"],
    }


def detail(guide: Guide) -> dict[str, Any]:
    """A whole guide."""
    facts = guide.facts
    return {
        "AUDIT_ITEM": {
            **_fields(guide, "basic"),
            "TASK_TYPE": TYPE_CODES[facts["item_type"]],
            "PROJECT_TYPE": {"即办件": "1", "承诺件": "2"}[facts["case_type"]],
            "USE_LEVEL": _LEVELS[facts["level"]],
            "DEPT_TYPE": "1",
            **_limit("ANTICIPATE", facts.get("statutory_time_limit", "")),
            **_limit("PROMISE", facts.get("promised_time_limit", "")),
            **({"IS_FEE": _SAID.get(facts["fee_status"], facts["fee_status"])} if "fee_status" in facts else {}),
            "BY_LAW": "",
            "HANDLE_FLOW": "",
            "TASK_STATE": "1",
            **guide.api,
        },
        "AUDIT_ITEM_EXTEND": {
            **_fields(guide, "extend"),
            "RESULT_TYPE": {"证照": "10", "批文": "20"}.get(facts["result_type"], "99"),
            "RESULT_GUID": _specimen(facts.get("result_sample", "")),
            "IS_SCHEDULE": "1",
            "IS_EXPRESS": "1",
            **({"IS_PAY_ONLINE": _SAID[facts["online_payment"]]} if "online_payment" in facts else {}),
        },
        "AUDIT_MATERIAL": [_material(n, m) for n, m in enumerate(guide.materials, 1)],
        "AUDIT_ITEM_BYLAW": [
            {
                "LAW_NAME": law.name,
                "LAW_NUMBER": law.number,
                "CLAUSE_NUMBER": law.clause,
                "CLAUSE_CONTENT": law.content,
            }
            for law in guide.laws
        ],
        "AUDIT_ITEM_FLOWSHEET": [
            {"LINK_NAME": s.name, "HANDLE_CONTENT": s.description, "HANDLE_DAY": s.limit, "ORDERNUM": n}
            for n, s in enumerate(guide.steps, 1)
        ],
        "AUDIT_ITEM_WINDOW": _windows(guide),
        "AUDIT_CHARGE": [
            {
                "FEE_NAME": f.name,
                "FEE_STAND": f.standard,
                "FEE_BASIS": f.basis,
                "IS_DESC": {"是": "1", "否": "0"}.get(f.reduction, f.reduction),
                "DESC_LAW": f.reduction_basis,
            }
            for f in guide.fees
        ],
        "AUDIT_QA": [{"QUESTION": guide.faq[0], "ANSWER": guide.faq[1], "ORDERNUM": 1}] if guide.faq[1] else [],
        "AUDIT_ITEM_SPECIAL": [],
    }


def _fields(guide: Guide, part: str) -> dict[str, str]:
    values = {name: guide.facts[e] for e, name in layout("single_page", part) if e in guide.facts}
    if "ACCEPT_CONDITION" in values:
        lines = values["ACCEPT_CONDITION"].split("\n")
        values["ACCEPT_CONDITION"] = "".join(f"<p>{line}</p>" for line in lines) if lines != [""] else ""
    return values


def _limit(name: str, text: str) -> dict[str, str | None]:
    """A time limit as a number and a unit code, or nothing where the item has none."""
    found = re.fullmatch(rf"(\d+)({'|'.join(_UNITS)})", text)
    if found:
        return {f"{name}_DAY": found[1], f"{name}_TYPE": _UNITS[found[2]]}
    if text in {"即办", "当场办结"}:
        return {f"{name}_DAY": "0", f"{name}_TYPE": "1"}
    if text.startswith("无"):
        return {f"{name}_DAY": None, f"{name}_TYPE": None}
    return {f"{name}_DAY": text, f"{name}_TYPE": ""}


def _material(number: int, material: Material) -> dict[str, Any]:
    return {
        "MATERIAL_NAME": material.name,
        "MATERIAL_TYPE": material.kind,
        "MATERIAL_FORM": _FORMS[material.form],
        "PAGE_NUM": material.pages if material.copies_words is None else material.copies_words,
        "ORIGINAL_TYPE": material.wanted,
        "IS_NEED": {"必要": "1", "非必要": "2"}.get(material.necessity, material.necessity),
        "BY_LAW": material.basis,
        "SOURCE_TYPE": "20" if material.source == "政府部门核发" else "10",
        "SOURCE_EXPLAIN": material.issuer if material.source == "政府部门核发" else material.source,
        "FILL_EXPLAIN": material.notes,
        "FORM_GUID": _files(material.blank),
        "EXAMPLE_GUID": _files(material.sample),
        "ORDERNUM": number,
    }


def _files(*found: Attachment | None) -> list[dict[str, str]]:
    return [
        {"ATTACHGUID": f"a{a.id}", "ATTACHNAME": a.name, "FILEPATH": f"/obs/attach/{a.id}"} for a in _present(found)
    ]


def _specimen(name: str) -> list[dict[str, str]]:
    return [{"ATTACHNAME": f"{name}.png", "FILEPATH": "/static/specimen.png"}] if name.endswith("样本") else []


def _present(found: Iterable[Attachment | None]) -> Iterable[Attachment]:
    return (attachment for attachment in found if attachment is not None)


def _windows(guide: Guide) -> list[dict[str, str]]:
    facts = guide.facts
    if not facts["place"]:
        return []
    window = {
        "WINDOW_NAME": guide.office.window,
        "TRANSACT_ADDR": facts["place"],
        "TRANSACT_TIME": facts["hours"],
        "WINDOW_TEL": facts["consultation_phone"],
    }
    return [window]
