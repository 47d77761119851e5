import io
import struct
from contextlib import suppress
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, IptcImagePlugin

from common.pictures import Damaged, avif, clean, size_of
from tests import pictures
from tests.pictures import ARTIST, COPYRIGHT, CREDIT, PROFILE, SECRET

EXTENDED = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", 40, 0)
JFXX = pictures.segment(0xE0, b"JFXX\0\x10" + SECRET.encode())
TOLD = {
    "a telephone's JPEG": pictures.jpeg(),
    "with IPTC records": pictures.jpeg(more=pictures.segment(0xED, pictures.iptc())),
    "with extended XMP": pictures.jpeg(more=pictures.segment(0xE1, EXTENDED + SECRET.encode())),
    "with a thumbnail": pictures.with_thumbnail(pictures.jpeg()),
    "with a thumbnail of old": pictures.jpeg(more=JFXX),
    "with its maker's own segments": pictures.jpeg(
        more=b"".join(pictures.segment(kind, SECRET.encode()) for kind in range(0xE2, 0xF0))
    ),
    "with a video behind it": pictures.jpeg(after=pictures.video()),
    "with its depth behind it": pictures.jpeg(after=pictures.jpeg(4)),
    "progressive": pictures.jpeg(progressive=True, after=pictures.video()),
    "with restarts": pictures.jpeg(restart_marker_rows=1),
    "in grey": pictures.jpeg(mode="L"),
    "for print": pictures.jpeg(mode="CMYK", icc_profile=None),
    "an MPO": pictures.mpo(),
    "a PNG": pictures.png(),
    "a PNG with something behind it": pictures.png(after=pictures.video()),
    "a WebP": pictures.webp(),
    "a WebP without loss": pictures.webp(lossless=True),
    "an AVIF": pictures.avif(),
    "an AVIF with something behind it": pictures.avif(after=pictures.video()),
    "a turned AVIF": pictures.avif(6),
    "a GIF": pictures.gif(),
    "a GIF with something behind it": pictures.gif(after=pictures.video()),
    "a WebP with something behind it": pictures.webp(after=pictures.video()),
}
POSITION = struct.pack("<II", 48, 1), struct.pack(">II", 48, 1)


def open_image(content):
    return Image.open(io.BytesIO(content))


def same_picture(before, after):
    before, after = (open_image(content).convert("RGB") for content in (before, after))
    return before.size == after.size and ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("told", TOLD)
def test_a_picture_no_longer_tells_where_when_and_by_whose_device(told):
    content = TOLD[told]
    assert SECRET.encode() in content
    cleaned = clean(io.BytesIO(content))
    for secret in (SECRET.encode(), SECRET.encode("utf-16-le"), b"GPS", b"2026:11", b"ftypmp42", *POSITION):
        assert secret not in cleaned
    with open_image(cleaned) as image:
        assert set(image.getexif()) <= {0x0112, 0x013B, 0x8298}
        assert not image.getexif().get_ifd(pictures.GPS_IFD)
        assert not image.getexif().get_ifd(pictures.EXIF_IFD)
        assert getattr(image, "n_frames", 1) == 1
    assert same_picture(content, cleaned)


@pytest.mark.parametrize("content", [pictures.jpeg(), pictures.webp(), pictures.png()])
def test_author_copyright_credit_and_colours_stay(content):
    cleaned = clean(io.BytesIO(content))
    with open_image(cleaned) as image:
        exif = image.getexif()
        assert (exif[0x013B].encode("latin-1").decode(), exif[0x8298].encode("latin-1").decode()) == (
            ARTIST,
            COPYRIGHT,
        )
        assert image.info["icc_profile"] == PROFILE
        xmp = str(image.getxmp())
    assert all(text in xmp for text in (ARTIST, COPYRIGHT, CREDIT))


