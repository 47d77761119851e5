"""What a file really is, read from its first bytes; names and declared types are not believed."""

from typing import BinaryIO, NamedTuple
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from .archives import TooManyParts, open_archive
from .macros import TooLarge, has_macros
from .pictures import Damaged, clean
from .pictures.renditions import MAX_PIXELS

MEGABYTE = 1024 * 1024


class FileType(NamedTuple):
    mime: str
    extensions: tuple[str, ...]
    max_size: int


JPEG = FileType("image/jpeg", ("jpg", "jpeg"), 25 * MEGABYTE)
PNG = FileType("image/png", ("png",), 25 * MEGABYTE)
WEBP = FileType("image/webp", ("webp",), 25 * MEGABYTE)
AVIF = FileType("image/avif", ("avif",), 25 * MEGABYTE)
GIF = FileType("image/gif", ("gif",), 25 * MEGABYTE)
PDF = FileType("application/pdf", ("pdf",), 50 * MEGABYTE)
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = FileType(f"{_OFFICE}wordprocessingml.document", ("docx",), 50 * MEGABYTE)
XLSX = FileType(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",), 50 * MEGABYTE)
PPTX = FileType(f"{_OFFICE}presentationml.presentation", ("pptx",), 50 * MEGABYTE)
ODT = FileType("application/vnd.oasis.opendocument.text", ("odt",), 50 * MEGABYTE)
ODS = FileType("application/vnd.oasis.opendocument.spreadsheet", ("ods",), 50 * MEGABYTE)

IMAGES = (JPEG, PNG, WEBP, AVIF, GIF)
LOGOS = (JPEG, PNG, WEBP)
DOCUMENTS = (PDF, DOCX, XLSX, PPTX, ODT, ODS)
_READ_AS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
# Of which only still ones are accepted.
_MAY_MOVE = ("AVIF", "GIF")
# Brands of its first box.
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")
# An MPO is a JPEG with more pictures behind it, as telephones and some cameras write it.
_BY_PILLOW = {"JPEG": JPEG, "MPO": JPEG, "PNG": PNG, "WEBP": WEBP, "AVIF": AVIF, "GIF": GIF}
# As far as readers look for its first line: mail programs and servers put theirs before it.
PDF_STARTS_WITHIN = 1024
_BY_MEMBER = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
_BY_MIME = {kind.mime: kind for kind in (ODT, ODS)}


def sniff(file: BinaryIO) -> FileType | None:
    """The type that the content shows, or None; leaves the file at its start."""
    file.seek(0)
    start = file.read(PDF_STARTS_WITHIN + 5)
    try:
        if start.startswith(b"%PDF-"):
            return PDF
        if start.startswith(b"PK\x03\x04"):
            return _sniff_package(file)
        return _sniff_image(file) or (PDF if b"%PDF-" in start else None)
    finally:
        file.seek(0)


def _sniff_package(file: BinaryIO) -> FileType | None:
    file.seek(0)
    try:
        with open_archive(file) as package:
            kind = _kind_of(package)
            # Macros travel under the same container; nobody expects them from a press office.
            return None if kind is None or has_macros(package) else kind
    except Exception:
        # Damaged or made to deceive, an archive raises anything from EOFError to NotImplementedError.
        return None


def _kind_of(package: ZipFile) -> FileType | None:
    names = package.namelist()
    if len({name.lower() for name in names}) < len(names):
        # Which of two parts of one name is read, each program decides for itself.
        return None
    if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
        return _BY_MIME.get(package.read("mimetype").decode("ascii", "replace"))
    if "[Content_Types].xml" not in names:
        return None
    folders = (kind for folder, kind in _BY_MEMBER.items() if any(n.startswith(folder) for n in names))
    return next(folders, None)


def _sniff_image(file: BinaryIO) -> FileType | None:
    file.seek(0)
    try:
        with Image.open(file, formats=_READ_AS) as image:
            if image.width * image.height > MAX_PIXELS or _moves(image):
                return None
            image.verify()
            return _BY_PILLOW[str(image.format)]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None


def _moves(image) -> bool:
    return image.format in _MAY_MOVE and image.is_animated


def validate_upload(file, allowed: tuple[FileType, ...] = IMAGES + DOCUMENTS) -> FileType:
    """Raise ValidationError unless size, content and name agree on one allowed type."""
    largest = max(kind.max_size for kind in allowed)
    try:
        size = file.size
    except FileNotFoundError:
        # A form checks what was stored long ago as well.
        raise ValidationError(_("This file has been lost. Upload it again."), code="lost") from None
    if size > largest:
        raise ValidationError(
            _("This file is %(size)s; the largest accepted is %(limit)s. Choose a smaller one."),
            code="too_large",
            params={"size": filesizeformat(size), "limit": filesizeformat(largest)},
        )
    kind = sniff(file)
    accepted = ", ".join(_short_name(k) for k in allowed)
    if kind not in allowed:
        named = _named_as(file.name)
        params = {
            "accepted": accepted,
            "name": file.name.rpartition("/")[2],
            "named": named and _short_name(named),
            "millions": MAX_PIXELS // 1_000_000,
        }
        sentence = _MISNAMED if named not in (None, kind) else _UNFIT
        raise ValidationError(_objection(file) or sentence, code="type", params=params)
    if size > kind.max_size:
        raise ValidationError(
            _("This file is %(size)s; the largest accepted is %(limit)s. Choose a smaller one."),
            code="too_large",
            params={"size": filesizeformat(size), "limit": filesizeformat(kind.max_size)},
        )
    if file.name.rpartition(".")[2].lower() not in kind.extensions:
        raise ValidationError(
            _("The name “%(name)s” does not say what the file is. Rename it to end in .%(extension)s."),
            code="mislabelled",
            params={"name": file.name, "extension": kind.extensions[0]},
        )
    if kind in IMAGES:
        _require_whole(file)
    return kind


_UNFIT = _("“%(name)s” is not a file that can be published. Accepted: %(accepted)s.")
_MISNAMED = _(
    "“%(name)s” is not a %(named)s whatever its name says, or it is damaged. Accepted: %(accepted)s."
)


def _short_name(kind: FileType) -> str:
    return kind.extensions[0].upper()


def _named_as(name: str) -> FileType | None:
    """The kind that the end of a name promises."""
    extension = name.rpartition(".")[2].lower()
    return next((kind for kind in IMAGES + DOCUMENTS if extension in kind.extensions), None)


def _objection(file: BinaryIO) -> str:
    """The one thing for which the file is not accepted; '' when it is not known."""
    if objection := _objection_to_picture(file):
        return objection
    file.seek(0)
    try:
        with open_archive(file) as package:
            if _kind_of(package) and has_macros(package):
                return gettext(
                    "This file contains macros, ActiveX controls or OLE objects; save it without "
                    "them. Accepted: %(accepted)s."
                )
    except (TooManyParts, TooLarge):
        return gettext(
            "This file contains far more data than a document should; save it again. Accepted: %(accepted)s."
        )
    except Exception:  # noqa: S110 - damaged or made to deceive, an archive raises anything
        pass
    finally:
        file.seek(0)
    return ""


def _objection_to_picture(file: BinaryIO) -> str:
    file.seek(0)
    start = file.read(PDF_STARTS_WITHIN)
    if start[4:8] == b"ftyp" and any(brand in start[8:64] for brand in _HEIC):
        return gettext(
            "Browsers do not show HEIC pictures; open it and export it as JPEG, or let the telephone take "
            "JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible). Accepted: %(accepted)s."
        )
    if b"<svg" in start:
        return gettext(
            "An SVG drawing may contain programs and is not published; export it as PNG, some 2,000 pixels "
            "wide. Accepted: %(accepted)s."
        )
    if _is_too_wide(file):
        return gettext(
            "This picture has more than %(millions)s million pixels; save it smaller. Accepted: %(accepted)s."
        )
    if _is_moving(file):
        return gettext(
            "This picture moves; save one of its pictures as PNG or JPEG, or link to it as a video. "
            "Accepted: %(accepted)s."
        )
    return ""


def _is_too_wide(file: BinaryIO) -> bool:
    try:
        return _asked(file, lambda image: image.width * image.height > MAX_PIXELS)
    except Image.DecompressionBombError:
        return True


def _is_moving(file: BinaryIO) -> bool:
    return _asked(file, _moves)


def _asked(file, question):
    file.seek(0)
    try:
        with Image.open(file, formats=_READ_AS) as image:
            return question(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return False


def _require_whole(file):
    try:
        clean(file)
    except Damaged:
        raise ValidationError(
            _("This picture is damaged. Open it in another program, save it there and choose the new file."),
            code="damaged",
        ) from None


def validate_image(file) -> None:
    validate_upload(file, LOGOS)


def validate_attachment(file) -> None:
    validate_upload(file)
