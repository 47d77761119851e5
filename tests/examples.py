"""How many examples a property test takes: few and always the same, or FUZZ=10 times as many by chance."""

import os

FUZZ = int(os.environ.get("FUZZ", "0"))


def examples(number: int) -> int:
    return number * max(FUZZ, 1)
