"""The site as a process of its own, on the tests' database: to be killed while somebody writes."""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.processes import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


class KillableServer:
    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        variables = {
            "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
            "DATABASE_URL": _address_of_database(),
            # Plain HTTP, and its static files as they are.
            "DEBUG": "1",
            "ZEAL": "0",
        }
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, **quiet)
        for _attempt in range(300):
            if self._answers():
                return
            time.sleep(0.1)
        raise AssertionError("The server does not start")

    def kill(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _answers(self):
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", "/healthz")
            return asking.getresponse().status == 200
        except OSError:
            return False
        finally:
            asking.close()


def _address_of_database():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
