"""Brotli or gzip, as a reader's browser takes them (RFC 9110, 12.5.3)."""

import gzip
from functools import lru_cache

import brotli

# Below, the headers weigh more than what is saved.
MIN_BYTES = 500
COMPRESSED = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    # Without the hour, so that the same page is the same bytes.
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


@lru_cache(maxsize=256)
def preferred(accepted: str) -> str:
    """What the header Accept-Encoding asks for; "" is the page as it is."""
    weights = dict(map(_weight, accepted[:200].lower().split(",")))
    others = weights.get("*", 0.0)
    weight, encoding = max((weights.get(name, others), name == "br", name) for name in COMPRESSED)[::2]
    return encoding if weight else ""


def _weight(item: str) -> tuple[str, float]:
    name, _, parameter = item.partition(";")
    _, _, weight = parameter.partition("=")
    try:
        return name.strip(), float(weight or 1)
    except ValueError:
        return name.strip(), 0.0
