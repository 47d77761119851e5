from django import template
from django.utils.translation import get_language

register = template.Library()


@register.tag("renderedonce")
def rendered_once(parser, token):
    """{% renderedonce name %} … {% endrenderedonce %}: what is the same on all pages of a language.

    Rendered once by each process, for each value of the variables; nothing of the database may be in it.
    """
    _tag, *variables = token.split_contents()
    nodes = parser.parse(["endrenderedonce"])
    parser.delete_first_token()
    return RenderedOnce(nodes, [parser.compile_filter(variable) for variable in variables])


class RenderedOnce(template.Node):
    def __init__(self, nodes, variables):
        self.nodes, self.variables = nodes, variables
        self.rendered: dict[tuple, str] = {}

    def render(self, context):
        key = (get_language(), *(variable.resolve(context) for variable in self.variables))
        if key not in self.rendered:
            self.rendered[key] = self.nodes.render(context)
        return self.rendered[key]
