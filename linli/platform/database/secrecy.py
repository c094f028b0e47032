"""Personal values at rest: encrypted, findable by a keyed hash, shown in part.

What this keeps from being read: a stolen backup or disk, a curious administrator of the database,
a log. What it doesn't: a web server taken over completely, which holds the keys.

A stored value is `version | key id | nonce | ciphertext | tag` (AES-256-GCM). Table, column and row
are authenticated with it, so that a value moved to another row or column can't be opened there.
"""

import hmac
import os
import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps.registry import Apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

VERSION = b"\x01"
KEY_ID_BYTES, NONCE_BYTES = 4, 12
HEAD_BYTES = len(VERSION) + KEY_ID_BYTES
BLIND_DIGITS = 32  # 128 bits: no two values of a city meet

# Surnames of two characters still borne today; a mask keeps the whole surname.
COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳司马诸葛上官夏侯东方皇甫尉迟公孙慕容令狐宇文长孙司徒"
        "司空端木独孤南宫万俟闻人赫连澹台公冶宗政濮阳淳于单于太叔"
        "申屠仲孙轩辕钟离鲜于闾丘呼延第五百里东郭西门南门拓跋纳兰"
        "完颜叶赫左丘梁丘公羊谷梁乐正漆雕巫马亓官司寇",
    )
)
_NOT_DIALLED = re.compile(r"[^0-9+]")
_CHINA = re.compile(r"^(\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)")
_PHONE = re.compile(
    r"^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}|(\+|00)[1-9]\d{6,13}|[48]00\d{7}|1\d{4})$"
)


class Unreadable(Exception):
    """A stored value doesn't open here: altered, moved from elsewhere, or its key is gone."""


class Sealed(bytes):
    """An encrypted value as it lies in the database; prints as nothing that helps anybody."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


@lru_cache(maxsize=16)
def _key(secret: str) -> tuple[bytes, AESGCM]:
    """Id and cipher of one secret. The id is the secret's own fingerprint, so none has to be kept."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"linli personal fields 1").derive(secret.encode())
    return sha256(b"linli key id" + derived).digest()[:KEY_ID_BYTES], AESGCM(derived)


def _key_ring() -> dict[bytes, AESGCM]:
    """Every key that still opens something: the current one and those retired by a rotation."""
    return dict(map(_key, (settings.FIELD_KEY, *settings.RETIRED_FIELD_KEYS)))


def key_ids() -> list[bytes]:
    """Which keys open something here, as every sealed value names its own."""
    return list(_key_ring())


def seal(text: str, where: str) -> Sealed:
    """Encrypt `text` for the place `where`, with the current key. Nothing stays nothing."""
    if not text:
        return Sealed(b"")
    key_id, cipher = _key(settings.FIELD_KEY)
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(VERSION + key_id + nonce + cipher.encrypt(nonce, text.encode(), where.encode()))


def unseal(sealed: bytes, where: str) -> str:
    """Decrypt what `seal` made for the same place; raises Unreadable for anything else."""
    if not sealed:
        return ""
    key_id, nonce = sealed[1:HEAD_BYTES], sealed[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES]
    current_id, cipher = _key(settings.FIELD_KEY)
    try:
        if key_id != current_id:
            cipher = _key_ring()[key_id]
        return cipher.decrypt(nonce, sealed[HEAD_BYTES + NONCE_BYTES :], where.encode()).decode()
    except KeyError:
        raise Unreadable(f"{where}: the key {key_id.hex()} is not among the keys given.") from None
    except (InvalidTag, ValueError):
        raise Unreadable(f"{where}: the stored value was altered or moved here.") from None


def retired_key_ids() -> list[bytes]:
    """Which keys open something here, and seal nothing any more."""
    current = _key(settings.FIELD_KEY)[0]
    return [key_id for key_id in key_ids() if key_id != current]


def is_current(sealed: bytes) -> bool:
    """Whether `sealed` was made with the current key; a rotation rewrites those that weren't."""
    return not sealed or sealed[1:HEAD_BYTES] == _key(settings.FIELD_KEY)[0]


def is_retired(sealed: bytes) -> bool:
    """Whether `sealed` stands under a key that still opens, and was replaced."""
    return sealed[1:HEAD_BYTES] in retired_key_ids()


