"""Checks before publishing: docs/checks.md.

Each is a function in a module of this folder. They are said in the order in which the modules stand here.
"""

# ruff: noqa: I001, F401
from . import missing, headlines, dates, hours, names, terms, acronyms, quotations, sentences
from . import people, boilerplates, pictures, links, files, translation
from .examination import Dismissed, Examination
from .finding import Finding, Side
from .groups import TRANSLATION
from .registry import CHECKS

__all__ = ["CHECKS", "TRANSLATION", "Dismissed", "Examination", "Finding", "Side"]
