import re

from django.conf import settings
from django.http.request import validate_host
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language, get_language_from_path, override

from common.telephones import french_to_e164
from common.uploads import IMAGES
from common.web_addresses import has_credentials, host_of, is_private_host, parts_of

PICTURES = {extension for kind in IMAGES for extension in kind.extensions}
# Pictures come from the release's own attachments; a foreign one would follow the reader about.
FILE_ADDRESS = re.compile(r"^/files/([0-9a-f-]{36}/[\w.-]+)$")

_MAIL = r"[^\s@:/?#<>()]+@(?:[\w-]+\.)+[^\W\d_]{2,}"
_HOST = r"(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[\w-]+)"
_FILE_TYPES = (
    "aspx?|avif|docx?|gif|heic|html?|jpe?g|jsp|odt|ods|pdf|php|png|pptx?|rtf|svg|txt|webp|xlsx?|xml|zip"
)
# What people type, and what they mean by it; static/js/editor/addresses.js has the same table.
NORMALISATIONS = [
    (re.compile(rf"^({_MAIL})$"), r"mailto:\1"),
    (re.compile(rf"^//({_HOST}(?:[:/?#]\S*)?)$"), r"https://\1"),
    (re.compile(rf"^(https?)(?::/?|//)({_HOST}(?:[:/?#]\S*)?)$", re.IGNORECASE), r"\1://\2"),
    # A file name with no host before it, such as presse.html, is no web address.
    (
        re.compile(
            rf"^(?!(?!www\.)[\w.-]+\.(?:{_FILE_TYPES})$)({_HOST}(?:[/?#]\S*)?)$",
            re.IGNORECASE,
        ),
        r"https://\1",
    ),
]
USABLE = [
    re.compile(rf"^mailto:{_MAIL}(?:,{_MAIL})*(?:\?\S*)?$", re.IGNORECASE),
    re.compile(r"^tel:\+?[0-9][0-9().-]{1,30}$", re.IGNORECASE),
    re.compile(r"^/(?![/\\])\S*$"),
]
_WEB = re.compile(r"^https?://\S+$", re.IGNORECASE)
_WITH_PORT = re.compile(rf"^{_HOST}:\d+(?:[/?#]\S*)?$")
_TELEPHONE = re.compile(r"^(?:tel:)?(\+[0-9][0-9\s().-]{5,30})$", re.IGNORECASE)
_FRENCH_TELEPHONE = re.compile(r"^(?:tel:)?0([1-9](?:[\s.-]?[0-9]{2}){4})$", re.IGNORECASE)
_AROUND = "\u200b\u200e\u200f\u2060\ufeff"


def normalise_link(address: str) -> str | None:
    """The address that a link is to have; None where nobody can say which is meant, or nobody may read it."""
    meant = _normalised(address)
    return None if meant is None or has_credentials(meant) or is_not_public(meant) else meant


def _normalised(address):
    address = address.strip().strip(_AROUND).strip()
    if telephone := _TELEPHONE.match(address):
        return "tel:" + re.sub(r"[^+0-9]", "", telephone[1])
    if telephone := _FRENCH_TELEPHONE.match(address):
        return f"tel:{french_to_e164(re.sub(r'[^0-9]', '', telephone[1]))}"
    for pattern, meant in NORMALISATIONS:
        if pattern.match(address):
            return pattern.sub(meant, address)
    usable = bool(_web_host(address)) or any(pattern.match(address) for pattern in USABLE)
    return address if usable else None


def is_not_public(address: str) -> bool:
    """Whether it leads to what only one computer or network knows, and not to this site."""
    host = _web_host(_normalised(address) or "")
    return bool(host) and is_private_host(host) and not is_own_host(host)


def is_external(address: str) -> bool:
    """Whether it is a page of another site."""
    host = _web_host(address)
    return bool(host) and not is_own_host(host)


def begins_with_a_host_and_port(address: str) -> bool:
    return bool(_WITH_PORT.match(address.strip()))


def _web_host(address):
    return host_of(address) if _WEB.match(address) else ""


def is_own_host(host: str) -> bool:
    allowed = settings.ALLOWED_HOSTS or [".localhost", "127.0.0.1", "[::1]"]
    return validate_host(host.lower(), [pattern for pattern in allowed if pattern != "*"])


def own_path(address: str) -> str | None:
    """The path of an address of this site; None for any other."""
    address = address.strip()
    host = host_of(address)
    if host and (not re.match(r"(?i)(?:https?:)?//", address) or not is_own_host(host)):
        return None
    return parts_of(address).path if host else re.split(r"[?#]", address)[0]


def own_picture(address: str) -> str | None:
    """The address of an attachment as a text keeps it, whether it was given with our host or without."""
    path = own_path(address)
    return path if path and FILE_ADDRESS.match(path) else None


def own_file(address: str) -> str | None:
    """The same of one that is linked to, with the place in it: #page=3."""
    path = own_picture(address)
    _before, sign, place = address.strip().partition("#")
    return path and path + sign + place


def is_picture(path: str) -> bool:
    """Whether its name says so, which an upload has to mean."""
    return path.rpartition(".")[2] in PICTURES


def page_of(path: str) -> ResolverMatch | None:
    """Which of this site's pages, for readers, have addresses of that form."""
    if path.startswith(settings.DESK_PATH):
        return None
    with override(get_language_from_path(path) or get_language()):
        try:
            return resolve(path)
        except Resolver404:
            return None


def own_page_path(address: str) -> str | None:
    """The path of an address of this site that a browser opens; None for any other."""
    return None if address.startswith(("mailto:", "tel:")) else own_path(address)


def leads_nowhere(address: str) -> bool:
    """Whether it is one of this site, and no page that readers can open has its form."""
    path = own_page_path(address)
    return page_of(path) is None if path else False
