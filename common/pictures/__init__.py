"""Pictures without what they tell beside the picture: where, when, by whose device."""

from .cleaning import CleanFile, Damaged, clean
from .size import size_of

__all__ = ["CleanFile", "Damaged", "clean", "size_of"]
