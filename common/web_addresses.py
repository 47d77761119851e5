import re
import socket
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from .characters import bound_marks, to_unicode_form

SCHEMES = ("http", "https")
# Names that stand for nothing on the public internet, or for different things on every network:
# RFC 6761, 6762, 8375, and what routers and offices use.
RESERVED = ("home.arpa", "internal", "invalid", "lan", "local", "localhost", "test")
# Browsers read any number of slashes of either kind after http: and https:.
_CREDENTIALS = re.compile(r"^(?:https?:[/\\]*|[a-z][a-z0-9+.-]*:[/\\]{2}|//)[^/?#]*@", re.IGNORECASE)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.ASCII)
_is_valid = URLValidator(schemes=SCHEMES)


def has_credentials(address: str) -> bool:
    """Whether a name or a password stands before its host, as in https://user:password@host/."""
    return bool(_CREDENTIALS.match(address.strip()))


def parts_of(address: str) -> SplitResult:
    """ValueError for an unfinished IPv6 address."""
    return urlsplit(bound_marks(address.strip()))


def host_of(address: str) -> str:
    """'' where there is none."""
    try:
        return (parts_of(address).hostname or "").partition("\\")[0]
    except ValueError:
        return ""


def is_private_host(host: str) -> bool:
    """Whether it means something on one computer or network only."""
    name = to_unicode_form("NFKC", unquote(host)).replace("。", ".").lower().strip(".")
    if ":" in name:
        return _is_private_ip(name.strip("[]"))
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _is_private_ip(name)
    return len(labels) == 1 or any(f".{name}".endswith(f".{reserved}") for reserved in RESERVED)


def _is_private_ip(written):
    """Browsers read 127.1, 2130706433 and 0x7f.0.0.1 as addresses, as inet_aton() does."""
    try:
        ip = ip_address(written if ":" in written else socket.inet_aton(written))
    except (OSError, ValueError):
        return True
    meant = (isinstance(ip, IPv6Address) and ip.ipv4_mapped) or ip
    return not meant.is_global


def validate_website(address: str) -> None:
    """Of a page that every reader can open."""
    if has_credentials(address):
        raise ValidationError(
            _(
                "This address contains a user name or a password, which every reader would see. "
                "Write it without the part before the @, for example https://www.example.org/."
            ),
            code="credentials",
        )
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in SCHEMES:
        raise ValidationError(
            _(
                "This address begins with %(scheme)s, and readers can open web pages only. Write one that "
                "begins with https:// or http://, for example https://www.example.org/."
            ),
            code="scheme",
            params={"scheme": scheme[0]},
        )
    host = host_of(address)
    # Words are no host, neither a private one.
    if host and " " not in host and is_private_host(host):
        raise ValidationError(
            _(
                "This address opens on one computer or network only. Write the public one, for example "
                "https://www.example.org/."
            ),
            code="private",
        )
    _is_valid(address)
