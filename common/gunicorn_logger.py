from gunicorn.glogging import Logger

from .secret_links import MaskingFormatter


class MaskingLogger(Logger):
    """gunicorn's own logger, without secrets of links and what readers search for; for gunicorn.conf.py."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(MaskingFormatter(handler.formatter))

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        atoms["r"] = " ".join(part.partition("?")[0] for part in atoms["r"].split(" "))
        return atoms
