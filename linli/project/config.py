"""Every setting of a deployment, read in this one place: environment first, then linli.toml."""

import difflib
import os
import secrets
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PREFIX = "LINLI_"
ROOT = Path(__file__).resolve().parents[2]


class ConfigProblem(Exception):
    """A setting is wrong; the message names it, its source and the repair."""


class Config(BaseSettings):
    """The settings, their meaning and their defaults. A default serves one office PC."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file=os.environ.get("LINLI_CONFIG", "linli.toml"), extra="forbid"
    )

    home: Path = Field(ROOT / "var", description="where database, files and keys live")
    database_url: str | None = Field(
        None, description="an administrator's address of a PostgreSQL server, 15 or later"
    )
    database_name: str = Field("linli", pattern=r"^[a-z_][a-z0-9_]{0,62}$")
    postgres: Literal["embedded", "system"] = Field(
        "embedded", description="whose PostgreSQL programs to run when there is no database_url"
    )
    run_as: str | None = Field(
        None, description="ordinary user for PostgreSQL when started as root"
    )
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    web_threads: int = Field(4, ge=1, le=64, description="requests answered at one time")
    site_name: str = Field("邻里", max_length=40)
    site_url: str = Field("", description="address that people type, for links in messages")
    allowed_hosts: list[str] = ["127.0.0.1", "localhost", "[::1]"]
    behind_https: bool = Field(False, description="true when a TLS proxy stands before linli")
    language: Literal["zh-hans", "en"] = "zh-hans"
    time_zone: str = "Asia/Shanghai"
    demonstration: bool = Field(False, description="one-click sign-in; never with real people")
    second_factor: bool = Field(True, description="staff need TOTP or WebAuthn to sign in")
    debug: bool = False
    map_tiles: str = Field(
        "", description="https address of WGS-84 tiles with {z} {x} {y}, empty for none"
    )
    map_credit: str = Field("", description="whose map it is, with its approval number (审图号)")
    call_number: str = Field("", description="telephone number that residents may call instead")
    sms_sender: str = "linli.platform.notices.sms.ConsoleSender"
    mail_url: str = Field(
        "", description="smtp://user:password@host:587, empty to write to the log"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @cached_property
    def keys(self) -> "Keys":
        return Keys(self.home / "keys")


class Keys:
    """Secrets that linli makes for itself, one file each, readable by its own user alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> str:
        """The secret called `name`, made on first use; 32 random bytes as URL-safe text."""
        path = self._folder / name
        try:
            return path.read_text().strip()
        except FileNotFoundError:
            return self._make(path)

    def _make(self, path: Path) -> str:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            os.link(draft, path)  # whoever is first wins; the other reads what the first one wrote
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text().strip()


def _unknown_variables() -> list[str]:
    known = {f"{PREFIX}{name}".upper() for name in Config.model_fields} | {"LINLI_CONFIG"}
    problems = []
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "take it out."
            problems.append(f"{name} (environment) is no setting of linli: {hint}")
    return problems


def _explain(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}. Mend it in the environment"
        f" ({PREFIX}{str(each['loc'][0]).upper()}) or in linli.toml."
        for each in error.errors()
    ]


@lru_cache
def load() -> Config:
    """The settings of this process. Raises ConfigProblem naming every wrong one with its repair."""
    problems = _unknown_variables()
    try:
        config = Config()
    except ValidationError as error:
        problems += _explain(error)
    if problems:
        raise ConfigProblem("\n".join(problems))
    return config
