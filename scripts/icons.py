"""Draws the icons of static/img/ from mark.svg, which is made of rectangles: `python scripts/icons.py`.

favicon.ico for browsers that ask for it, apple-touch-icon.png for iPhones, the others for the web manifest;
the “maskable” one keeps its signs in the middle, where no system cuts them off.
"""

import re
from pathlib import Path

from lxml import etree
from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "static" / "img"
SIZES = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
OF_FAVICON = [(16, 16), (32, 32), (48, 48)]
VIEW_BOX = 32
MASKABLE = 0.8
# Drawn larger, then made smaller: soft edges where a side falls between two dots.
FINER = 4
# M0 0h32v32H0z and, from the corner before, m0 6h18v2H7z.
RECTANGLE = re.compile(r"([Mm])(-?\d+) (-?\d+)h(\d+)v(\d+)(?:H\d+|h-\d+)z")


def rectangles():
    """(colour, left, top, width, height) in the units of the drawing."""
    for path in etree.parse(FOLDER / "mark.svg").iter("{*}path"):
        left = top = 0
        for command, x, y, width, height in RECTANGLE.findall(_in_pairs(path.get("d"))):
            left, top = (int(x), int(y)) if command == "M" else (left + int(x), top + int(y))
            yield path.get("fill"), left, top, int(width), int(height)


def _in_pairs(path):
    """m11-8 is m11 -8."""
    return re.sub(r"(?<=\d)-", " -", path)


def draw(size, scale=1.0):
    large = size * FINER
    unit, middle = large / VIEW_BOX, VIEW_BOX / 2
    image = Image.new("RGB", (large, large))
    pen = ImageDraw.Draw(image)
    for colour, left, top, width, height in rectangles():
        own = 1.0 if width == VIEW_BOX else scale  # the background fills the icon in any case
        corners = ((middle + (n - middle) * own) * unit for n in (left, top, left + width, top + height))
        x, y, end_x, end_y = map(round, corners)
        pen.rectangle((x, y, end_x - 1, end_y - 1), fill=colour)
    return image.resize((size, size), Image.Resampling.BOX)


def main():
    for name, size in SIZES.items():
        save(draw(size), name)
    save(draw(512, MASKABLE), "icon-maskable-512.png")
    images = [draw(width) for width, _height in OF_FAVICON]
    images[-1].save(FOLDER / "favicon.ico", sizes=OF_FAVICON, append_images=images[:-1])


def save(image, name):
    image.quantize(32).save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main()
