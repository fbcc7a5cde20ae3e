"""Guides with forms, for the checks of forms: real files, read the way a run reads them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from crawler.demo.office import FormSpec, make_docx
from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Target
from crawler.domain.records import FormAttachment, FormSlot, Material, ServiceGuide
from crawler.extract.forms.file import read_form
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.domain.check import Verdict
    from crawler.domain.evidence import Failure

BLANK_FORM = FormSpec(
    title="云溪市养犬登记申请表",
    rows=(("姓名", ""), ("身份证号码", ""), ("联系电话", ""), ("住址", ""), ("犬只品种", "")),
    notes=("注 本表一式两份。",),
)
SAMPLE_FORM = BLANK_FORM.filled("程知远", "XXXXXXXXXXXXXXXXXX", "1XXXXXXXXXX", "云溪市听涛路7号", "中华田园犬")
OTHER_FORM = FormSpec(
    title="户外广告设置承诺书",
    rows=(("广告形式", "灯箱"), ("设置地点", "听涛路"), ("广告面积", "3平方米"), ("起止日期", "2026年")),
)


@dataclass(frozen=True)
class Desk:
    """Builds guides, attachments and verdicts in few words."""

    blank: FormSpec = BLANK_FORM
    sample: FormSpec = SAMPLE_FORM
    other: FormSpec = OTHER_FORM

    def reading(self, element: str, value: str | None, state: State | None = None) -> Reading:
        found = state or (State.STATED if value is not None else State.NOT_STATED)
        reason = "地址要再问一次" if found is State.UNREAD else None
        return Reading(
            element=element, state=found, value=value, quote=value, evidence="e1", locator=f"//{element}", reason=reason
        )

    def attachment(
        self,
        name: str,
        body: bytes | None = None,
        *,
        slot: FormSlot = FormSlot.BLANK,
        file_name: str | None = None,
        failure: Failure | None = None,
        status: int | None = None,
        looks: int = 1,
        dead: bool = False,
        unread: bool = False,
    ) -> FormAttachment:
        file = None if body is None else read_form(body, evidence="f1", file_name=file_name or name)
        return FormAttachment(
            slot=slot,
            name=name,
            reading=self.reading("blank_form", name, State.UNREAD if unread else None),
            target=None if dead or unread else Target(url=f"http://portal.test/{name}"),
            file=file,
            failure=failure,
            status=status,
            looks=looks,
        )

    def docx(
        self, form: FormSpec, name: str = "养犬登记申请表.docx", slot: FormSlot = FormSlot.BLANK
    ) -> FormAttachment:
        return self.attachment(name, make_docx(form), slot=slot)

    def sample_docx(self, form: FormSpec, name: str = "养犬登记申请表（样表）.docx") -> FormAttachment:
        return self.docx(form, name, FormSlot.SAMPLE)

    def material(
        self,
        name: str = "养犬登记申请表",
        *,
        blanks: Sequence[FormAttachment] = (),
        samples: Sequence[FormAttachment] = (),
        says: Mapping[str, str] = MappingProxyType({}),
    ) -> Material:
        readings = {e: self.reading(e, v, State.UNREAD if v == "<unread>" else None) for e, v in says.items()}
        return Material(
            name=self.reading("material_name", name),
            readings=readings,
            blank_forms=tuple(blanks),
            sample_forms=tuple(samples),
        )

    def guide(self, *materials: Material, forms: Sequence[FormAttachment] = (), **stated: str) -> ServiceGuide:
        return ServiceGuide(
            evidence=("e1",),
            url="http://portal.test/guide",
            readings={e: self.reading(e, v) for e, v in stated.items()},
            materials=materials,
            forms=tuple(forms),
        )

    def with_forms(self, *forms: FormAttachment) -> ServiceGuide:
        """A guide of one material with these forms, each in its place."""
        return self.guide(
            self.material(
                blanks=[f for f in forms if f.slot is FormSlot.BLANK],
                samples=[f for f in forms if f.slot is FormSlot.SAMPLE],
            )
        )

    def unsaid(self, form: FormAttachment) -> FormAttachment:
        return replace(form, slot=FormSlot.UNSAID)

    def judge(self, check: str, guide: ServiceGuide) -> Verdict:
        verdict = judge(all_checks()[check], guide)
        for defect in verdict.defects:
            assert defect.about.evidence
            assert defect.quote or defect.about.quote
            for text in (defect.message, defect.suggestion):
                assert any("一" <= c <= "鿿" for c in text.zh)
                assert text.en
                assert text.en != text.zh
        if verdict.outcome.value in {"cant_tell", "inapplicable"}:
            assert verdict.reason
        return verdict

    def outcome(self, check: str, guide: ServiceGuide) -> str:
        return self.judge(check, guide).outcome.value


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def zipped_forms() -> bytes:
    """An archive that holds a blank form and its sample."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("养犬登记申请表.docx", make_docx(BLANK_FORM))
        package.writestr("养犬登记申请表（样表）.docx", make_docx(SAMPLE_FORM))
    return out.getvalue()
