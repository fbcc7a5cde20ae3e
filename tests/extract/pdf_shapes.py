"""One guide printed as PDF in many shapes: tables with and without rules, running text, headings, drawings, scans."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
SIZE = 11
LEFT, WIDTH = 60, 475
SAID = {
    "事项名称": "临时占用城市道路审批",
    "事项类型": "行政许可",
    "实施主体": "溪阳市城市管理和综合行政执法局",
    "服务对象": "企业法人、个体工商户",
    "受理条件": "因工程建设、管线检修或者举办公益活动确需临时占用城市道路，占用范围和期限合理，有保障行人与"
    "车辆通行的措施，并且已经与道路养护单位签订恢复原状的协议的，可以提出申请；占用主干道的，还应当有公安机关交通管理部门的书面意见。",
    "法定办结时限": "20个工作日",
    "承诺办结时限": "7个工作日",
    "是否收费": "不收费",
    "设定依据": "《城市道路管理条例》（国务院令第198号）第三十一条：因特殊情况需要临时占用城市道路的，须经"
    "市政工程行政主管部门和公安交通管理部门批准，方可按照规定占用。",
    "办理地点": "溪阳市听涛路8号政务服务中心二楼城市管理局23号窗口（地铁2号线听涛路站C出口向东约两百米，邻近市图书馆）",
    "办理时间": "星期一至星期五上午8:30-12:00、下午13:30-17:00，国家法定节假日不办公，中午实行预约服务",
    "咨询电话": "0571-86112233",
    "监督投诉电话": "0571-86114455",
}
MATERIALS = (
    ("临时占用城市道路申请表", "原件", "1份", "必要", "申请人自备"),
    ("占用范围平面图与施工期间交通组织和行人安全通行保障方案", "原件", "2份", "必要", "申请人自备"),
    ("与道路养护单位签订的恢复原状协议", "复印件", "1份", "必要", "申请人自备"),
    ("占用主干道的公安机关交通管理部门出具的书面意见", "原件", "1份", "非必要", "公安机关交通管理部门"),
    ("申请人营业执照或者统一社会信用代码证书", "复印件", "1份", "必要", "市场监督管理局"),
)
HEADS = ("序号", "材料名称", "原件或复印件", "份数", "必要性", "来源渠道")
STEPS = (
    "申请：申请人在窗口或者网上提交材料，窗口人员当场核对材料是否齐全，不齐全的一次性告知需要补正的全部内容。",
    "受理：材料齐全、符合法定形式的，出具受理通知书。",
    "审查：经办人到现场查验占用范围，核对交通组织方案，提出审查意见并报分管负责人。",
    "决定：分管负责人作出准予或者不准予的决定，不准予的说明理由。",
)


def wrapped(text: str, width: float, *, indent: float = 0, size: float = SIZE) -> list[str]:
    """A text cut where the next letter would not fit; no line begins with a closing sign."""
    lines, line, room = [], "", width - indent
    for sign in text:
        if pdfmetrics.stringWidth(line + sign, FONT, size) > room and sign not in "，。；：、）":
            lines.append(line)
            line, room = "", width
        line += sign
    return [*lines, line]


@dataclass(slots=True)
class Pen:
    """A canvas that begins a new page where one is full."""

    step: float = 20
    foot: float = 70
    canvas: Canvas = field(init=False)
    out: io.BytesIO = field(default_factory=io.BytesIO)
    y: float = 780
    pages: int = 1
    numbered: bool = False

    def __post_init__(self) -> None:
        """Open the canvas."""
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)

    def write(self, x: float, text: str, *, size: float = SIZE, bold: bool = False) -> None:
        """Letters at the current height; bold ones are drawn twice, as programs without a bold font do."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.y, text)
        if bold:
            self.canvas.drawString(x + 0.4, self.y, text)

    def down(self, step: float | None = None) -> None:
        """The next line, or the next page."""
        self.y -= self.step if step is None else step
        if self.y < self.foot:
            self.turn()

    def turn(self) -> None:
        """The next page."""
        if self.numbered:
            self.canvas.setFont(FONT, 9)
            self.canvas.drawCentredString(A4[0] / 2, 40, f"第 {self.pages} 页")
        self.canvas.showPage()
        self.pages += 1
        self.y = 780

    def done(self) -> bytes:
        """The file."""
        self.turn()
        self.canvas.save()
        return self.out.getvalue()


def _title(pen: Pen) -> None:
    pen.canvas.setFont(FONT, 18)
    pen.canvas.drawCentredString(A4[0] / 2, pen.y, f"{SAID['事项名称']}办事指南")
    pen.down(40)


def _text(pen: Pen, text: str, *, width: float = WIDTH, indent: float = 0, hang: float = 0) -> None:
    for at, line in enumerate(wrapped(text, width - hang, indent=indent - hang)):
        pen.write(LEFT + (indent if not at else hang), line)
        pen.down()


def _entry(number: int, row: Sequence[str]) -> str:
    name, kind, copies, need, source = row
    return f"{number}. {name}（{kind}，{copies}，{need}，来源：{source}）"


