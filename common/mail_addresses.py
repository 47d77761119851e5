from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

# RFC 5321 and 1035: the part before the @, the name of a host, and what stands between two of its dots.
MAX_LOCAL, MAX_DOMAIN, MAX_LABEL = 64, 253, 63


def validate_address(address: str) -> None:
    """Raises ValidationError for what Django's own check lets pass and no mail server can be asked for."""
    try:
        validate_email(address)
        if (known := to_ascii(address)) != address:
            validate_email(known)
    except (ValidationError, UnicodeError) as error:
        raise ValidationError(
            _("No mail can be sent to “%(address)s”; write it like name@example.org."),
            code="invalid",
            params={"address": address},
        ) from error


def to_ascii(address: str) -> str:
    """As mail servers know it: zoe@éts.example is zoe@xn--ts-9ia.example. UnicodeError where it is none."""
    local, _at, domain = address.rpartition("@")
    domain = domain if domain.isascii() else punycode(domain)
    if len(local) > MAX_LOCAL or len(domain) > MAX_DOMAIN or max(map(len, domain.split("."))) > MAX_LABEL:
        raise UnicodeError("too long")
    return f"{local}@{domain}"


def same_mailbox_key(address: str) -> str:
    """Equal for two writings of one address: case, and the two forms of a domain with accents."""
    if address.isascii() or "@" not in address:
        return address.lower()
    try:
        return to_ascii(address).lower()
    except UnicodeError:
        return address.lower()
