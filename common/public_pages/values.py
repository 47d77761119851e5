from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from .. import clock
from ..site_version import site_version
from .middleware import EXPIRES_AFTER, key_of

T = TypeVar("T")


def under_clock(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once for all readers until something public changes; None is not kept."""
    reading = clock.current()
    if reading is None:
        return make()
    key = key_of("value", site_version(), reading.key, name)
    value = cache.get(key)
    if value is None:
        value = make()
        still = clock.current()
        if value is not None and still and still.key == reading.key:
            cache.set(key, value, EXPIRES_AFTER)
    return value
