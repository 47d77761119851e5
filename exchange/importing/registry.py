from .. import registry
from .row_handler import RowHandler

ROW_HANDLERS: dict[str, type[RowHandler]] = {}


def register(*handlers: type[RowHandler]) -> None:
    """What comes in goes out as well."""
    ROW_HANDLERS.update({handler.resource_class.name: handler for handler in handlers})
    registry.register(*(handler.resource_class for handler in handlers))
