"""`make run`: from a fresh clone to a served demonstration."""

import require_python  # noqa: F401

import demo

if __name__ == "__main__":
    demo.main()
