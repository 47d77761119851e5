"""Addresses that were typed in capital letters: names in them are written in small ones."""

from django.http import Http404


class InCapitals(Http404):
    """Nothing is at this address, and something that everybody may know of at the one in small letters."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def address(self, path: str) -> str:
        return path.replace(f"/{self.name}/", f"/{self.name.lower()}/")
