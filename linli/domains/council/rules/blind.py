"""Blind signatures: the signer vouches for a token without ever seeing it.

RFC 9474, variant RSABSSA-SHA384-PSSZERO-Deterministic over 32 random bytes. A finished signature is
an ordinary RSA-PSS signature with an empty salt, which `cryptography` verifies. Pure: values in,
values out; numbers are read and written as hexadecimal digits.
"""

from base64 import b32encode
from hashlib import sha256, sha384
from math import gcd

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384

BITS, EXPONENT = 2048, 65537
TOKEN_BYTES = 32
HASH_BYTES = 48
CODE_LETTERS, CODE_PART = 12, 4  # 60 bits, in three parts that people can copy


def new_key() -> str:
    """A private key in PEM, to be kept sealed."""
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def modulus(key: str) -> int:
    """The public half of a private key; the exponent is always 65537."""
    return _private(key).public_key().public_numbers().n


def encode(token: bytes, bits: int) -> int:
    """EMSA-PSS (RFC 8017, 9.1.1) with SHA-384, MGF1 and no salt, for a modulus of `bits`."""
    size = (bits - 1 + 7) // 8
    hashed = sha384(bytes(8) + sha384(token).digest()).digest()
    block = bytes(size - HASH_BYTES - 2) + b"\x01"
    masked = bytes(a ^ b for a, b in zip(block, _mask(hashed, len(block)), strict=True))
    first = masked[0] & (0xFF >> (8 * size - (bits - 1)))
    return int.from_bytes(bytes([first]) + masked[1:] + hashed + b"\xbc")


def blinded(token: bytes, n: int, factor: int) -> int:
    """What the voter's browser sends: the token, hidden by a random `factor` that stays there."""
    if gcd(factor, n) != 1:
        raise ValueError("The factor has no inverse.")
    return encode(token, n.bit_length()) * pow(factor, EXPONENT, n) % n


def signed(key: str, value: int) -> int:
    """Sign what can't be read. Raises ValueError for a number outside the modulus."""
    numbers = _private(key).private_numbers()
    p, q, n = numbers.p, numbers.q, numbers.public_numbers.n
    if not 0 < value < n:
        raise ValueError("This number can't be signed.")
    over_p, over_q = pow(value, numbers.dmp1, p), pow(value, numbers.dmq1, q)
    signature = over_q + q * ((over_p - over_q) * numbers.iqmp % p)
    if pow(signature, EXPONENT, n) != value:
        raise ValueError("The signature came out wrong.")  # a fault here would tell the key
    return signature


def unblinded(signature: int, n: int, factor: int) -> int:
    return signature * pow(factor, -1, n) % n


def is_signed(token: bytes, signature: int, n: int) -> bool:
    """Whether the owner of the key signed this token, whenever and for whomever."""
    if len(token) != TOKEN_BYTES or not 0 < signature < n:
        return False
    public = rsa.RSAPublicNumbers(EXPONENT, n).public_key()
    scheme = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=0)
    try:
        public.verify(signature.to_bytes((n.bit_length() + 7) // 8), token, scheme, SHA384())
    except InvalidSignature:
        return False
    return True


def code_of(token: bytes) -> str:
    """The receipt of a secret ballot: AAAA-BBBB-CCCC, by which its voter finds it in the list."""
    letters = b32encode(sha256(token).digest()).decode()[:CODE_LETTERS]
    return "-".join(letters[at : at + CODE_PART] for at in range(0, CODE_LETTERS, CODE_PART))


def _mask(seed: bytes, size: int) -> bytes:
    """MGF1 with SHA-384."""
    rounds = range(-(-size // HASH_BYTES))
    return b"".join(sha384(seed + each.to_bytes(4)).digest() for each in rounds)[:size]


def _private(key: str) -> rsa.RSAPrivateKey:
    # Made by us and kept sealed: to prove its primes anew with every ballot took most of the time.
    loaded = serialization.load_pem_private_key(
        key.encode(), password=None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(loaded, rsa.RSAPrivateKey):
        raise ValueError("This is no RSA key.")
    return loaded