def running_text(*, width: float = WIDTH, indent: float = 0, hang: float = 0, step: float = 20) -> bytes:
    """Label and value in one paragraph, materials and steps as numbered paragraphs that wrap."""
    pen = Pen(step=step, numbered=True)
    _title(pen)
    for label, value in SAID.items():
        _text(pen, f"{label}：{value}", width=width, indent=indent)
    _text(pen, "申请材料：", width=width, indent=indent)
    for number, row in enumerate(MATERIALS, 1):
        _text(pen, _entry(number, row), width=width, indent=indent, hang=hang)
    _text(pen, "办理流程：", width=width, indent=indent)
    for number, words in enumerate(STEPS, 1):
        _text(pen, f"{number}. {words}", width=width, indent=indent, hang=hang)
    return pen.done()


def headed(*, bold: bool = True, size: float = SIZE, width: float = WIDTH) -> bytes:
    """Headings of their own, bold or larger, over paragraphs."""
    pen = Pen(step=19)
    _title(pen)
    for number, (label, value) in enumerate(SAID.items(), 1):
        pen.write(LEFT, f"{_CHINESE[number]}、{label}", size=size, bold=bold)
        pen.down()
        _text(pen, value, width=width, indent=22)
    for number, title, texts in (
        (14, "申请材料", [_entry(n, row) for n, row in enumerate(MATERIALS, 1)]),
        (15, "办理流程", [f"{n}. {words}" for n, words in enumerate(STEPS, 1)]),
    ):
        pen.write(LEFT, f"{_CHINESE[number]}、{title}", size=size, bold=bold)
        pen.down()
        for text in texts:
            _text(pen, text, width=width, indent=22)
    return pen.done()


_CHINESE = ("", *"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"))


def _style() -> ParagraphStyle:
    return ParagraphStyle("cell", fontName=FONT, fontSize=SIZE, leading=16, wordWrap="CJK")


def ruled(
    *, split: Sequence[float] = (110, 365), columns: Sequence[float] = (34, 150, 70, 45, 55, 121), repeat: int = 1,
    gap: float = 12, valign: str = "MIDDLE", rules: Callable[[], list[tuple[object, ...]]] | None = None,
) -> bytes:  # fmt: skip
    """Two ruled tables: label beside value, and the materials with their columns, which go on over the page's end."""
    style = _style()
    lines = rules() if rules else [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    look = [*lines, ("VALIGN", (0, 0), (-1, -1), valign)]
    pairs = [[Paragraph(label, style), Paragraph(value, style)] for label, value in SAID.items()]
    pairs.append([Paragraph("办理流程", style), [Paragraph(f"{n}. {w}", style) for n, w in enumerate(STEPS, 1)]])
    rows = [[Paragraph(head, style) for head in HEADS]]
    rows += [[Paragraph(part, style) for part in (str(n), *row)] for n, row in enumerate(MATERIALS, 1)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1, leftMargin=60, rightMargin=60).build(
        [
            Paragraph(f"{SAID['事项名称']}办事指南", ParagraphStyle("t", fontName=FONT, fontSize=18, leading=30)),
            Table(pairs, colWidths=list(split), style=look),
            Spacer(1, gap),
            Paragraph("申请材料", style),
            Table(rows, colWidths=list(columns), style=look, repeatRows=repeat, splitInRow=1),
        ]
    )
    return out.getvalue()


def columns_without_rules(*, middle: float = 170, width: float = 365, centred: bool = False) -> bytes:
    """Label and value side by side with nothing but space between them, the values wrapped."""
    pen = Pen(step=17)
    _title(pen)
    for label, value in SAID.items():
        lines = wrapped(value, width)
        beside = len(lines) // 2 if centred else 0
        for at, line in enumerate(lines):
            if at == beside:
                pen.write(LEFT, label)
            pen.write(middle, line)
            pen.down()
    _text(pen, "申请材料：")
    for number, row in enumerate(MATERIALS, 1):
        _text(pen, _entry(number, row))
    return pen.done()


def materials_without_rules(
    *, places: Sequence[float] = (60, 100, 250, 330, 380, 440), width: float = 132, step: float = 17, gap: float = 0
) -> bytes:
    """The materials in columns with nothing but space between them, their names wrapped."""
    pen = Pen(step=step)
    _title(pen)
    for label, value in SAID.items():
        _text(pen, f"{label}：{value}")
    _text(pen, "申请材料：")
    for x, head in zip(places, HEADS, strict=True):
        pen.write(x, head)
    pen.down(step + gap)
    for number, row in enumerate(MATERIALS, 1):
        cells = [wrapped(part, width if at == 1 else 92) for at, part in enumerate((str(number), *row))]
        for at in range(max(map(len, cells))):
            for x, cell in zip(places, cells, strict=True):
                if at < len(cell):
                    pen.write(x, cell[at])
            pen.down()
        pen.down(gap)
    return pen.done()
