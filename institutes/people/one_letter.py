def one_letter_apart(a: str, b: str) -> bool:
    """One letter more, less, different, or two neighbours exchanged."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    # A character no name has, so that the shorter one differs where it ends.
    start = next(i for i, (x, y) in enumerate(zip(f"{a}\0", f"{b}\0", strict=False)) if x != y)
    a, b = a[start:], b[start:]
    exchanged = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or exchanged
