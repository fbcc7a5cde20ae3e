"""Special steps (特殊环节时限依据): a hearing, test, expert review or site visit says how long it takes and why.

Basis: 行政许可法 art. 45 (its time is told in writing); 优化营商环境条例 art. 36.
Applicability: guides that name such a step (听证, 检验, 检测, 鉴定, 专家评审, 现场踏勘) or a special procedure.
Expectation: a special procedure gives days and the rule it rests on; such a step in the procedure gives its days.
“现场踏勘 10个工作日，依据《…》” passes; “现场核查” with no limit fails.
Assumptions: days and rule may stand with the step, in the field of special procedures, in a note to the time limits,
or, for the rule, in a legal basis that names the step. A step that holds the name in that field says both for it. The
rule is asked of that field alone. A bare number in it may be its days. 依法需要听证、检验的 quotes the law.
Known limits: special steps of which only running text speaks are not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.domain.check import Answer, Check, Defect, Severity, Subject, Text, cant_tell, failed, inapplicable
from crawler.domain.values import special_steps
from crawler.domain.values.step_words import is_names_only, said_in_steps

if TYPE_CHECKING:
    from crawler.domain.elements import Reading
    from crawler.domain.records import ServiceGuide

_LONGEST_NAME = 16
_MEND = Text("请写明需要几天和依据, 如“现场踏勘10个工作日, 依据《…》第…条”", "Say how many days, by which rule")
_NOTES = ("statutory_time_limit_note", "promised_time_limit_note", "statutory_time_limit", "promised_time_limit")


def _said_elsewhere(guide: ServiceGuide, word: str) -> str:
    """What the field of special procedures and the notes to the limits say of a step."""
    texts = (guide.read(element).text for element in ("special_step", *_NOTES))
    return " ".join(text for text in texts if word in special_steps.special_words(text))


def _steps(guide: ServiceGuide) -> list[tuple[Reading, str, str]]:
    """Where each special step of the procedure stands, what it is called, and what is said of it."""
    found: list[tuple[Reading, str, str]] = []
    for step in guide.steps:
        named = special_steps.special_words(step.name.text) if len(step.name.text) <= _LONGEST_NAME else ()
        about = step.limit if step.limit.label or step.limit.unread else step.name
        found += [(about, word, f"{step.name.text} {step.description.text} {step.limit.text}") for word in named[:1]]
    whole = guide.read("procedure")
    if not guide.steps and whole.stated and is_names_only(whole.text):
        found += [(whole, word, whole.text) for word in special_steps.special_words(whole.text)]
    return found


def _lacks_rule(guide: ServiceGuide, field: Reading) -> bool:
    laws = (guide.read("legal_basis").text, *(basis.content.text for basis in guide.legal_bases))
    named = special_steps.special_words(field.text)
    told = f"{field.text} {said_in_steps(field.text, guide.steps)}"
    return not special_steps.cites_rule(told) and not any(w in law for law in laws for w in named)


def _evaluate(guide: ServiceGuide) -> Answer:
    field, steps = guide.read("special_step"), _steps(guide)
    has_field = field.stated and not special_steps.says_no_step(field.text)
    if guide.read("procedure").unread and not field.stated:
        return cant_tell(guide.read("procedure").reason or "办理流程未能读取")  # where the field speaks, it decides
    if not steps and not has_field:
        return inapplicable("没有特殊环节")
    found = [
        Defect(
            about=about,
            message=Text(f"特殊环节“{word}”没有写明时限", f"The special step “{word}” has no time limit"),
            suggestion=_MEND,
            quote=word if about.text and word in about.text else None,
        )
        for about, word, said in steps
        if not special_steps.gives_days(f"{said} {_said_elsewhere(guide, word)}")
    ]
    if found and field.unread:
        return cant_tell(field.reason or "特别程序未能读取")
    if has_field:
        no_days = not special_steps.gives_days(field.text) and not any(
            special_steps.gives_days(said)
            for said in (said_in_steps(field.text, guide.steps), *(s for _, word, s in steps if word in field.text))
        )
        if no_days and not found and special_steps.has_bare_number(field.text):
            return cant_tell("特别程序里的数字没有单位, 可能就是时限")
        lacks = [zh for zh, wrong in (("时限", no_days), ("依据", _lacks_rule(guide, field))) if wrong]
        if lacks:
            message = Text(
                f"特殊环节“{field.text}”没有写明{'和'.join(lacks)}",
                f"The special step “{field.text}” lacks its {'time limit' if no_days else 'legal basis'}",
            )
            found.append(Defect(about=field, message=message, suggestion=_MEND))
    return failed(*found)


CHECK = Check(
    id="procedure.special_step",
    version=6,
    title=Text("特殊环节时限依据", "Special steps give limit and basis"),
    severity=Severity.MINOR,
    subject=Subject.SERVICE_GUIDE,
    needs=("special_step",),
    evaluate=_evaluate,
)
