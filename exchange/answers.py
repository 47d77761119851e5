YES = frozenset({"yes", "y", "oui", "o", "true", "vrai", "1", "x", "ja"})

TICKS = frozenset("✓✔☑")

NO = frozenset({"no", "n", "non", "false", "faux", "0", "nein"})
