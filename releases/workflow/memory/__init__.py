"""Sentences that were approved in two languages: kept, forgotten, offered again. docs/memory.md"""

from .filling import remember, remember_later, remember_one
from .forgetting import forget
from .offers import Offer, offers, translations_of

__all__ = ["Offer", "forget", "offers", "remember", "remember_later", "remember_one", "translations_of"]
