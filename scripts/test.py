"""`make test`: every check and every test; `make lint`: the checks alone."""

import require_python  # noqa: F401

import stages

if __name__ == "__main__":
    stages.main()
