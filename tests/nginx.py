"""nginx on the loopback address with deploy/nginx.conf, but for names, ports, folders and the certificate."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.processes import free_port

ROOT = Path(__file__).resolve().parent.parent
# Of Debian, so that it is found without /usr/sbin in PATH.
PROGRAM = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
WORKERS = 2
AROUND = """
daemon off;
worker_processes {workers};
pid {folder}/pid;
error_log {folder}/error.log;
{account}
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
    {beside}
}}
"""


class Nginx(NamedTuple):
    port: int
    workers: list[int]


@contextmanager
def running(
    folder: Path, site_port: int, var_dir: Path, beside: str = "", *, https: bool = False
) -> Iterator[Nginx]:
    """It stands before the site; `beside` is another server of the same nginx.

    With `https` it speaks HTTP/2, with the certificate of cert.pem and key.pem in the folder.
    """
    port = free_port()
    account = "user root;" if os.geteuid() == 0 else ""
    site = _site(folder, port, site_port, var_dir, https)
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=folder, workers=WORKERS, account=account, site=site, beside=beside)
    )
    with (folder / "output").open("w") as output:
        server = subprocess.Popen(
            [str(PROGRAM), "-p", folder, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"],
            stdout=output,
            stderr=output,
        )
        try:
            _wait(server, port, folder)
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
            # Those that keep the cache in order are no workers.
            yield Nginx(port, [int(pid) for pid in children.split()][:WORKERS])
        finally:
            server.terminate()
            server.wait()


def _site(folder, port, site_port, var_dir, https):
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    secured = [
        (r"/etc/letsencrypt/live/press\.example\.org/fullchain\.pem", f"{folder}/cert.pem"),
        (r"/etc/letsencrypt/live/press\.example\.org/privkey\.pem", f"{folder}/key.pem"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        # Its port is not the usual one, and the site puts it into addresses.
        (r"Host \$host;", "Host $http_host;"),
    ]
    plain = [
        (r"^ *ssl_.*$", ""),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
    ]
    for pattern, replacement in [
        *(secured if https else plain),
        (r"^ *listen \[::\].*$", ""),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"server_name press\.example\.org;", "server_name 127.0.0.1;"),
        (r"server 127\.0\.0\.1:8000;", f"server 127.0.0.1:{site_port};"),
        (r"/var/(lib|log)/nginx/", f"{folder}/"),
        (r"/var/lib/press-room(?=[/;])", str(var_dir)),
        (r"/srv/press-room/", f"{ROOT}/"),
    ]:
        text, found = re.subn(pattern, replacement, text, flags=re.MULTILINE)
        if not found:
            raise AssertionError(f"deploy/nginx.conf has no {pattern} any more")
    return text


def _wait(server, port, folder):
    for _attempt in range(100):
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx did not start:\n{(folder / 'output').read_text()}")
