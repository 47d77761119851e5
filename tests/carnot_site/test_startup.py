import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.one_database
@pytest.mark.parametrize("server", ["wsgi", "asgi"])
def test_what_a_worker_has_loaded_is_not_looked_through_again(server, tmp_path):
    program = f"import gc, carnot_site.{server}; print(gc.get_freeze_count() > 10 * len(gc.get_objects()))"
    environment = {"PATH": os.environ["PATH"], "DEBUG": "1", "VAR_DIR": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
