import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Browsers read any number of slashes of either kind after the scheme.
_CREDENTIALS = re.compile(r"^https?:[/\\]*[^/?#]*@", re.IGNORECASE)


def has_credentials(address: str) -> bool:
    """Whether a name or a password stands before its host, as in https://user:password@host/."""
    return bool(_CREDENTIALS.match(address.strip()))


def refuse_credentials(address: str) -> None:
    if has_credentials(address):
        raise ValidationError(
            _(
                "This address carries a user name or a password, which every reader would see. Write it "
                "without what stands before the @, for example https://www.example.org/."
            ),
            code="credentials",
        )
