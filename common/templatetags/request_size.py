from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def desk_limits() -> dict[str, int]:
    """In bytes, what a form of the desk may send: its texts, and all of it."""
    return {"texts": settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "all": settings.MAX_DESK_REQUEST}
