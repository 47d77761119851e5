from axe_playwright_python.sync_playwright import Axe

# The rules that darkness can break.
COLOURS = ("color-contrast", "link-in-text-block")
# Those that a narrow window can break.
LAYOUT = ("color-contrast", "scrollable-region-focusable", "target-size")


def assert_accessible(page, *, without=(), only=(), context=None):
    """No violation of any of axe's rules, except those named in `without`; or of those in `only`."""
    options = {
        "resultTypes": ["violations"],
        # Of WCAG 2.2, and left to those who ask for it.
        "rules": {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in without}},
        # It would copy style sheets into the page, which our content security policy refuses.
        "preload": False,
    }
    if only:
        options["runOnly"] = only
    # A link has brought a new page, of which nothing but the start may be there yet.
    page.wait_for_load_state()
    results = Axe().run(page, context=context, options=options)
    found = "\n".join(map(_described, results.response["violations"]))
    assert not found, f"{page.url} is not accessible:\n{found}"


def _described(violation):
    nodes = [
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:200]}" for node in violation["nodes"]
    ]
    return "\n".join([f"  {violation['id']} ({violation['impact']}): {violation['help']}", *nodes])
