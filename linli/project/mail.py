"""What `mail_url` means to Django."""

from typing import Any
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
SECONDS = 10


def settings_of(url: str) -> dict[str, Any]:
    """Django's EMAIL_… settings for smtp://user:password@host:port (STARTTLS) or smtps:// (TLS).

    Port 25 is taken for a relay on the own machine, without encryption. Without a URL mail is
    written to the log, in part, and not sent.
    """
    if not url:
        return {"EMAIL_BACKEND": "linli.platform.notices.mail_log.MailLog"}
    parts = urlsplit(url)
    port = parts.port or PORTS[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and port != 25,
        "EMAIL_TIMEOUT": SECONDS,
    }
