import os
import socket

from django.db import connections


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def fork() -> int:
    """os.fork(), with no connection that both processes would have."""
    connections.close_all()
    for connection in connections.all():
        if connection.vendor == "postgresql":
            connection.close_pool()
    return os.fork()
