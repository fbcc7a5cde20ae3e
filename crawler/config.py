"""Settings: read once by the command line, passed down; from options, the environment or `portal-audit.toml`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, TomlConfigSettingsSource

from crawler.calendar.entries import CalendarEntry
from crawler.domain.check import Text
from crawler.domain.open_hours import Hours
from crawler.errors import UsageError, WrongValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails
    from pydantic_settings import PydanticBaseSettingsSource

_FILE = Path("portal-audit.toml")


class Settings(BaseSettings):
    """Every setting of the program. Environment variables carry the prefix `PORTAL_AUDIT_`."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_AUDIT_", toml_file=_FILE, extra="forbid", frozen=True)

    data: Path = Field(default=Path("var"), description="evidence, exports, reports and logs")
    db: str | None = Field(default=None, description="database URL; SQLite under the data folder when empty")
    lang: Literal["zh", "en"] = "zh"
    contact: str = Field(default="portal-audit operators", description="whom an office can turn to; in the user agent")
    browser: Path | None = Field(default=None, description="path of a Chromium; found by itself when empty")
    second_browser: str | None = Field(
        default=None, description="path of a Firefox, the second engine; found by itself when empty; `none` for none"
    )
    processes: int | None = Field(default=None, ge=1, description="crawl processes; about one a core when empty")
    canary: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="control addresses that answer while our own network is well; none by default"
    )
    second_network: SecretStr | None = Field(
        default=None,
        description="proxy in another network, as http://user:password@host:3128; visits of the availability watch "
        "that were missed are made again through it, and count only then; needs `canary`",
    )
    evidence: str | None = Field(
        default=None,
        description="where evidence is copied to, such as s3://bucket/folder or file:///mnt/evidence; the data folder "
        "remembers it until it is told another one, or none",
    )
    outbox_secret: SecretStr | None = Field(default=None, description="signs what is sent to the scoring engine")
    outbox_token: SecretStr | None = Field(default=None, description="what a scoring engine that pulls has to say")
    hours: str | None = Field(
        default=None,
        description="part of the day in which portals may be asked, Beijing time, as 22:00-06:00",
    )
    daily: int | None = Field(default=None, ge=1, description="most requests a host and day; any number when empty")
    page_seconds: float = Field(default=30.0, gt=0, description="longest wait for one page, seconds")
    max_megabytes: int = Field(default=30, ge=1, description="largest payload that is taken, MB")

    second_looks: int = Field(
        default=200, ge=0, description="pages a host that are looked at again because adverse findings rest on them"
    )
    calendar: tuple[CalendarEntry, ...] = Field(default=(), description="what opens each quarter: [[calendar]] tables")
    metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="port on loopback where metrics are served while a command works"
    )
    metrics_file: Path | None = Field(default=None, description="file that metrics are written to, for a node exporter")

    @field_validator("canary", mode="before")
    @classmethod
    def _addresses(cls, given: object) -> object:
        """Addresses with blanks or commas between them, as an environment variable can hold them."""
        found = tuple(re.split(r"[\s,]+", given.strip())) if isinstance(given, str) else given
        for one in found if isinstance(found, tuple | list) else ():
            if not str(one).startswith(("http://", "https://")):
                raise WrongValueError(
                    f"{one!r} 不是以 http:// 或 https:// 开头的地址",
                    f"{one!r} is no address that begins with http:// or https://",
                )
        return found

    @field_validator("second_network")
    @classmethod
    def _a_proxy(cls, given: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        parts = urlsplit(given.get_secret_value()) if given is not None else None
        if parts is not None and not (parts.scheme == "http" and parts.hostname and parts.path in {"", "/"}):
            raise WrongValueError(
                "应写代理地址，例如 http://host:3128", "write the address of a proxy, such as http://host:3128"
            )
        if given is not None and not info.data.get("canary"):
            # Without one nobody could tell a broken proxy from a portal that is down.
            raise WrongValueError("需要自检地址，请同时设置 `canary`", "it needs control addresses, set `canary` too")
        return given

    @field_validator("hours")
    @classmethod
    def _part_of_a_day(cls, given: str | None) -> str | None:
        if given is not None:
            try:
                Hours.read(given)
            except ValueError as problem:
                raise WrongValueError(f"{given!r} 不是时段，应写成 22:00-06:00", str(problem)) from problem
        return given

    @property
    def database_url(self) -> str:
        """The database in use."""
        return self.db or f"sqlite:///{self.data.resolve() / 'portal-audit.db'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options come before the environment, the environment before the file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def _no_setting(name: str, known: Iterable[str]) -> Text:
    near = get_close_matches(name, known, n=1)
    if near:
        return Text(f"没有这个设置，是否指 `{near[0]}`？", f"there is no such setting, did you mean `{near[0]}`?")
    return Text("没有这个设置", "there is no such setting")


_REFUSED = {
    "missing": "没有写",
    "literal_error": "应为 {expected}",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "应不大于 {le}",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "float_parsing": "应为数字",
    "float_type": "应为数字",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "string_type": "应为带引号的文字",
    "path_type": "应为路径",
    "tuple_type": "应为列表",
}
"""What the reader of settings says of a value, in Chinese; a kind of mistake that is not here keeps its English."""


def _refused(first: ErrorDetails) -> Text:
    """Why a setting cannot be used."""
    said, context = first["msg"].removeprefix("Value error, "), first.get("ctx", {})
    own = context.get("error")
    if isinstance(own, WrongValueError):
        return Text(own.zh, said)
    return Text(_REFUSED.get(first["type"], said).format(**context).replace(" or ", " 或 "), said)


def mistaken_variables(environment: Iterable[str]) -> tuple[str, ...]:
    """Sentences about variables that look like a misspelt setting: nobody reads them, and their owner believes so."""
    prefix = str(Settings.model_config["env_prefix"])
    given = (name.removeprefix(prefix).lower() for name in environment if name.startswith(prefix))
    return tuple(
        f"{prefix}{name.upper()} is read by nobody; did you mean {prefix}{near[0].upper()}?"
        for name in sorted(given)
        if name not in Settings.model_fields and (near := get_close_matches(name, Settings.model_fields, n=1))
    )


def read_settings(**options: object) -> Settings:
    """Settings with the given options on top; None means "not given".

    Raises UsageError when the file or an environment variable cannot be used.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as problem:
        # A key that nobody knows is the cause; that another is then missing is what follows from it.
        first = min(problem.errors(), key=lambda one: one["type"] != "extra_forbidden")
        name = ".".join(str(part) for part in first["loc"])
        said = _refused(first)
        if first["type"] == "extra_forbidden":
            known = CalendarEntry.model_fields if first["loc"][0] == "calendar" else Settings.model_fields
            said = _no_setting(str(first["loc"][-1]), known)
        raise UsageError(
            f"设置 {name}：{said.zh}；请在 {_FILE}、环境变量或选项中改正",
            f"setting {name}: {said.en}; mend it in {_FILE}, the environment or the option",
        ) from problem
    except ValueError as problem:  # broken TOML
        raise UsageError(
            f"{_FILE}：不是有效的 TOML（{problem}）；请改正或移走",
            f"{_FILE}: not valid TOML ({problem}); mend or remove it",
        ) from problem
