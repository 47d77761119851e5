"""Whatever a picture is like, it comes out upright, in its colours and without what it told."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from common.pictures import renditions
from common.pictures.renditions import FORMATS, encoded, steps
from tests import pictures
from tests.pictures import ARTIST, COPYRIGHT, SECRET

SIZE = (480, 320)
# Of 255, on average: what the encoders lose.
LOSS = 5


def reference():
    """Another colour in each corner, so that a turned one would be seen."""
    across, down = Image.linear_gradient("L").rotate(90), Image.linear_gradient("L")
    return Image.merge("RGB", [across, down, ImageChops.invert(across)]).resize(SIZE)


def with_alpha():
    picture = reference().convert("RGBA")
    picture.putalpha(Image.radial_gradient("L").resize(SIZE).point(lambda value: 255 - value))
    return picture


def written(picture, encoder, **options):
    file = io.BytesIO()
    picture.save(file, encoder, **options)
    return file.getvalue()


def sixteen_bits():
    """As no encoder of Pillow writes it: three colours of two bytes."""
    pixels = reference().tobytes()
    rows = [pixels[start : start + 3 * SIZE[0]] for start in range(0, len(pixels), 3 * SIZE[0])]
    data = b"".join(b"\0" + bytes(byte for value in row for byte in (value, value)) for row in rows)
    head = struct.pack(">IIBBBBB", *SIZE, 16, 2, 0, 0, 0)
    pieces = [(b"IHDR", head), (b"IDAT", zlib.compress(data)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(pictures.chunk(*piece) for piece in pieces)


def wide_profile():
    """sRGB with the primaries of Display P3, as telephones write it."""
    profile = bytearray(pictures.PROFILE)
    primaries = {
        b"rXYZ": (0.51512, 0.2412, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.1571, 0.06657, 0.78407),
    }
    for place in range(132, 132 + 12 * struct.unpack_from(">I", profile, 128)[0], 12):
        name, start, _length = struct.unpack_from(">4sII", profile, place)
        if name in primaries:
            struct.pack_into(">3i", profile, start + 8, *(round(65536 * each) for each in primaries[name]))
    return bytes(profile)


def in_wide_colours():
    transform = ImageCms.profileToProfile(
        reference(), ImageCms.createProfile("sRGB"), io.BytesIO(wide_profile())
    )
    return written(transform, "JPEG", quality=95, icc_profile=wide_profile())


LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
COLOURED = {
    "a JPEG": written(reference(), "JPEG", quality=95),
    "an MPO": written(reference(), "MPO", save_all=True, append_images=[reference().resize((48, 32))]),
    "for print": written(reference().convert("CMYK"), "JPEG", quality=95),
    "for print, with a profile for screens": written(
        reference().convert("CMYK"), "JPEG", quality=95, icc_profile=pictures.PROFILE
    ),
    "turned": written(reference().rotate(90, expand=True), "JPEG", quality=95, exif=pictures.exif(6)),
    "mirrored": written(
        reference().transpose(Image.Transpose.FLIP_LEFT_RIGHT), "JPEG", quality=95, exif=pictures.exif(2)
    ),
    "sixteen bits": sixteen_bits(),
    "a PNG": written(reference(), "PNG", exif=pictures.exif()),
    "a turned PNG": written(reference().rotate(90, expand=True), "PNG", exif=pictures.exif(6)),
    "wide colours": in_wide_colours(),
    "a damaged profile": written(reference(), "JPEG", quality=95, icc_profile=bytes(200)),
    "a profile of another kind": written(reference(), "JPEG", quality=95, icc_profile=LAB),
    "a WebP": written(reference(), "WEBP", quality=95),
    "a turned WebP": written(reference().rotate(90, expand=True), "WEBP", quality=95, exif=pictures.exif(6)),
    "an AVIF": written(reference(), "AVIF", quality=90),
    "a turned AVIF": written(reference().rotate(90, expand=True), "AVIF", quality=90, exif=pictures.exif(6)),
    "the first of a moving WebP": written(
        reference(), "WEBP", quality=95, save_all=True, append_images=[reference().rotate(180)]
    ),
}
# A palette of 256 colours is no more than near.
FEW_COLOURS = {
    "a GIF": written(reference(), "GIF"),
    "a palette": written(reference().quantize(256), "PNG"),
}


def made(content):
    found = {}
    for step, extension, rendition in encoded(io.BytesIO(content)):
        found[step, extension] = Image.open(io.BytesIO(rendition))
    return found


def difference(picture, expected):
    expected = expected.resize(picture.size)
    return max(ImageStat.Stat(ImageChops.difference(picture, expected)).mean)


@pytest.mark.parametrize(
    ("content", "loss"),
    [
        *(pytest.param(content, LOSS, id=name) for name, content in COLOURED.items()),
        *(pytest.param(content, 2 * LOSS, id=name) for name, content in FEW_COLOURS.items()),
    ],
)
def test_it_comes_out_upright_and_in_its_colours(content, loss):
    found = made(content)
    assert found.keys() == {(step, form) for step in (360, 720) for form in FORMATS}
    for (step, form), picture in found.items():
        assert picture.format == FORMATS[form].encoder
        assert picture.size == ((360, 240) if step == 360 else SIZE)
        assert difference(picture.convert("RGB"), reference()) < loss


@pytest.mark.parametrize(
    "content",
    [
        written(reference().convert("L"), "JPEG", quality=95),
        written(
            reference().convert("L").convert("I").point(lambda value: value * 257).convert("I;16"), "PNG"
        ),
        written(reference().convert("L"), "JPEG", quality=95, icc_profile=wide_profile()),
    ],
    ids=["eight bits", "sixteen bits", "with a profile of colours"],
)
def test_grey_stays_grey(content):
    for picture in made(content).values():
        assert difference(picture.convert("L"), reference().convert("L")) < LOSS


@pytest.mark.parametrize(
    "content",
    [
        written(with_alpha(), "PNG"),
        written(with_alpha(), "WEBP", quality=95),
        written(with_alpha().quantize(256), "PNG"),
    ],
    ids=["PNG", "WebP", "palette"],
)
def test_what_one_sees_through_stays_so_and_is_white_where_a_jpeg_has_no_other_way(content):
    on_white = Image.new("RGBA", SIZE, "white")
    on_white.alpha_composite(with_alpha())
    for (_step, form), picture in made(content).items():
        if form == "jpg":
            seen = picture
        else:
            assert picture.mode == "RGBA"
            seen = Image.new("RGBA", picture.size, "white")
            seen.alpha_composite(picture)
        assert difference(seen.convert("RGB"), on_white.convert("RGB")) < 2 * LOSS


@pytest.mark.parametrize(
    "content",
    [
        pictures.with_thumbnail(pictures.jpeg()),
        pictures.jpeg(6),
        pictures.jpeg(more=pictures.segment(0xED, pictures.iptc()), after=pictures.video()),
        pictures.mpo(),
        pictures.png(),
        pictures.webp(),
        written(reference(), "AVIF", exif=pictures.exif(), xmp=pictures.xmp()),
    ],
    ids=["thumbnail", "turned", "IPTC and video", "MPO", "PNG", "WebP", "AVIF"],
)
def test_no_byte_tells_where_when_and_by_whose_device(content):
    assert SECRET.encode() in content
    for _step, _form, rendition in encoded(io.BytesIO(content)):
        position = struct.pack("<II", 48, 1), struct.pack(">II", 48, 1)
        for secret in (
            SECRET.encode(),
            SECRET.encode("utf-16-le"),
            b"2026:11",
            b"GPS",
            b"ICC_PROFILE",
            *position,
        ):
            assert secret not in rendition
        picture = Image.open(io.BytesIO(rendition))
        assert set(picture.getexif()) <= {0x013B, 0x8298}
        assert not picture.getexif().get_ifd(pictures.GPS_IFD)
        assert not {"icc_profile", "xmp", "comment"} & picture.info.keys()


def test_author_and_copyright_stay_with_every_rendition():
    for picture in made(pictures.jpeg()).values():
        told = picture.getexif()
        assert [told[tag].encode("latin-1").decode() for tag in (0x013B, 0x8298)] == [ARTIST, COPYRIGHT]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((300, 200), [(360, 300)]),
        ((720, 480), [(360, 360), (720, 720)]),
        ((1000, 10), [(360, 360), (720, 720), (1200, 1000)]),
        ((6000, 4000), [(360, 360), (720, 720), (1200, 1200), (1600, 1600)]),
        # WebP has no room for more.
        ((1000, 20_000), [(360, 360), (720, 720)]),
        ((1000, 60_000), []),
        ((None, None), []),
        ((0, 0), []),
    ],
)
def test_no_rendition_is_wider_than_the_picture_and_the_last_loses_nothing(size, expected):
    assert steps(*size) == expected


@pytest.mark.parametrize("size", [(1, 1), (2000, 1), (1, 2000)])
def test_the_smallest_pictures_have_renditions(size):
    found = made(written(Image.new("RGB", size), "PNG"))
    assert {step for step, _form in found} == {step for step, _wide in steps(*size)}
    assert all(picture.width <= size[0] for picture in found.values())


def test_more_than_a_hundred_megapixels_are_not_decoded(monkeypatch):
    monkeypatch.setattr(renditions, "MAX_PIXELS", SIZE[0] * SIZE[1] - 1)
    with pytest.raises(renditions.TooLarge):
        next(encoded(io.BytesIO(COLOURED["a JPEG"])))


@pytest.mark.parametrize("content", [b"", b"<svg/>", COLOURED["a PNG"][:100], COLOURED["a JPEG"][:300]])
def test_what_is_no_picture_or_cut_off_raises_an_error_of_its_own(content):
    with pytest.raises((OSError, SyntaxError)):
        made(content)
