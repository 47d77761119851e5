import os

from django.db import connections


def fork() -> int:
    """os.fork(), with no connection that both processes would have."""
    connections.close_all()
    for connection in connections.all():
        if connection.vendor == "postgresql":
            connection.close_pool()
    return os.fork()