def test_avif_keeps_author_copyright_and_credit():
    # Pillow writes letters beyond ASCII as question marks into the Exif block of one that was turned.
    with open_image(clean(io.BytesIO(pictures.avif()))) as image:
        assert {0x013B, 0x8298} <= set(image.getexif())
        assert image.info["icc_profile"] == PROFILE
        xmp = str(image.getxmp())
    assert all(text in xmp for text in (ARTIST, COPYRIGHT, CREDIT))


def test_a_thumbnail_in_an_avif_is_emptied():
    """As if what is told about the picture was a thumbnail of it."""
    content = pictures.avif()
    reference = content.index(b"cdsc")
    (number,) = struct.unpack_from(">H", content, reference + 4)
    meta = next(box for box in avif._boxes(content, 0, len(content)) if box.kind == b"meta")
    inner = list(avif._boxes(content, meta.content + 4, meta.end))
    [(start, end)] = avif._places(content, inner)[number]
    assert clean(io.BytesIO(content))[start:end].strip(b"\0 ")
    with_thumbnail = content[:reference] + b"thmb" + content[reference + 4 :]
    assert not clean(io.BytesIO(with_thumbnail))[start:end].strip(b"\0")


def test_iptc_keeps_by_line_credit_and_copyright():
    cleaned = clean(io.BytesIO(pictures.jpeg(more=pictures.segment(0xED, pictures.iptc()))))
    with open_image(cleaned) as image:
        found = IptcImagePlugin.getiptcinfo(image)
    assert {key: value.decode() for key, value in found.items() if key[0] == 2} == {
        (2, 80): ARTIST,
        (2, 110): CREDIT,
        (2, 116): COPYRIGHT,
    }


def test_png_keeps_the_texts_of_author_and_copyright():
    with open_image(clean(io.BytesIO(pictures.png()))) as image:
        image.load()
        texts = {name: text for name, text in image.text.items() if name != "XML:com.adobe.xmp"}
    assert texts == {"Author": ARTIST, "Copyright": COPYRIGHT}


def plain(kind, **options):
    file = io.BytesIO()
    pictures.image().save(file, kind, **options)
    return file.getvalue()


PLAIN = {
    "jpeg": plain("JPEG"),
    "progressive": plain("JPEG", progressive=True),
    "profile": plain("JPEG", icc_profile=PROFILE),
    "png": plain("PNG"),
    "moving png": plain("PNG", save_all=True, append_images=[pictures.image()]),
    "webp": plain("WEBP"),
    "avif": plain("AVIF"),
    "gif": plain("GIF"),
    "moving webp": plain("WEBP", save_all=True, append_images=[pictures.image().rotate(90)]),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_picture_that_tells_nothing_stays_byte_for_byte(name):
    assert clean(io.BytesIO(PLAIN[name])) is None


@pytest.mark.parametrize("told", TOLD)
def test_what_is_clean_stays_as_it_is(told):
    assert clean(io.BytesIO(clean(io.BytesIO(TOLD[told])))) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"PK\x03\x04", pictures.video()])
def test_what_is_no_picture_is_left_alone(content):
    assert clean(io.BytesIO(content)) is None


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp, pictures.avif])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_that_are_seen(make, orientation):
    content = make(orientation)
    seen = ImageOps.exif_transpose(open_image(content)).size
    assert size_of(io.BytesIO(content)) == size_of(io.BytesIO(clean(io.BytesIO(content)))) == seen


def test_a_turned_picture_stays_turned():
    cleaned = clean(io.BytesIO(pictures.mpo()))
    assert ImageOps.exif_transpose(open_image(cleaned)).size == pictures.SIZE[::-1]


@given(name=st.sampled_from(sorted(TOLD)), data=st.data())
def test_a_damaged_picture_is_refused_or_cleaned_and_never_a_crash(name, data):
    content = bytearray(TOLD[name])
    positions = st.integers(0, min(len(content) - 1, 4000))
    for position, value in data.draw(st.lists(st.tuples(positions, st.integers(0, 255)), max_size=6)):
        content[position] = value
    try:
        cleaned = clean(io.BytesIO(bytes(content)))
    except Damaged:
        return
    if cleaned is not None:
        assert clean(io.BytesIO(cleaned)) is None


