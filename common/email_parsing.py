import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .forms import EmailField
from .mail_addresses import validate_address

# What stands around an address in a list, and never within one.
_AROUND = " \t\r\n\"'`’‘“”«»<>()[].,;:/"
_IN_BRACKETS = re.compile(r"[<(\[]([^<>()\[\]]*)[>)\]]")
_REMARK = re.compile(r"(@[^\s()@]+)\s*\([^()]*\)")
_LOOKS_LIKE_ONE = re.compile(r"[^\s<>()\[\],;:?&'\"]+@[^\s<>()\[\],;:?&'\"]+")
_ADDRESS = re.compile(r"[^\s<>()\[\],;\"]+@[^\s<>()\[\],;\"]+")
_MAILTO = re.compile(r"(?:mailto|smtp):", re.IGNORECASE)
# What people write in front of an address, and the signs that look like @.
_LABEL = re.compile(r"\s*(?:adresse )?(?:e-?mail|courriel|m[eé]l|mail)\s*:\s*(?=\S)", re.IGNORECASE)
_AT = re.compile(r"\s?[@＠﹫]\s?")
# As long as a name, a mailto: and an address may be.
MAX_LENGTH = 1000


def one_address(text: str) -> str:
    """`mailto:zoe@example.org?subject=…`, `Zoé <zoe@example.org>;` → zoe@example.org; nothing for nothing.

    ValidationError with a sentence when it is none, or when there are several.
    """
    if not text.strip():
        return ""
    found = _addresses(text) if len(text) <= MAX_LENGTH else []
    if len(found) == 1:
        return found[0]
    if len(found) > 1 or len({word.lower() for word in _LOOKS_LIKE_ONE.findall(text[:MAX_LENGTH])}) > 1:
        sentence = _(
            "“%(text)s” contains several e-mail addresses, and a contact can have only one: keep one."
        )
    else:
        sentence = _("“%(text)s” is not a valid e-mail address; write it like name@example.org.")
    raise ValidationError(sentence % {"text": text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"})


def words_beside_address(text: str) -> str:
    """A name or a remark, without the signs around them and without what is only a label."""
    text = text.strip(_AROUND)
    if "@" not in text or len(text) > MAX_LENGTH or _ADDRESS.fullmatch(text):
        return ""
    if label := _LABEL.match(text):
        text = text[label.end() :]
    parts = re.split(r"[<>()\[\];]", _ADDRESS.sub(";", _AT.sub("@", text)))
    return ", ".join(filter(None, (part.strip(_AROUND) for part in parts)))


class AddressField(EmailField):
    def to_python(self, value):
        text = super().to_python(value)
        try:
            return one_address(text)
        except ValidationError:
            # The field's own validator says so, in the words of forms.
            return text


def _addresses(text: str) -> list[str]:
    """Each address once, whatever its case; none where something else stands beside them."""
    found: dict[str, str] = {}
    if label := _LABEL.match(text):
        text = text[label.end() :]
    for part in re.split(r"[;,\s]\s*(?=\S+@)|[;\n]", _without_names(_AT.sub("@", text))):
        address = _bare(part)
        if not address:
            continue
        try:
            validate_address(address)
        except ValidationError:
            return []
        found.setdefault(address.lower(), address)
    return list(found.values())


def _without_names(text: str) -> str:
    """Where an address stands in brackets, what stands before it is a name, or the same address; brackets
    behind an address say whose it is."""
    if not any("@" in inside for inside in _IN_BRACKETS.findall(text)):
        return _REMARK.sub(r"\1", text)
    parts, end = [], 0
    for match in _IN_BRACKETS.finditer(text):
        before = text[end : match.start()]
        parts += [word for word in before.split() if "@" in word]
        parts += [match[1]] if "@" in match[1] else []
        end = match.end()
    return "; ".join([*parts, text[end:]])


def _bare(text: str) -> str:
    """Without the signs around it, and without what a link says of the mail."""
    address = text.strip(_AROUND)
    if link := _MAILTO.match(address):
        address = unquote(address[link.end() :].partition("?")[0])
    return address.strip(_AROUND)
