from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from .. import clock

T = TypeVar("T")


class FewUnderClock(Generic[T]):
    """As under_clock(), for what readers may ask for in any number, such as searches: only the last ones are
    kept, in the memory of this process, so that nobody can fill it or push pages out."""

    def __init__(self, most: int):
        self.most = most
        self.kept: OrderedDict[tuple[str, str], T] = OrderedDict()
        self.lock = Lock()

    def get(self, name: str, make: Callable[[], T]) -> T:
        reading = clock.current()
        if reading is None:
            return make()
        key = (reading.key, name)
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]
        value = make()
        still = clock.current()
        if still and still.key == reading.key:
            with self.lock:
                self.kept[key] = value
                while len(self.kept) > self.most:
                    self.kept.popitem(last=False)
        return value
