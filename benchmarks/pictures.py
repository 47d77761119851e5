"""What the renditions of a photograph of 24 megapixels cost: `python benchmarks/pictures.py`."""

import io
import os
import sys
import time
from pathlib import Path

from PIL import Image, ImageChops

sys.path.insert(0, str(Path(__file__).parent.parent))
from common.pictures.renditions import encoded

SIZE = (6000, 4000)


def photograph() -> bytes:
    """Soft shapes, coarse and fine grain, as a good camera leaves it at dusk: harder than most to encode."""
    soft = Image.merge(
        "RGB",
        [Image.linear_gradient("L"), Image.linear_gradient("L").rotate(90), Image.radial_gradient("L")],
    ).resize(SIZE, Image.Resampling.BICUBIC)
    coarse = [
        Image.effect_noise((750, 500), 70).resize(SIZE, Image.Resampling.BICUBIC) for _colour in range(3)
    ]
    fine = Image.effect_noise(SIZE, 14)
    picture = ImageChops.add(
        Image.blend(soft, Image.merge("RGB", coarse), 0.35), Image.merge("RGB", [fine] * 3), 1, -128
    )
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()


def main() -> None:
    content = photograph()
    print(f"{len(content) / 1e6:.1f} MB, {os.cpu_count()} processors")
    started = last = time.process_time()
    for step, extension, rendition in encoded(io.BytesIO(content)):
        now = time.process_time()
        print(f"{step:5} {extension:5}{len(rendition) / 1000:8.1f} kB{now - last:7.2f} s")
        last = now
    print(f"all {last - started:.2f} s of processor time; the first one includes reading")


if __name__ == "__main__":
    main()
