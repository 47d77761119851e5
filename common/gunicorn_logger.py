from gunicorn.glogging import Logger

from .secret_links import MaskingFormatter


class MaskingLogger(Logger):
    """gunicorn's own logger, whose lines hold no secrets of links; named in deploy/gunicorn.conf.py."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(MaskingFormatter(handler.formatter))
