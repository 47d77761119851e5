"""What the head of a page says to machines."""

from django import template
from django.template.loader_tags import BlockNode
from django.urls import reverse
from django.utils.translation import gettext

from common import languages, structured_data
from common.origin import origin_of

register = template.Library()


@register.tag
def again(_parser, token):
    """{% again title %}: a block of the page a second time."""
    _tag, name = token.split_contents()
    return Again(name)


class Again(template.Node):
    def __init__(self, name):
        self.name = name

    def render(self, context):
        return BlockNode(self.name, template.NodeList()).render(context).strip()


@register.simple_tag(takes_context=True)
def origin(context):
    return origin_of(context["request"])


@register.filter
def open_graph_locale(code):
    return languages.open_graph_locale(code)


@register.simple_tag(takes_context=True)
def breadcrumbs(context, *steps):
    """{% breadcrumbs name address … name %}: from the front page to this one, the last."""
    site, here = origin(context), context["request"].path
    names, addresses = steps[::2], [*steps[1::2], here]
    way = [(gettext("Press room"), reverse("home")), *zip(names, addresses, strict=True)]
    return structured_data.script(
        structured_data.breadcrumbs((str(name), site + address) for name, address in way)
    )


@register.simple_tag
def structured(data):
    return structured_data.script(data)
