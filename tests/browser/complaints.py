import re
from urllib.parse import urlsplit

# A blocked request is an error of the console, but without the rule that blocked it.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`));
"""


class Complaints:
    """Everything that a browser objects to while a test runs; the test fails if any is unexpected."""

    def __init__(self, home):
        self.home = urlsplit(home).netloc
        self.heard = []
        self.expected = []

    def expect(self, pattern):
        self.expected.append(re.compile(pattern))

    def listen(self, context):
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.heard.append(f"exception: {error.error}"))
        context.on("request", self._on_request)

    def _on_console(self, message):
        if message.type in {"error", "warning"}:
            self.heard.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _on_request(self, request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.home:
            self.heard.append(f"request to another host: {request.url}")

    def unexpected(self):
        return [text for text in self.heard if not any(pattern.search(text) for pattern in self.expected)]
