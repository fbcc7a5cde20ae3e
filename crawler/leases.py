"""Leases of regions (地区占用): one command works on a region at a time, whatever machine it runs on.

On one machine a lock in the data folder is enough, which a dead process leaves at once. Between machines a lease in the
database says who works on a region and until when; a thread renews it. Who cannot renew it in time stops by itself
before somebody else may begin: turns at hosts and the store ask for the lease as well.
"""

from __future__ import annotations

import _thread
import os
import secrets
import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import bindparam, text
from sqlalchemy.exc import SQLAlchemyError

from crawler.archive.lock import is_deserted, working_on
from crawler.errors import BusyError, LeaseLostError
from crawler.storage import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

_LOG = structlog.get_logger(__name__)

LASTS = 30.0
"""Seconds for which a lease holds without being renewed."""
RENEWED_EVERY = 5.0
_MARGIN = 5.0
"""Seconds before a lease runs out by which its holder has stopped."""
_SURE_FOR = 2.0
"""Seconds that a lease must have left for what is stored under it to be committed in time."""

_TAKE = text("""
    INSERT INTO region_leases AS held (region, owner, until)
    VALUES (:region, :owner, clock_timestamp() + make_interval(secs => :lasts))
    ON CONFLICT (region) DO UPDATE SET owner = excluded.owner, until = excluded.until
    WHERE held.until <= clock_timestamp() OR held.owner IN :dead
    RETURNING region
""").bindparams(bindparam("dead", expanding=True))
_HOLDER = text("SELECT owner FROM region_leases WHERE region = :region")
_RENEW = text("""
    UPDATE region_leases SET until = clock_timestamp() + make_interval(secs => :lasts)
    WHERE owner = :owner AND until > clock_timestamp()
""")
_SURE = text("""
    SELECT count(*) FROM region_leases
    WHERE owner = :owner AND until > clock_timestamp() + make_interval(secs => :secs)
""")
_HELD = text("""
    SELECT region, owner FROM region_leases WHERE until > clock_timestamp() AND region IN :regions
""").bindparams(bindparam("regions", expanding=True))
_RELEASE = text("DELETE FROM region_leases WHERE owner = :owner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The regions that a command holds; `owner` is the name of its leases, None where there are none."""

    regions: tuple[str, ...]
    owner: str | None

    def assure(self, session: Session) -> None:
        """To be called last in a transaction: LeaseLostError where somebody else may hold the regions by now."""
        if self.owner is None:
            return
        held = session.execute(_SURE, {"owner": self.owner, "secs": _SURE_FOR}).scalar_one()
        if held < len(self.regions):
            raise LeaseLostError(
                f"地区 {'、'.join(self.regions)} 的租约已到期：不再写入任何结果",
                f"the lease of {', '.join(self.regions)} has run out: nothing more is stored",
            )

    def keep(self, engine: Engine, stop: threading.Event, begun: float) -> None:
        """Renew the lease until told to stop; when that fails for too long, interrupt the main thread."""
        good_until = begun + LASTS - _MARGIN
        while not stop.wait(RENEWED_EVERY if time.monotonic() < good_until - LASTS / 2 else 1.0):
            asked = time.monotonic()
            try:
                with engine.begin() as connection:
                    done = connection.execute(_RENEW, {"owner": self.owner, "lasts": LASTS}).rowcount
                if done == len(self.regions):
                    good_until = asked + LASTS - _MARGIN
                    continue
                good_until = asked
            except SQLAlchemyError as error:
                _LOG.warning("a lease could not be renewed", error=" ".join(str(error).split())[:200])
            if time.monotonic() >= good_until and not stop.is_set():
                _LOG.error("the lease is lost, work stops", regions=list(self.regions))
                _thread.interrupt_main()
                return


@contextmanager
def leased(engine: Engine, data: Path, regions: Sequence[str]) -> Iterator[Lease]:
    """Hold regions, as long as the context lasts: none is gathered by two commands at once, on whatever machine.

    A BusyError while another command works on one of them; a UsageError where the data folder cannot be written. A
    lease that a dead command left is waited for.
    """
    regions = tuple(sorted(set(regions)))
    with working_on(data, regions):
        if engine.dialect.name != "postgresql" or not regions:
            yield Lease(regions=regions, owner=None)
            return
        owner = _new_owner()
        with _kept(engine, regions, owner, _take(engine, regions, owner)) as lease:
            yield lease


@contextmanager
def leased_where_free(engine: Engine, data: Path, regions: Iterable[str]) -> Iterator[Lease]:
    """Hold those of the regions that no other command works on, and wait for none; the lease says which they are."""
    with ExitStack() as held:
        here = [region for region in sorted(set(regions)) if _is_free(held, data, region)]
        if engine.dialect.name != "postgresql" or not here:
            yield Lease(regions=tuple(here), owner=None)
            return
        owner, begun = _new_owner(), time.monotonic()
        ours = [region for region in here if _may_have(engine, region, owner)]
        if not ours:
            yield Lease(regions=(), owner=None)
            return
        with _kept(engine, ours, owner, begun) as lease:
            yield lease


def _is_free(held: ExitStack, data: Path, region: str) -> bool:
    try:
        held.enter_context(working_on(data, [region]))
    except BusyError:
        return False
    return True


def _may_have(engine: Engine, region: str, owner: str) -> bool:
    try:
        _take(engine, [region], owner, patience=0.0)
    except BusyError:
        return False
    return True


@contextmanager
def _kept(engine: Engine, regions: Sequence[str], owner: str, begun: float) -> Iterator[Lease]:
    """Renew leases that were taken, and give them back at the end."""
    lease, stop = Lease(regions=tuple(regions), owner=owner), threading.Event()
    keeper = threading.Thread(target=lease.keep, args=(engine, stop, begun), name="leases", daemon=True)
    keeper.start()
    try:
        yield lease
    finally:
        stop.set()
        keeper.join(timeout=_MARGIN)
        try:
            with engine.begin() as connection:
                connection.execute(_RELEASE, {"owner": owner})
        except SQLAlchemyError:
            _LOG.warning("a lease was not given back; it runs out by itself", seconds=LASTS)


def deserted(session: Session, data: Path, regions: Sequence[str]) -> frozenset[str]:
    """Those of the regions that no command works on: whoever began with them was killed, or its machine went down."""
    if session.get_bind().dialect.name != "postgresql":
        return frozenset(region for region in regions if is_deserted(data, region))
    held = session.execute(_HELD, {"regions": [*regions]}).all() if regions else ()
    return frozenset(regions) - {region for region, owner in held if not _is_dead(owner)}


def _take(engine: Engine, regions: Sequence[str], owner: str, patience: float | None = None) -> float:
    """Lease all of the regions; the moment before that was asked for. Leases that are left behind run out meanwhile."""
    until = time.monotonic() + (LASTS + _MARGIN if patience is None else patience)
    while True:
        begun = time.monotonic()
        taken = {"owner": owner, "lasts": LASTS}
        try:
            with writing(engine) as session:
                for region in regions:
                    holder = session.execute(_HOLDER, {"region": region}).scalar_one_or_none()
                    dead = [holder] if holder is not None and _is_dead(holder) else [""]
                    got = session.execute(_TAKE, {**taken, "region": region, "dead": dead}).scalar_one_or_none()
                    if got is None:
                        raise BusyError(  # noqa: TRY301  the transaction is to be undone
                            f"另一个进程正在处理地区 {region}（{holder}）；等它结束，或停掉它再执行一次本命令",
                            f"another process works on region {region} ({holder}); wait for its end, or stop it and "
                            "give the command again",
                        )
        except BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(1.0)
        else:
            return begun


def _new_owner() -> str:
    return f"{_here()}/{os.getpid()}/{secrets.token_hex(4)}"


def _here() -> str:
    """The machine, and on it the space in which process numbers mean anything."""
    try:
        space = os.stat("/proc/self/ns/pid").st_ino  # noqa: PTH116  a link whose target is no path
    except OSError:
        space = 0
    return f"{socket.gethostname()}/{space}"


def _is_dead(owner: str) -> bool:
    """Whether the command that took a lease ran on this machine and is over."""
    place, _, rest = owner.rpartition("/")
    place, _, number = place.rpartition("/")
    if place != _here() or not number.isdigit() or not rest:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
