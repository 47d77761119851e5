import base64
import json
import zlib
from typing import Any

from django.db import models


class CompressedJSONField(models.BinaryField):
    """Data that is kept and read as a whole: no query looks into it."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def get_prep_value(self, value: Any) -> bytes:
        return zlib.compress(json.dumps(value, ensure_ascii=False).encode())

    def from_db_value(self, value, _expression, _connection):
        return None if value is None else json.loads(zlib.decompress(bytes(value)))

    def value_to_string(self, obj):
        """For fixtures."""
        return base64.b64encode(self.get_prep_value(self.value_from_object(obj))).decode("ascii")

    def to_python(self, value):
        return json.loads(zlib.decompress(base64.b64decode(value))) if isinstance(value, str) else value
