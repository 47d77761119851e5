from django.core.mail.backends.base import BaseEmailBackend


class NotConfigured(BaseEmailBackend):
    """For an installation without a mail server: a mail that is printed puts its secrets in the log."""

    def send_messages(self, email_messages):
        raise ConnectionError("No mail goes out: EMAIL_URL is not set.")
