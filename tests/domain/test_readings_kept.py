"""Readings come back from a pickle as they were; answers about a text are kept, and no more of them than allowed."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from crawler.domain.check import Answer, Defect, Outcome, Subject, Text, Verdict, verdict_of
from crawler.domain.elements import Reading, State, made
from crawler.domain.records import FormAttachment, FormSlot, Material, ServiceGuide
from crawler.domain.values import remembered
from crawler.verdicts.judge import all_checks

WHOLE = Reading(
    element="place",
    state=State.STATED,
    value="1号窗口",
    label="地点",
    quote="地点：1号窗口",
    evidence="e1",
    locator="/html/body/p",
    confidence=0.8,
    reason="why",
)


def test_every_field_of_a_reading_comes_back() -> None:
    assert all(getattr(WHOLE, field.name) != field.default for field in fields(Reading))
    assert pickle.loads(pickle.dumps(WHOLE)) == WHOLE


NAMED = Reading(element="material_name", state=State.STATED, value="申请表", evidence="e1", locator="/html")
FORM = FormAttachment(slot=FormSlot.BLANK, name="申请表.doc", reading=WHOLE, status=200, looks=1)


@pytest.mark.parametrize(
    "record",
    [
        FORM,
        Material(name=NAMED, readings={"place": WHOLE}, blank_forms=(FORM,)),
        ServiceGuide(evidence=("e1",), url="http://127.0.0.1/", readings={"place": WHOLE}, region="990001"),
        Verdict(check="fee.status", check_version=2, subject=Subject.SERVICE_GUIDE, item="1", outcome=Outcome.PASSED),
    ],
)
def test_records_come_back_as_they_were(record: FormAttachment | Material | ServiceGuide | Verdict) -> None:
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    with pytest.raises(FrozenInstanceError):
        setattr(again, fields(record)[0].name, None)
    # What an earlier version put by, the list that dataclasses make of the fields, is taken up too.
    older = object.__new__(type(record))
    older.__setstate__([getattr(record, field.name) for field in fields(record)])  # type: ignore[union-attr]
    assert older == record


def test_a_verdict_made_the_short_way_is_one_like_any_other() -> None:
    check = all_checks()["material.copies"]
    defect = Defect(about=NAMED, message=Text("无", "none"), suggestion=Text("补", "mend"))
    answer = Answer(outcome=Outcome.FAILED, defects=(defect,), measure=0.5, reason="why")
    long = Verdict(
        check=check.id, check_version=check.version, subject=check.subject, item="1", outcome=answer.outcome,
        defects=answer.defects, measure=0.5, reason="why",
    )  # fmt: skip
    assert type(verdict_of(check, "1", answer)) is Verdict
    assert verdict_of(check, "1", answer) == long
    assert replace(verdict_of(check, "1", answer), item="2") == replace(long, item="2")


@pytest.mark.parametrize("state", list(State))
def test_what_a_reading_is_asked_follows_its_state(state: State) -> None:
    one = Reading(element="place", state=state, value="1号窗口" if state is State.STATED else None)
    for same in (one, replace(one, label="地点"), made("place", state, one.value, None, None, None, None)):
        assert (same.stated, same.unread) == (state is State.STATED, state is State.UNREAD)
        assert same.text == (one.value or "")
    assert not replace(one, state=State.NOT_STATED, value=None).text


def test_a_text_is_asked_about_once() -> None:
    asked: list[str] = []

    @remembered.remembered
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("ab"), length("abc"), length("ab")] == [2, 3, 2]
    assert asked == ["ab", "abc"]


@pytest.mark.parametrize("size", [1, 5000])
def test_not_everything_is_kept(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_SHORT_TEXTS", 10)
    monkeypatch.setattr(remembered, "_LONG_TEXTS", 10)
    asked: list[str] = []

    @remembered.remembered
    def first(text: str) -> str:
        asked.append(text)
        return text[-1:]

    texts = [" " * size + f"{n:02}" for n in range(40)]
    for text in [*texts, *texts]:
        assert first(text) == text[-1]
    assert len(asked) == 80


def test_a_reading_made_the_short_way_is_one_like_any_other() -> None:
    short = made("name", State.STATED, "许可", "名称", "许可", "e1", "/html", 0.8)
    long = Reading(
        element="name", state=State.STATED, value="许可", label="名称", quote="许可", evidence="e1", locator="/html",
        confidence=0.8,
    )  # fmt: skip
    assert type(short) is Reading
    assert short == long
    assert hash(short) == hash(long)
    assert pickle.loads(pickle.dumps(short)) == long
    with pytest.raises(FrozenInstanceError):
        short.value = "其他"  # type: ignore[misc]
