from axe_playwright_python.sync_playwright import Axe

# The rules that darkness can break.
COLOURS = ("color-contrast", "link-in-text-block")
# Those that a narrow window can break.
LAYOUT = ("color-contrast", "scrollable-region-focusable", "target-size")


def assert_accessible(page, *, without=(), only=(), context=None):
    """No violation of any of axe's rules, except those named in `without`; or of those in `only`."""
    found = "\n".join(map(_described, violations(page, without=without, only=only, context=context)))
    assert not found, f"{page.url} is not accessible:\n{found}"


def violations(page, *, without=(), only=(), context=None) -> list[dict]:
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
    # Once a page: reading the half megabyte takes as long as many of its rules.
    # What has just been scrolled below a bar that stays in sight is covered in part.
    page.evaluate("scrollTo(0, 0)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    run = "([context, options]) => axe.run(context ?? document, options).then(found => found.violations)"
    return page.evaluate(run, [context, options])


def _described(violation):
    nodes = [
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:200]}" for node in violation["nodes"]
    ]
    return "\n".join([f"  {violation['id']} ({violation['impact']}): {violation['help']}", *nodes])
