"""Pictures as a page of paper needs them: small, in the colours of screens, with nothing but the picture."""

import io

from PIL import Image, ImageCms, ImageOps

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
# Across the page at 250 dots an inch.
LARGEST = (1640, 1640)
QUALITY = 88


def shrunk(path: str) -> bytes:
    with Image.open(path) as image:
        # A JPEG is read smaller at once, without the memory of all its pixels.
        image.draft(None, LARGEST)
        profile = image.info.get("icc_profile")
        small = ImageOps.exif_transpose(_in_eight_bits(image))
    small.thumbnail(LARGEST)
    small = _in_screen_colours(small, profile)
    written = io.BytesIO()
    if small.mode == "RGBA":
        small.save(written, "PNG")
    else:
        small.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _in_eight_bits(image):
    if image.mode.startswith("I"):
        # 16 bits a pixel; what is beyond 255 would turn white.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_screen_colours(image, profile):
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            # A profile that nobody can read, or of another kind of colours.
            pass
    image = image.convert("RGBA" if has_alpha else "RGB")
    image.info.clear()
    return image
