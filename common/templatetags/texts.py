from django import template
from django.template.defaultfilters import stringfilter

from common import characters

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def shortened(text: str, length: int) -> str:
    return characters.shortened(text, length)