def reseal(sealed: bytes, where: str) -> Sealed:
    """The same text of the same place under the current key; raises Unreadable."""
    return seal(unseal(sealed, where), where)


def encrypted_fields(apps: Apps) -> list["EncryptedTextField"]:
    """Every encrypted field of every table that is ours."""
    ours = (model for model in apps.get_models() if model._meta.managed)
    fields = (field for model in ours for field in model._meta.local_concrete_fields)
    return [field for field in fields if isinstance(field, EncryptedTextField)]


class _Opening(DeferredAttribute):
    """Opens a sealed value when somebody reads it, and not before: a list of 25 masked rows that
    shows no phone decrypts none."""

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            field: Any = self.field
            value = instance.__dict__[field.attname] = field.open(value, instance.pk)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Its presence lets `__get__` go before the instance's own dictionary."""
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.Field):  # type: ignore[type-arg]  # generic only in the stubs
    """Text that the database never sees in clear.

    Works with `save`, `bulk_create` (conflicts updated too) and reading. A model needs a primary
    key that it makes itself. `values()` gives `Sealed`; open those with `field.open(value, pk)`.
    Lookups and `update()` are refused: filter by a `blind()` index, and write through the object.
    """

    description = "encrypted text"
    descriptor_class = _Opening
    empty_strings_allowed = True

    def get_internal_type(self) -> str:
        return "BinaryField"

    def where(self, pk: Any) -> str:
        return f"{self.model._meta.db_table}.{self.column}:{pk}"

    def open(self, sealed: bytes, pk: Any) -> str:
        return unseal(sealed, self.where(pk))

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return seal(str(value), self.where(model_instance.pk))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise FieldError(
                f"{self.name} is encrypted for one row: write it with save() of that row."
            )
        return bytes(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: filter by its blind index.")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


def normalise(text: str) -> str:
    """One spelling of what people type in many: width, case and blanks don't tell values apart."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def blind(value: str, purpose: str) -> str:
    """A keyed hash by which an encrypted value can be found: 32 hexadecimal digits, "" for nothing.

    The same value hashes differently for each `purpose`, so that two columns can't be joined.
    """
    plain = normalise(value)
    if not plain:
        return ""
    message = f"{purpose}\0{plain}".encode()
    return hmac.digest(settings.INDEX_KEY.encode(), message, "sha256").hex()[:BLIND_DIGITS]


def normalise_phone(text: str) -> str:
    """The digits that are dialled inside China: without blanks, dashes and the country code 86."""
    return _CHINA.sub("", _NOT_DIALLED.sub("", normalise(text)))


def is_phone(text: str) -> bool:
    """Whether this can be dialled: a mobile, a landline with or without area code, a hotline
    (five digits or 400/800), or a foreign number with its country code."""
    return bool(_PHONE.match(normalise_phone(text)))


def is_mobile(text: str) -> bool:
    """Whether this is a mobile number of mainland China, which can receive a code."""
    return bool(re.fullmatch(r"1[3-9]\d{9}", normalise_phone(text)))


def phone_tail(text: str) -> str:
    """The last four digits, by which people tell numbers apart; "" when there are fewer."""
    digits = normalise_phone(text)
    return digits[-4:] if len(digits) >= 4 else ""


def surname_of(name: str) -> str:
    """The surname of a Chinese name; of any other name its first character."""
    name = name.strip()
    return name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]


def mask_name(name: str) -> str:
    """张三丰 becomes 张**, 欧阳修 becomes 欧阳**; how long the given name is isn't told either."""
    return f"{surname_of(name)}**" if name.strip() else ""


def mask_phone(phone: str) -> str:
    """13800000913 becomes 138****0913; shorter numbers show less."""
    digits = normalise_phone(phone)
    if len(digits) >= 10:
        return f"{digits[:3]}****{digits[-4:]}"
    return f"****{digits[-2:]}" if len(digits) >= 7 else "****" * bool(digits)


def mask_id_number(number: str) -> str:
    """A citizen's number with the province and the last two characters left."""
    plain = normalise(number).upper()
    return (
        f"{plain[:2]}{'*' * (len(plain) - 4)}{plain[-2:]}" if len(plain) >= 15 else "*" * len(plain)
    )
