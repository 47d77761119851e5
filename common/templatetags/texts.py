from django import template
from django.template.defaultfilters import stringfilter

from common import characters, languages

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def shortened(text: str, length: int) -> str:
    return characters.shortened(text, length)


@register.filter
def language_name(code: str) -> str:
    """French, where the page is in English."""
    return languages.name(code)
