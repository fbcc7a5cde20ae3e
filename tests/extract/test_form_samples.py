"""Real form files that nobody on the project made: true type, text, answer places, and what the checks say of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crawler.domain.elements import Reading, State
from crawler.domain.evidence import Target
from crawler.domain.records import FileKind, FormAttachment, FormFile, FormSlot, Material, ServiceGuide
from crawler.extract.forms.file import read_form
from crawler.verdicts.judge import all_checks, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.check import Verdict

pytestmark = pytest.mark.samples

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
PINGTAN, SHENZHEN = "pingtan/forms", "shenzhen/forms"
DRIVER = "出租汽车驾驶员从业资格证申请表"
INSURANCE = "职工基本医疗保险参保登记表"


@dataclass(frozen=True)
class Known:
    """What a person sees who opens the file."""

    path: str
    kind: FileKind
    title: str | None
    labels: tuple[str, ...]
    problem: str | None = None


KNOWN = (
    Known(
        f"{PINGTAN}/RELATED_SY_FOODLIC_shipin_jingying.docx",
        FileKind.DOCX,
        "《食品经营许可证》申请书",
        ("经营者名称", "邮政编码"),
        "残留系统占位符",
    ),
    Known(f"{PINGTAN}/chengnuoshu_20160201095556.doc", FileKind.DOC, "申请办理行政审批事项承诺书", ("承诺人签字",)),
    Known(
        f"{PINGTAN}/docx_named_doc_bdcquery.doc",
        FileKind.DOCX,
        "不动产登记资料查询申请书",
        ("证件类型及号码", "查询目的"),
        "扩展名是 .doc，内容是Word 文档（docx）；残留系统占位符",
    ),
    Known(f"{PINGTAN}/guide_itemdetail_template.doc", FileKind.DOC, "基本信息", ("承诺时限",), "残留系统占位符"),
    Known(f"{PINGTAN}/item_list_columns.xls", FileKind.XLS, None, ()),
    Known(f"{PINGTAN}/nearly_empty_BFBDCQZSHBDCDJZMSPB.doc", FileKind.DOC, None, ()),
    Known(f"{PINGTAN}/qyzg.xlsx", FileKind.XLSX, "福建省企业职工基本养老保险登记表", ("文化程度", "现居地址")),
    Known(
        f"{PINGTAN}/企业注销登记申请书.docx",
        FileKind.DOCX,
        "简易注销登记申请书",
        ("固定电话", "移动电话"),
        "残留系统占位符：COMPANY_NAME",
    ),
    Known(f"{PINGTAN}/{DRIVER}（模板）.doc", FileKind.DOC, DRIVER, ("姓名", "身份证号", "考试时间")),
    Known(f"{PINGTAN}/{DRIVER}（模板）.docx", FileKind.DOCX, DRIVER, ("姓名",), "残留系统占位符：applyuser"),
    Known(f"{PINGTAN}/{INSURANCE}（样表）.xlsx", FileKind.XLSX, INSURANCE, ("身份证号码", "姓名", "社会保险档案号")),
    Known(f"{PINGTAN}/{INSURANCE}（空表）.xlsx", FileKind.XLSX, INSURANCE, ("身份证号码", "姓名", "社会保险档案号")),
    Known(
        f"{SHENZHEN}/chaoxian_kangzhen_shenbaobiao_shili.doc",
        FileKind.DOC,
        "超限高层建筑工程初步设计抗震设防审查申报表(示例)",
        ("工程名称", "建设地点"),
    ),
    Known(
        f"{SHENZHEN}/ranqi_jingying_xukezheng_result_sample.doc", FileKind.DOC, "燃气经营许可证", ("注册资本", "职称")
    ),
    Known(
        f"{SHENZHEN}/ranqi_yujing_beian_shenqingbiao_blank.doc",
        FileKind.DOC,
        "燃气企业生产安全事故应急预案备案申请表",
        ("组织机构代码", "是否有要素评审表", "评审意见"),
    ),
)


@pytest.fixture(scope="module")
def load(needed: Callable[[str, bool], None]) -> Callable[[str], FormFile]:
    needed("../shared/samples", SAMPLES.is_dir())

    def read(path: str) -> FormFile:
        found = SAMPLES / path
        return read_form(found.read_bytes(), evidence="f1", file_name=found.name)

    return read


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _verdict(check: str, blank: FormFile, sample: FormFile | None = None) -> Verdict:
    """One check over a guide whose only material has these two files."""

    def offered(file: FormFile | None, slot: FormSlot) -> tuple[FormAttachment, ...]:
        if file is None:
            return ()
        name = file.file_name or "附件"
        link = Reading(element="blank_form", state=State.STATED, value=name, quote=name, evidence="e1", locator="/a")
        return (FormAttachment(slot=slot, name=name, reading=link, target=Target(url="http://x.test/a"), file=file),)

    name = (blank.title or "申请表").split("(")[0]
    stated = Reading(element="material_name", state=State.STATED, value=name, quote=name, evidence="e1", locator="/td")
    material = Material(
        name=stated, blank_forms=offered(blank, FormSlot.BLANK), sample_forms=offered(sample, FormSlot.SAMPLE)
    )
    return judge(all_checks()[check], ServiceGuide(evidence=("e1",), url="http://x.test/", materials=(material,)))


def test_the_folders_hold_the_files_known_here(load: Callable[[str], FormFile]) -> None:
    there = {str(p.relative_to(SAMPLES)) for folder in (PINGTAN, SHENZHEN) for p in (SAMPLES / folder).iterdir()}

    assert there == {known.path for known in KNOWN}


@pytest.mark.parametrize("known", KNOWN, ids=lambda k: Path(k.path).name)
def test_a_real_file_is_read_for_what_it_is(known: Known, load: Callable[[str], FormFile]) -> None:
    file = load(known.path)
    labels = {_squeezed(field.label) for field in file.fields}

    assert (file.kind, file.opens, file.title) == (known.kind, True, known.title)
    assert set(known.labels) - labels == set()
    assert (file.problem or "").startswith(known.problem or "\0" if file.problem or known.problem else "")
    assert file.text
    assert not file.image_only
    text = _squeezed(file.text)
    for field in file.fields:
        assert _squeezed(field.label) in text
        assert _squeezed(field.value) in text


def test_xx_is_a_form_with_no_form_in_it(load: Callable[[str], FormFile]) -> None:
    file = load(f"{PINGTAN}/nearly_empty_BFBDCQZSHBDCDJZMSPB.doc")
    verdict = _verdict("form.blank_form", file)

    assert file.text == "Xx"
    assert [d.about.quote for d in verdict.defects] == ["Xx"]
    assert _verdict("form.download", file).outcome.value == "passed"


def test_blank_and_sample_are_one_template_and_the_sample_is_filled(load: Callable[[str], FormFile]) -> None:
    blank, sample = (load(f"{PINGTAN}/{INSURANCE}（{which}）.xlsx") for which in ("空表", "样表"))

    for check in ("same_template", "sample_filled", "blank_is_blank", "personal_data", "title_match"):
        assert _verdict(f"form.{check}", blank, sample).outcome.value == "passed"
    assert _verdict("form.sample_filled", blank, blank).outcome.value == "failed"


def test_a_template_of_another_matter_is_told_apart(load: Callable[[str], FormFile]) -> None:
    blank = load(f"{PINGTAN}/{DRIVER}（模板）.doc")
    other = load(f"{SHENZHEN}/ranqi_yujing_beian_shenqingbiao_blank.doc")

    assert _verdict("form.same_template", blank, other).outcome.value == "failed"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (f"{DRIVER}（模板）.docx", "applyuser"),
        ("docx_named_doc_bdcquery.doc", "【EXE_ID】"),
        ("企业注销登记申请书.docx", "COMPANY_NAME"),
        ("RELATED_SY_FOODLIC_shipin_jingying.docx", "BUSINESS_DEALER"),
    ],
)
def test_what_a_system_left_behind_is_reported(name: str, word: str, load: Callable[[str], FormFile]) -> None:
    verdict = _verdict("form.blank_is_blank", load(f"{PINGTAN}/{name}"))

    assert len(verdict.defects) == 1
    assert verdict.defects[0].about.quote == word
    assert word in verdict.defects[0].message.zh


@pytest.mark.parametrize("known", KNOWN, ids=lambda k: Path(k.path).name)
def test_real_blank_forms_draw_no_false_finding(known: Known, load: Callable[[str], FormFile]) -> None:
    file = load(known.path)
    leftovers = known.problem is not None and "占位符" in known.problem

    assert _verdict("form.download", file).outcome.value == "passed"
    assert _verdict("form.editable", file).outcome.value == "passed"
    if "样表" not in known.path:
        assert _verdict("form.blank_is_blank", file).outcome.value == ("failed" if leftovers else "passed")


# antiword gives up on the file that has two letters.
@pytest.mark.parametrize(
    "known", [k for k in KNOWN if k.kind is FileKind.DOC and "empty" not in k.path], ids=lambda k: Path(k.path).name
)
def test_antiword_reads_no_word_that_we_miss(known: Known, load: Callable[[str], FormFile]) -> None:
    program = shutil.which("antiword")
    if program is None:
        pytest.skip("antiword is not installed: no second opinion on .doc")
    command = [program, "-m", "UTF-8.txt", "-w", "0", str(SAMPLES / known.path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    ours = re.sub(r"[\W_]", "", load(known.path).text or "")

    # It breaks lines within cells, prints the cells of a row side by side, and counts numbered paragraphs.
    theirs = [re.sub(r"[\W_]", "", piece) for line in said.splitlines() for piece in re.split(r"[|\s]", line)]
    assert [piece for piece in theirs if piece and not piece.isdigit() and piece not in ours] == []
