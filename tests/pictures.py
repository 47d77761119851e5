"""Pictures as telephones, cameras and editors make them, with what they tell beside the picture."""

import io
import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin

ARTIST, COPYRIGHT, CREDIT = "Zoé Durand", "© Zoé Durand 2026", "Carnot / Zoé Durand"
# Stands in everything that must not come out.
SECRET = "SECRET"
SIZE = (48, 32)
# No release is submitted with a picture that lacks one.
ALTERNATIVES = {"alt_fr": "Une main", "alt_en": "A hand"}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GPS_IFD, EXIF_IFD = 0x8825, 0x8769


def exif(orientation: int = 1) -> bytes:
    """Position, serial numbers, owner, notes of the maker; author and copyright."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = f"{SECRET} maker"
    block[0x013B] = ARTIST.encode()
    block[0x8298] = COPYRIGHT.encode()
    block[0x9C9D] = f"{SECRET} author".encode("utf-16-le")
    block.get_ifd(GPS_IFD).update({1: "N", 2: (48.0, 50.0, 51.0), 3: "E", 4: (2.0, 20.0, 14.0)})
    block.get_ifd(EXIF_IFD).update(
        {
            0x9003: "2026:11:26 10:00:00",
            0xA430: f"{SECRET} owner",
            0xA431: f"{SECRET} body",
            0xA435: f"{SECRET} lens",
            0x927C: f"{SECRET} note".encode(),
            0x9286: f"ASCII\0\0\0{SECRET} comment".encode(),
        }
    )
    return block.tobytes()


def xmp() -> bytes:
    """With values as attributes and as lists, as editors mix them."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="{SECRET}">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"
  xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"
  exif:GPSLatitude="48,50.85N {SECRET}" aux:SerialNumber="{SECRET}" aux:OwnerName="{SECRET}"
  GCamera:MicroVideo="1" GCamera:MicroVideoOffset="1234 {SECRET}" photoshop:City="{SECRET}"
  photoshop:Credit="{CREDIT}">
<dc:creator><rdf:Seq><rdf:li>{ARTIST}</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{COPYRIGHT}</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{SECRET}</rdf:li></rdf:Alt></dc:description>
<xmp:Thumbnails>{SECRET}</xmp:Thumbnails>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def iptc() -> bytes:
    records = [(90, SECRET), (80, ARTIST), (110, CREDIT), (116, COPYRIGHT), (118, SECRET)]
    data = struct.pack(">BBBH", 0x1C, 1, 90, 3) + b"\x1b%G"
    for number, text in records:
        data += struct.pack(">BBBH", 0x1C, 2, number, len(text.encode())) + text.encode()
    data += b"\0" * (len(data) % 2)
    thumbnail = f"{SECRET} thumbnail".encode().ljust(20, b"\0")
    return (
        b"Photoshop 3.0\0"
        b"8BIM"
        + struct.pack(">HHI", 0x040C, 0, len(thumbnail))
        + thumbnail
        + b"8BIM"
        + struct.pack(">HHI", 0x0404, 0, len(data))
        + data
    )


def image(size=SIZE, mode="RGB") -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def segment(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body


def jpeg(orientation: int = 1, *, more: bytes = b"", after: bytes = b"", mode="RGB", **options) -> bytes:
    """`more` stands between the segments that Pillow writes, `after` behind the end of the picture."""
    file = io.BytesIO()
    options = {"exif": exif(orientation), "icc_profile": PROFILE, "xmp": xmp(), **options}
    image(mode=mode).save(file, "JPEG", comment=f"{SECRET} comment", **options)
    content = file.getvalue()
    return content[:2] + more + content[2:] + after


def mpo() -> bytes:
    """Two pictures in one file, as a telephone with two lenses writes it."""
    file = io.BytesIO()
    second = image((24, 16))
    second.info["comment"] = SECRET
    image().save(
        file, "MPO", save_all=True, append_images=[second], exif=exif(6), comment=f"{SECRET} comment"
    )
    return file.getvalue()


def video() -> bytes:
    box = f"{SECRET} mp4 of the seconds before".encode()
    start = struct.pack(">I4s", 24, b"ftyp") + b"mp42\0\0\0\0isommp42"
    return start + struct.pack(">I4s", 8 + len(box), b"mdat") + box


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def png(orientation: int = 1, *, after: bytes = b"") -> bytes:
    file, texts = io.BytesIO(), PngImagePlugin.PngInfo()
    texts.add_text("Author", ARTIST)
    texts.add_itxt("Copyright", COPYRIGHT)
    texts.add_text("Comment", SECRET)
    texts.add_text("Raw profile type exif", SECRET, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", xmp().decode())
    texts.add(b"tIME", bytes(7))
    texts.add(b"caBX", SECRET.encode())
    image().save(file, "PNG", pnginfo=texts, exif=exif(orientation), icc_profile=PROFILE)
    return file.getvalue() + after


def webp(orientation: int = 1, *, after: bytes = b"", **options) -> bytes:
    file = io.BytesIO()
    options = {"exif": exif(orientation), "xmp": xmp(), "icc_profile": PROFILE, **options}
    image().save(file, "WEBP", **options)
    content = bytearray(file.getvalue() + chunk_of_riff(b"JUNK", SECRET.encode()))
    content[4:8] = struct.pack("<I", len(content) - 8)
    return bytes(content) + after


def avif(orientation: int = 1, *, after: bytes = b"", **options) -> bytes:
    file = io.BytesIO()
    options = {"exif": exif(orientation), "xmp": xmp(), "icc_profile": PROFILE, **options}
    image().save(file, "AVIF", **options)
    return file.getvalue() + after


def gif(*, after: bytes = b"") -> bytes:
    file = io.BytesIO()
    image().save(file, "GIF", comment=f"{SECRET} comment")
    content, packet = file.getvalue(), xmp()
    magic = bytes((1, *range(255, -1, -1), 0))
    told = b"\x21\xff\x0bXMP DataXMP" + packet + magic
    return content[:-1] + told + content[-1:] + after


def chunk_of_riff(kind: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(body)) + body + b"\0" * (len(body) % 2)


def with_thumbnail(content: bytes) -> bytes:
    """With a small picture in its Exif, as every camera writes it."""
    small = io.BytesIO()
    image((16, 8)).save(small, "JPEG", comment=f"{SECRET} thumbnail")
    block = struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<HI", 0, 14)
    entries = [(0x0103, 3, 1, 6), (0x0201, 4, 1, 14 + 2 + 36 + 4), (0x0202, 4, 1, len(small.getvalue()))]
    block += struct.pack("<H", 3) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + bytes(4)
    return content[:2] + segment(0xE1, b"Exif\0\0" + block + small.getvalue()) + content[2:]
