"""Run first by make, and readable by any Python since 2.7: an old one gets a sentence, not a traceback."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The press room needs Python 3.11 or newer; %s is %d.%d. "
        "Name another one, for example: make run PYTHON=python3.11"
        % ((sys.executable,) + sys.version_info[:2])
    )
