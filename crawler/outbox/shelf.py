"""Deliveries (交付): a bundle on the shelf, under an id that its content gives it, until its receipt is there."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

import models
from crawler import runs
from crawler.errors import BusyError, UsageError
from crawler.export.bundle import write_bundle
from crawler.export.rows import moment
from crawler.export.since import read_since
from crawler.storage import reading, writing
from models import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from crawler.export.since import Since

LAST = "last"
"""As `since`: what changed since the newest delivery of the round to the same target."""

MOST_ATTEMPTS = 12
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)
_CHUNK = 32


def folder_of(data: Path, delivery: str) -> Path:
    """Where the files of a delivery lie."""
    return data / "outbox" / delivery


def put(
    engine: Engine,
    data: Path,
    code: str,
    *,
    target: str | None = None,
    formats: Sequence[str] = ("jsonl",),
    since: str | None = None,
    by: str | None = None,
    reason: str | None = None,
) -> tuple[models.Delivery, bool]:
    """Export a round and put it on the shelf; the delivery, and whether it is new.

    The same state of a round for the same target is the same delivery, however often it is put there. `target` is the
    address to send it to, None where it will be pulled; `since` as for `export`, or `last`.
    """
    if target is not None and not target.startswith(("http://", "https://")):
        raise UsageError(
            f"--to {target}：应写以 http:// 或 https:// 开头的地址",
            f"--to {target}: write an address that begins with http:// or https://",
        )
    if "@" in (target or ""):
        raise UsageError(
            "--to：地址里不要写用户名和密码；发送的内容有签名",
            "--to: leave user and password out of the address; what is sent is signed",
        )
    making = data / "outbox" / f".{os.getpid()}-{secrets.token_hex(3)}"
    try:
        with reading(engine) as session:
            state = _since(session, data, code, target, since)
            write_bundle(session, code, making, formats, state)
        manifest = hashlib.sha256((making / "manifest.json").read_bytes()).hexdigest()
        number = hashlib.sha256(f"{code}\n{manifest}\n{target or ''}".encode()).hexdigest()[:_CHUNK]
        kept = folder_of(data, number)
        if not _is_whole(data, number):  # cut off while it was put here, or let go since
            shutil.rmtree(kept, ignore_errors=True)
            making.rename(kept)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    with writing(engine) as session:
        known = session.get(models.Delivery, number)
        if known is not None:
            return known, False
        one = models.Delivery
        last = session.scalar(select(func.max(one.number)).where(one.round == code)) or 0
        fresh = models.Delivery(
            id=number,
            round=code,
            number=last + 1,
            manifest_sha256=manifest,
            whole=since is None,
            target=target,
            state=DeliveryState.WAITING,
            attempts=0,
            created_at=datetime.now(UTC),
            created_by=by,
            reason=reason,
        )
        session.add(fresh)
        session.flush()
        return fresh, True


def _since(session: Session, data: Path, code: str, target: str | None, words: str | None) -> Since | None:
    if words is None:
        return None
    if words != LAST:
        return read_since(words, code)
    one = models.Delivery
    before = session.scalars(
        select(one).where(one.round == code, one.target.is_not_distinct_from(target)).order_by(one.number.desc())
    ).first()
    if before is None:
        raise UsageError(
            f"轮次 {code} 还没有交付到那里；第一次请去掉 --since",
            f"round {code} was not delivered there yet; leave --since out the first time",
        )
    return read_since(str(folder_of(data, before.id)), code)


def deliveries(session: Session, code: str | None = None) -> tuple[models.Delivery, ...]:
    """All deliveries, or those of a round, in the order in which they have to be taken."""
    one = models.Delivery
    wanted = select(one).order_by(one.created_at, one.round, one.number)
    if code is not None:
        wanted = wanted.where(one.round == runs.get_round(session, code).code)
    return tuple(session.scalars(wanted))


def get_delivery(session: Session, number: str) -> models.Delivery:
    """A delivery by its id or the beginning of it; a UsageError where there is none or more than one."""
    one = models.Delivery
    found = session.scalars(select(one).where(one.id.startswith(number, autoescape=True))).all()
    if len(found) != 1:
        raise UsageError(
            f"编号以 {number} 开头的交付有 {len(found)} 份：`portal-audit outbox list` 列出全部",
            f"{len(found)} deliveries have the id {number}…: `portal-audit outbox list` shows them",
        )
    return found[0]


def manifest_of(data: Path, delivery: str) -> dict[str, Any]:
    """The manifest of a delivery; a UsageError where its files are gone."""
    path = folder_of(data, delivery) / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise UsageError(
            f"交付 {delivery}：{path} 读不出；`outbox put` 可重新生成",
            f"delivery {delivery}: {path} cannot be read; `outbox put` makes it again",
        ) from problem
    return manifest


def _is_whole(data: Path, delivery: str) -> bool:
    """Whether the manifest of a delivery and every file that it lists lie on the shelf."""
    if not (folder_of(data, delivery) / "manifest.json").exists():
        return False
    return all((folder_of(data, delivery) / one["name"]).exists() for one in manifest_of(data, delivery)["files"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Files of a delivery that may go, by name, and their size in bytes."""

    delivery: str
    round: str
    files: tuple[str, ...]
    bytes: int


