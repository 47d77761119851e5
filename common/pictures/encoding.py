"""`python -m common.pictures.encoding PICTURE FOLDER PROCESS`: writes the renditions of a picture into a
folder, as long as the process of that number waits for them.

In a process of its own, which gives its memory back, may be killed, and takes no other with it when a decoder
crashes over a picture that was made to do so.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from PIL import Image

from .renditions import MAX_PIXELS, encoded

# A picture of a hundred megapixels with transparency takes three quarters of it.
MAX_MEMORY = 2 * 1024**3
# Of processor time.
MAX_SECONDS = 90
# Of <linux/prctl.h>.
PR_SET_PDEATHSIG = 1


def main(picture: str, folder: str, parent: str) -> None:
    os.nice(10)
    _end_with(int(parent))
    for limit, most in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, MAX_SECONDS)):
        resource.setrlimit(limit, (most, most))
    # Ours is checked before anything is decoded; Pillow's only warns.
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Path(picture).open("rb") as file:
        for step, extension, content in encoded(file):
            Path(folder, f"{step}.{extension}").write_bytes(content)


def _end_with(parent):
    """Nobody waits any more for what is made; Python alone would end only between two pictures."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("It ended before this began.")


if __name__ == "__main__":
    main(*sys.argv[1:])
