"""The record's clock: which version of everything public is current, and when it changes by itself.

Writes raise it through triggers (triggers.py), in the transaction that they are part of; hours at which
something public begins or ends are registered below. A process asks at most once a second.
"""

from .reading import Reading, read, register
from .triggers import watch
from .watcher import current, forget

__all__ = ["Reading", "current", "forget", "read", "register", "watch"]