def may_go(session: Session, data: Path, *, keep_rounds: int) -> tuple[Leaving, ...]:
    """Files of deliveries whose receipt is there, in rounds older than the newest `keep_rounds`.

    Manifests stay: they prove what was given out, and later deliveries may count from them.
    """
    kept = set(runs.round_codes(session)[-keep_rounds:])
    found = []
    for one in deliveries(session):
        if one.state is not DeliveryState.DELIVERED or one.round in kept or not folder_of(data, one.id).is_dir():
            continue
        there = [folder_of(data, one.id) / entry["name"] for entry in manifest_of(data, one.id)["files"]]
        sizes = {path.name: path.stat().st_size for path in there if path.exists()}
        if sizes:
            going = Leaving(delivery=one.id, round=one.round, files=tuple(sorted(sizes)), bytes=sum(sizes.values()))
            found.append(going)
    return tuple(found)


def prune(leaving: Sequence[Leaving], data: Path) -> None:
    """Delete what may go. BusyError where a delivery is being sent."""
    for one in leaving:
        with holding(data, one.delivery):
            for name in one.files:
                (folder_of(data, one.delivery) / name).unlink(missing_ok=True)


def due(session: Session, now: datetime) -> tuple[models.Delivery, ...]:
    """Deliveries that are to be sent now."""
    one = models.Delivery
    return tuple(
        session.scalars(
            select(one)
            .where(
                one.state == DeliveryState.WAITING,
                one.target.is_not(None),
                one.next_attempt_at.is_(None) | (one.next_attempt_at <= now),
            )
            .order_by(one.created_at, one.round, one.number)
        )
    )


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: a minute, then twice as long each time, six hours at most."""
    doubled: int = 2 ** min(attempts - 1, 20)
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * doubled)


def begin_attempt(session: Session, number: str, now: datetime) -> models.Delivery:
    """Count an attempt before it is made: one that is cut off counts too, and its pause is kept."""
    one = session.get_one(models.Delivery, number)
    one.attempts += 1
    one.next_attempt_at = now + pause_after(one.attempts)
    one.last_error = "cut off"
    session.flush()
    return one


def failed(session: Session, number: str, why: str) -> models.Delivery:
    """An attempt failed; after the last one nothing more is tried unless a person says so."""
    one = session.get_one(models.Delivery, number)
    one.last_error = why
    if one.attempts >= MOST_ATTEMPTS:
        one.state = DeliveryState.GIVEN_UP
        one.next_attempt_at = None
    session.flush()
    return one


def delivered(session: Session, number: str, receipt: models.JsonValue, now: datetime) -> models.Delivery:
    """The receiver has it all; a second receipt changes nothing."""
    one = session.get_one(models.Delivery, number)
    if one.state is not DeliveryState.DELIVERED:
        one.state = DeliveryState.DELIVERED
        one.receipt = receipt
        one.delivered_at = now
        one.next_attempt_at = one.last_error = None
        session.flush()
    return one


@contextmanager
def holding(data: Path, number: str) -> Iterator[None]:
    """Only one process of a machine sends a delivery at a time. BusyError where another does."""
    path = data / "outbox" / f".{number}.lock"
    with path.open("w", encoding="utf-8") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as problem:
            raise BusyError(
                f"另一个进程正在发送交付 {number}", f"delivery {number} is being sent by another process"
            ) from problem
        yield


def document(one: models.Delivery) -> dict[str, Any]:
    """A delivery as the list shows it."""
    return {
        "delivery": one.id,
        "round": one.round,
        "number": one.number,
        "whole": one.whole,
        "manifest_sha256": one.manifest_sha256,
        "created_at": moment(one.created_at),
        "target": one.target,
        "state": one.state.value,
        "attempts": one.attempts,
        "next_attempt_at": moment(one.next_attempt_at),
        "last_error": one.last_error,
        "delivered_at": moment(one.delivered_at),
        "by": one.created_by,
        "reason": one.reason,
    }
