import re

# In clean HTML, where < and > stand in tags alone and quotation marks around values alone.
_OWN_ADDRESS = re.compile(r'(<(?:a|img)\s[^<>]*?(?<=\s)(?:href|src)=")/(?!/)')


def with_whole_addresses(html: str, origin: str) -> str:
    """Rich text for other sites."""
    return _OWN_ADDRESS.sub(rf"\1{origin}/", html)
