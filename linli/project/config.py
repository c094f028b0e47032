"""Every setting of a deployment, read in this one place: environment first, then linli.toml."""

import difflib
import os
import tomllib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from linli.platform.database.place import make_folder
from linli.project.keys import Keys

PREFIX = "LINLI_"
CONFIG_FILE = f"{PREFIX}CONFIG"
KEY_FOLDER = "keys"
ROOT = Path(__file__).resolve().parents[2]
UNUSABLE = set('"$`\\\n')  # pg_ctl hands paths to a shell between double quotes
IS_CHECKOUT = (ROOT / "pyproject.toml").exists()


class ConfigProblem(Exception):
    """A setting is wrong; the message names it, its source and the repair."""


def usual_home() -> Path:
    """`var` in a checkout; of an installed linli /var/lib/linli for root, else in one's own home."""
    if IS_CHECKOUT:
        return ROOT / "var"
    if os.geteuid() == 0:
        return Path("/var/lib/linli")
    shared = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(shared) / "linli"


def config_file() -> Path:
    return Path(os.environ.get(CONFIG_FILE, "linli.toml"))


class SignInProvider(BaseModel):
    """An OpenID Connect provider, `[[sign_in_providers]]` in linli.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$", description="part of its callback's address")
    name: str = Field(max_length=40, description="what the button says")
    server: str = Field(pattern=r"^https://", description="address of its discovery document")
    client_id: str
    client_secret: SecretStr

    def as_app(self) -> dict[str, Any]:
        """The form in which allauth wants it."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret.get_secret_value(),
            "settings": {"server_url": self.server},
        }


class Config(BaseSettings):
    """The settings, their meaning and their defaults. A default serves one office PC."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    home: Path = Field(
        default_factory=usual_home, description="where database, files and keys live"
    )
    database_url: str | None = Field(
        None, description="an administrator's address of a PostgreSQL server, 15 or later"
    )
    database_name: str = Field(
        "linli", pattern=r"^[a-z_][a-z0-9_]{0,62}$", description="the database on that server"
    )
    postgres: Literal["embedded", "system"] = Field(
        "embedded", description="whose PostgreSQL programs to run when there is no database_url"
    )
    run_as: str | None = Field(
        None, description="ordinary user for PostgreSQL when started as root"
    )
    host: str = Field("127.0.0.1", description="address the web server listens on")
    port: int = Field(8000, ge=1, le=65535, description="port the web server listens on")
    web_processes: int = Field(2, ge=1, le=16, description="web processes, one per core at most")
    web_threads: int = Field(4, ge=1, le=64, description="requests answered at one time by each")
    site_name: str = Field("邻里", max_length=40, description="name at the top of every page")
    site_url: str = Field(
        "", pattern=r"^(https?://[^\s/]+)?$", description="address that people type, without a path"
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        ("127.0.0.1", "localhost", "[::1]"), description="names under which linli answers"
    )
    behind_https: bool = Field(False, description="true when a TLS proxy stands before linli")
    language: Literal["zh-hans", "en"] = Field("zh-hans", description="language of the first page")
    time_zone: str = Field("Asia/Shanghai", description="time zone of deadlines and pages")
    demonstration: bool = Field(False, description="one-click sign-in; never with real people")
    second_factor: bool = Field(True, description="staff need TOTP or WebAuthn to sign in")
    sign_in_providers: tuple[SignInProvider, ...] = Field(
        (), description="OpenID Connect providers by which staff may sign in"
    )
    debug: bool = Field(False, description="pages of errors show their inside; never in use")
    map_tiles: str = Field(
        "", description="https address of WGS-84 tiles with {z} {x} {y}, empty for none"
    )
    map_credit: str = Field("", description="whose map it is, with its approval number (审图号)")
    call_number: str = Field("", description="telephone number that residents may call instead")
    sms_sender: str = Field(
        "linli.platform.notices.sms.ConsoleSender", description="class that sends short messages"
    )
    mail_url: str = Field(
        "",
        pattern=r"^(smtps?://\S+)?$",
        description="smtp://user:password@host:587, empty to write to the log",
    )

    calls_allowed_to: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="hosts inside the own network that webhooks may call, also by http"
    )
    retired_field_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="files in the folder of keys that still open older encrypted fields"
    )
    audit_syslog: str = Field(
        "", description="host:port or /dev/log; seals of the trail go there as well"
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
        toml = TomlConfigSettingsSource(settings_cls, config_file())
        return init_settings, env_settings, toml

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        if set(str(home)) & UNUSABLE:
            raise ValueError('a path without any of the signs " $ ` \\ is needed')
        return home.expanduser().absolute()

    @field_validator("allowed_hosts", "calls_allowed_to", "retired_field_keys", mode="before")
    @classmethod
    def _split(cls, names: Any) -> Any:
        return names.replace(",", " ").split() if isinstance(names, str) else names

    @field_validator("retired_field_keys")
    @classmethod
    def _kept(cls, names: tuple[str, ...], known: ValidationInfo) -> tuple[str, ...]:
        folder = known.data.get("home", usual_home()) / KEY_FOLDER
        if not all((folder / name).is_file() for name in names):
            raise ValueError(f"a file isn't in {folder}; bring it back from a backup")
        return names

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("not a time zone; write one like Asia/Shanghai") from None
        return name

    @field_validator("database_url")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        try:
            conninfo_to_dict(address or "")
        except ProgrammingError:
            raise ValueError(
                "not an address; write one like postgresql://admin:password@host:5432"
            ) from None
        return address or None

    @cached_property
    def keys(self) -> Keys:
        make_folder(self.home, 0o711 if os.geteuid() == 0 else 0o700)
        return Keys(self.home / KEY_FOLDER)


def _names() -> set[str]:
    return {f"{PREFIX}{name}".upper() for name in Config.model_fields} | {CONFIG_FILE}


def _nearest(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else "take it out."


def _unknown_variables() -> list[str]:
    known = _names()
    return [
        f"{name} (environment) is no setting of linli: {_nearest(name, known)}"
        for name in sorted(os.environ)
        if name.startswith(PREFIX) and name not in known
    ]


def _wrong_file() -> list[str]:
    path = config_file()
    try:
        tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if CONFIG_FILE in os.environ:
            return [f"{CONFIG_FILE} names {path}, which isn't there: create it or mend the path."]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [f"{path} isn't TOML ({error}): mend that line."]
    except OSError as error:
        return [f"{path} can't be read ({error.strerror}): mend its permissions."]
    return []


def _explain(error: ValidationError) -> list[str]:
    """One line for each wrong setting. The value isn't shown, since it may be a secret."""
    lines = []
    for each in error.errors():
        name = str(each["loc"][0])
        variable = f"{PREFIX}{name}".upper()
        if each["type"] == "extra_forbidden":
            hint = _nearest(name, set(Config.model_fields))
            lines.append(f"{name} ({config_file()}) is no setting of linli: {hint}")
            continue
        source = variable if variable in os.environ else f"{name} in {config_file()}"
        about = Config.model_fields[name].description
        reason = each["msg"].removeprefix("Value error, ")
        lines.append(f"{source} ({about}) is wrong: {reason}.")
    return lines


@lru_cache
def load() -> Config:
    """The settings of this process. Raises ConfigProblem naming every wrong one with its repair."""
    problems = _unknown_variables() + _wrong_file()
    if problems:
        raise ConfigProblem("\n".join(problems))
    try:
        return Config()
    except ValidationError as error:
        raise ConfigProblem("\n".join(_explain(error))) from None
