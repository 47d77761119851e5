from ipaddress import IPv6Address, ip_address

from django.conf import settings

IPV6_OF_ONE_CLIENT = 64


def network_of(request) -> str:
    """Where a request comes from, as far as one client can choose it: an IPv4 address, a /64 of IPv6."""
    written = request.META.get("REMOTE_ADDR") or ""
    if settings.BEHIND_PROXY:
        # Only the last part was written by our own proxy.
        written = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or written
    try:
        address = ip_address(written.partition("%")[0])
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    if isinstance(address, IPv6Address):
        return f"{int(address) >> (128 - IPV6_OF_ONE_CLIENT):x}::"
    return str(address)
