"""Readings come back from a pickle as they were; answers about a text are kept, and no more of them than allowed."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

from crawler.domain.elements import Reading, State, made
from crawler.domain.values import remembered

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
