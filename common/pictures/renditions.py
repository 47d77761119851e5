"""Of a picture as it was uploaded, pictures in the widths and formats that pages load: upright, in the
colours that every screen knows (sRGB), with author and copyright and nothing else beside the picture.

Pure: bytes of a picture go in, encoded renditions come out.
"""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from PIL import Image, ImageCms, ImageOps

# Raise it when anything here changes what comes out: all are made anew, and the old ones swept away.
RECIPE = 1
# Of the layout: a telephone with one, two and three points to a pixel, then the front page on dense screens.
WIDTHS = (360, 720, 1200, 1600)
# WebP holds no more; the others do.
MAX_HEIGHT = 16_000
MAX_PIXELS = 100_000_000
ORIENTATION, ARTIST, COPYRIGHT = 0x0112, 0x013B, 0x8298
FIRST_TRANSPOSED = 5
READ_AS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
# Lines and letters, whose colours would bleed if they were kept at half the size.
DRAWN = ("PNG", "GIF")
SPACES = {"RGB": "RGB", "RGBA": "RGB", "L": "GRAY", "CMYK": "CMYK"}


class Format(NamedTuple):
    mime_type: str
    encoder: str
    options: dict[str, Any]
    # Of a drawing besides.
    sharp: dict[str, Any]


# In the order in which a browser shall choose; benchmarks/README.md has what they weigh.
FORMATS = {
    "avif": Format(
        "image/avif", "AVIF", {"quality": 45, "speed": 6, "max_threads": 1}, {"subsampling": "4:4:4"}
    ),
    "webp": Format("image/webp", "WEBP", {"quality": 65, "method": 4}, {"use_sharp_yuv": True}),
    "jpg": Format(
        "image/jpeg", "JPEG", {"quality": 72, "progressive": True, "optimize": True}, {"subsampling": "4:4:4"}
    ),
}


class TooLarge(ValueError):
    pass


def steps(width: int | None, height: int | None) -> list[tuple[int, int]]:
    """(width in the address, width of the file) of each rendition: the last is the first that loses nothing.

    None of a picture whose size is not known, or that is far too tall.
    """
    if not width or not height:
        return []
    found = []
    for step in WIDTHS:
        wide = min(step, width)
        if round(height * wide / width) <= MAX_HEIGHT:
            found.append((step, wide))
        if step >= width:
            break
    return found


def encoded(file: BinaryIO) -> Iterator[tuple[int, str, bytes]]:
    """(width in the address, format, content), the widest first."""
    with Image.open(file, formats=READ_AS) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise TooLarge
        options, is_drawn = {"exif": _credits(picture)}, picture.format in DRAWN
        seen = _seen_size(picture)
        image = _normalised(picture)
    for step, wide in reversed(steps(*seen)):
        image = _scaled(image, wide, max(1, round(seen[1] * wide / seen[0])))
        for name, form in FORMATS.items():
            yield step, name, _encode(image, form, options | (form.sharp if is_drawn else {}))


def _seen_size(picture):
    wide, high = picture.size
    turned = picture.getexif().get(ORIENTATION, 1) >= FIRST_TRANSPOSED
    return (high, wide) if turned else (wide, high)


def _credits(picture):
    """A block of author and copyright; empty where it has neither."""
    found, kept = picture.getexif(), Image.Exif()
    for tag in (ARTIST, COPYRIGHT):
        if isinstance(value := found.get(tag), str) and value.strip("\0 "):
            # As they stood: Pillow reads bytes as Latin-1, whatever they are, and would write "?".
            kept[tag] = value.encode("latin-1", "replace")
    return kept.tobytes() if len(kept) else b""


def _normalised(picture):
    """Upright, in sRGB, RGB or RGBA, and no larger than what is made of it."""
    longest = _longest_needed(picture)
    # A large JPEG is read at a half, a quarter or an eighth of its size.
    picture.draft(None, (longest, longest))
    image = _in_a_mode_that_scales(picture)
    turned = picture.getexif().get(ORIENTATION, 1)
    profile = picture.info.get("icc_profile")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2)
    image = _in_srgb(image, profile)
    image.info = {}
    exif = image.getexif()
    exif.clear()
    exif[ORIENTATION] = turned
    image = ImageOps.exif_transpose(image)
    image.info = {}
    return image


def _longest_needed(picture):
    """Of its longer side, so that the shorter is as wide as the widest."""
    wide, high = _seen_size(picture)
    widest = min(wide, WIDTHS[-1])
    return max(widest, round(high * widest / wide))


def _in_a_mode_that_scales(picture):
    if picture.mode.startswith("I"):
        # Sixteen bits; converted, all but the darkest would be white.
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("L", "RGB", "CMYK", "RGBA") and "transparency" not in picture.info:
        picture.load()
        return picture.copy() if picture.mode == "RGBA" else picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _in_srgb(image, profile):
    """A profile that is damaged or of another kind of picture is passed over, as browsers do."""
    plain = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if found.profile.xcolor_space.strip() == SPACES[image.mode]:
                srgb = ImageCms.createProfile("sRGB")
                return ImageCms.profileToProfile(image, found, srgb, outputMode=plain)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert(plain)


def _scaled(image, wide, high):
    return image if image.size == (wide, high) else image.resize((wide, high), Image.Resampling.LANCZOS)


def _encode(image, form, options):
    if form.encoder == "JPEG" and image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    file = io.BytesIO()
    image.save(file, form.encoder, **form.options, **options)
    return file.getvalue()
