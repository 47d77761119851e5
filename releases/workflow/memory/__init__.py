"""Sentences that were approved in two languages: kept, forgotten, offered again. docs/memory.md"""

from .filling import remember
from .forgetting import forget
from .offers import Offer, offers, translations_of

__all__ = ["Offer", "forget", "offers", "remember", "translations_of"]