@pytest.mark.parametrize(
    "ending", [b"\xff\x02", b"\xff\xe2\x00", b"\xff\xe2\x10\x00ICC_PROFILE\0", b"\xff\xda\x00\x20"]
)
def test_a_segment_that_is_cut_off_at_the_end_goes(ending):
    whole = clean(io.BytesIO(TOLD["with its maker's own segments"]))
    damaged = whole.removesuffix(b"\xff\xd9") + ending
    assert clean(io.BytesIO(damaged)) == whole


HOSTILE_XMP = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
    "another file": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "no XML": b"<x",
    "an unknown encoding": b'<?xml version="1.0" encoding="x-nothing"?><x/>',
    "nothing": b"",
}


@pytest.mark.parametrize("packet", HOSTILE_XMP.values(), ids=HOSTILE_XMP)
def test_xmp_that_is_damaged_or_made_to_deceive_goes(packet):
    cleaned = clean(io.BytesIO(pictures.jpeg(xmp=packet)))
    assert b"ns.adobe.com/xap" not in cleaned


def nested(name, size):
    deep = size // (2 * len(name) + 5)
    return f"<{name}>" * deep + f"</{name}>" * deep


def png_with(*chunks):
    content = pictures.png()
    return content[:33] + b"".join(chunks) + content[33:]


def png_with_xmp(packet):
    return png_with(pictures.chunk(b"iTXt", b"XML:com.adobe.xmp" + bytes(5) + packet.encode()))


def rdf(content):
    names = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f"<x {names}>{content}</x>"


# What takes time, of about so many bytes.
SLOW = {
    "XMP in depth": lambda size: png_with_xmp(rdf(nested("a", size))),
    "descriptions in depth": lambda size: png_with_xmp(rdf(nested("rdf:Description", size))),
    "creators in depth": lambda size: png_with_xmp(
        rdf(
            "<rdf:Description><dc:creator><rdf:Seq><rdf:li>" * (size // 120)
            + "</rdf:li></rdf:Seq></dc:creator></rdf:Description>" * (size // 120)
        )
    ),
    "padding of a JPEG": lambda size: pictures.jpeg(more=b"\xff" * size),
    "padding of a JPEG that ends in nothing": lambda size: pictures.jpeg(more=b"\xff" * size + b"\0"),
    "rubbish in a JPEG": lambda size: pictures.jpeg(more=b"\xff\0" * (size // 2)),
    "IPTC records": lambda size: pictures.jpeg(more=pictures.segment(0xED, pictures.iptc()) * (size // 200)),
    "small chunks of a PNG": lambda size: png_with(pictures.chunk(b"abCd", b"") * (size // 12)),
    "small chunks of a WebP": lambda size: pictures.webp(
        after=pictures.chunk_of_riff(b"ABCD", b"") * (size // 8)
    ),
}


def seconds(content):
    started = thread_time()
    with suppress(Damaged):
        clean(io.BytesIO(content))
    return thread_time() - started


@pytest.mark.parametrize("make", SLOW.values(), ids=SLOW)
def test_four_times_the_bytes_take_four_times_the_time(make):
    small, large = make(100_000), make(400_000)
    took = min(seconds(large) for _turn in range(2))
    assert took < 0.05 or took < 8 * min(seconds(small) for _turn in range(3))


@pytest.mark.parametrize(
    "content",
    [
        pictures.jpeg(more=pictures.segment(0xEB, b"") * 10_001),
        png_with(pictures.chunk(b"abCd", b"") * 50_001),
    ],
    ids=["JPEG", "PNG"],
)
def test_what_is_cut_into_more_pieces_than_a_picture_has_is_refused(content):
    with pytest.raises(Damaged):
        clean(io.BytesIO(content))
