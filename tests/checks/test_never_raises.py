"""No check raises, and none accuses an unread record, whatever a portal writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler import catalogue
from crawler.domain.check import Outcome, Subject
from crawler.domain.elements import Reading, State
from crawler.domain.records import (
    Counts,
    DeclaredTotal,
    Fee,
    GuideState,
    ItemList,
    LegalBasisEntry,
    ListedItem,
    Material,
    ServiceGuide,
    ServiceItem,
    Step,
    Window,
)
from crawler.extract.labels.dictionary import read_labels
from crawler.verdicts.judge import all_checks, judge_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.domain.check import Check


def _words(text: str) -> list[str]:
    return text.split()


_ELEMENTS = _words(
    """
    name item_type case_type implementation_code handling_code body_code statutory_time_limit promised_time_limit
    statutory_time_limit_note visits visits_reason online_depth conditions materials procedure fee_status fee_standard
    fee_basis fee_name fee_reduction fee_reduction_basis online_payment legal_basis place hours consultation_phone
    complaint_phone result_name quantity_limit level basic_code power_source body_nature entrusting_body service_target
    natural_person_theme legal_person_theme online online_entry courier handling_form faq update_date
    """
)
_EVERY_ELEMENT = tuple(read_labels(catalogue.labels_text()).elements)
_PHRASES = _words(
    """
    无 / 不收费 收费 是 否 0 1 行政许可 行政处罚 公共服务 即办件 承诺件 20个工作日 即办 尽快 5天 全程网办
    0571-88888888 身份证、户口簿、结婚证 其他材料 《药品管理法》第五十一条：从事批发活动应当经批准 依法 申请→受理→审查
    20元/证 按规定 12345
    粤价〔2010〕9号 待定 详见附件 11440100007482575H 周一至周五9:00-17:00
    人民路18号2楼 若干 （ ） 〔 《 : 、 。 ２０ 二十
    """
)
_VALUES = st.one_of(st.sampled_from(_PHRASES), st.lists(st.sampled_from(_PHRASES), max_size=4).map("".join), st.text())


def _reading(element: str, states: tuple[State, ...]) -> st.SearchStrategy[Reading]:
    def of(state: State) -> st.SearchStrategy[Reading]:
        return st.builds(
            Reading,
            element=st.just(element),
            state=st.just(state),
            value=_VALUES if state is State.STATED else st.none(),
            label=st.one_of(st.none(), st.sampled_from(["实施编码", "收费标准（元）", "咨询电话", "份数"])),
            quote=st.none(),
            evidence=st.just("e1"),
            locator=st.integers(0, 9).map(str),
            reason=st.none(),
        )

    return st.sampled_from(states).flatmap(of)


def _guides(states: tuple[State, ...] = tuple(State)) -> st.SearchStrategy[ServiceGuide]:
    def read(element: str) -> st.SearchStrategy[Reading]:
        return _reading(element, states)

    def rows(make: Callable[..., Any], **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.lists(st.builds(make, **parts), max_size=3).map(tuple)

    def fixed(*elements: str) -> st.SearchStrategy[dict[str, Reading]]:
        return st.fixed_dictionaries({}, optional={e: read(e) for e in elements})

    return st.builds(
        ServiceGuide,
        evidence=st.just(("e1",)),
        url=st.just("http://127.0.0.1/"),
        readings=fixed(*_ELEMENTS),
        materials=rows(
            Material,
            name=read("material_name"),
            readings=fixed("material_copies", "material_form", "material_filling_notes", "material_original"),
        ),
        fees=rows(Fee, name=read("fee_name"), readings=fixed("fee_standard", "fee_basis", "fee_reduction")),
        steps=rows(Step, name=read("procedure_step"), description=read("procedure"), limit=read("procedure_step")),
        legal_bases=rows(
            LegalBasisEntry,
            law=read("legal_basis"),
            number=read("legal_basis"),
            clause=read("legal_basis"),
            content=read("legal_basis"),
        ),
        windows=rows(Window, place=read("place"), hours=read("hours"), phone=read("consultation_phone")),
    )


_ROWS = st.builds(
    ListedItem,
    key=st.text(max_size=4),
    name=_reading("name", tuple(State)),
    target=st.none(),
    readings=st.fixed_dictionaries({}, optional={"item_type": _reading("item_type", tuple(State))}),
    guide_state=st.sampled_from(GuideState),
    guide_words=st.one_of(st.none(), st.just("指南完善中")),
    guide_evidence=st.one_of(st.none(), st.just("e2")),
    looks=st.integers(0, 3),
)
_LISTS = st.builds(
    ItemList,
    evidence=st.lists(st.just("e1"), max_size=1).map(tuple),
    url=st.just("http://127.0.0.1/"),
    items=st.lists(_ROWS, max_size=4).map(tuple),
    totals=st.lists(
        st.builds(
            DeclaredTotal,
            value=st.integers(0, 9),
            counts=st.sampled_from(Counts),
            reading=_reading("name", (State.STATED,)),
        ),
        max_size=2,
    ).map(tuple),
    pages_failed=st.integers(0, 1),
    reached_end=st.booleans(),
    unread=st.one_of(st.none(), st.just("打不开")),
)


def _crashed(verdicts: Any) -> list[str]:
    return [v.check for v in verdicts if v.reason == "检查程序出错, 未作判定"]


def _asked(subject: Subject) -> list[Check[Any]]:
    return [check for check in all_checks().values() if check.subject is subject]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(guide=_guides(), row=st.one_of(st.none(), _ROWS))
def test_no_check_raises_on_an_item(guide: ServiceGuide, row: ListedItem | None) -> None:
    verdicts = judge_record(ServiceItem(key="k", row=row, guide=guide))

    assert _crashed(verdicts) == []
    assert all((v.outcome is Outcome.FAILED) == bool(v.defects) for v in verdicts)
    assert not any(d.about.unread or d.about.evidence is None for v in verdicts for d in v.defects)
    assert {v.check for v in verdicts} == {
        check.id for subject in (Subject.SERVICE_ITEM, Subject.SERVICE_GUIDE) for check in _asked(subject)
    }


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(guide=_guides(states=(State.UNREAD,)))
def test_what_we_could_not_read_is_never_a_defect(guide: ServiceGuide) -> None:
    full = {**{e: guide.read(e) for e in guide.readings}}
    full |= {e: Reading(element=e, state=State.UNREAD, evidence="e1", locator="/") for e in _EVERY_ELEMENT}
    whole = ServiceGuide(
        evidence=("e1",),
        url=guide.url,
        readings=full,
        materials=guide.materials,
        fees=guide.fees,
        steps=guide.steps,
        legal_bases=guide.legal_bases,
        windows=guide.windows,
    )

    verdicts = judge_record(whole)

    assert [v.check for v in verdicts if v.outcome is Outcome.FAILED] == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(item_list=_LISTS)
def test_no_check_raises_on_a_list(item_list: ItemList) -> None:
    verdicts = judge_record(item_list)

    assert _crashed(verdicts) == []
    if item_list.unread and not item_list.items:
        assert {v.outcome for v in verdicts} == {Outcome.CANT_TELL}
