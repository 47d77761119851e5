"""What the head of a page says to machines."""

from functools import cache

from django import template
from django.template.loader_tags import BlockNode
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from common import structured_data
from common.origin import origin_of

register = template.Library()


@register.tag
def again(_parser, token):
    """{% again title as shared_title %}: what a block of the page says, a second time."""
    _tag, block, _as, variable = token.split_contents()
    return Again(block, variable)


class Again(template.Node):
    def __init__(self, block, variable):
        self.block, self.variable = block, variable

    def render(self, context):
        text = BlockNode(self.block, template.NodeList()).render(context)
        # It was escaped in the block.
        context[self.variable] = mark_safe(text.strip())  # noqa: S308
        return ""


@register.simple_tag(takes_context=True)
def breadcrumbs(context, *steps):
    """{% breadcrumbs name address … name %}: from the front page to this one, the last."""
    site, here = origin_of(context["request"]), context["request"].path
    names, addresses = steps[::2], [*steps[1::2], here]
    way = [(gettext("Press room"), _home(get_language())), *zip(names, addresses, strict=True)]
    return structured_data.script(
        structured_data.breadcrumbs((str(name), site + address) for name, address in way)
    )


@cache
def _home(_language):
    return reverse("home")


@register.simple_tag(takes_context=True)
def press_room_data(context):
    """Who speaks here, and how this site is searched."""
    return structured_data.script(structured_data.press_room(origin_of(context["request"])))


@register.simple_tag
def structured(data):
    return structured_data.script(data)
