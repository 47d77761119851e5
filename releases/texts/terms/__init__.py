from .findings import Finding, findings, missing
from .forms import Term
from .uses import Terms, Use

__all__ = ["Finding", "Term", "Terms", "Use", "findings", "missing"]
