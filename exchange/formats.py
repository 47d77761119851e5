"""Our files as formats of django-import-export. The settings name them, so what needs settings comes late."""

import io

from import_export.formats.base_formats import Format


class SheetFormat(Format):
    name: str
    CONTENT_TYPE: str

    def __init__(self, encoding=None):
        self.encoding = encoding

    def get_title(self):
        return self.name

    def get_extension(self):
        return self.name

    def get_content_type(self):
        return self.CONTENT_TYPE

    def can_import(self):
        return True

    def can_export(self):
        return True

    def create_dataset(self, in_stream, **kwargs):
        """Bounded in every way; raises UnreadableFile with a sentence. The content tells the format."""
        # Needs settings.
        from .datasets import read

        # As above.
        from .registry import RESOURCES

        resources = [resource() for resource in RESOURCES.values()]
        content = in_stream.encode() if isinstance(in_stream, str) else in_stream
        return read(
            io.BytesIO(content),
            f"file.{self.name}",
            encoding=self.encoding,
            knows=lambda header: any(resource.knows(header) for resource in resources),
            is_own_header=lambda header: any(resource.is_own_export_header(header) for resource in resources),
        )

    def export_data(self, dataset, **kwargs):
        # Needs settings.
        from .datasets import serialise

        return serialise(dataset, self.name)


class CSV(SheetFormat):
    name, CONTENT_TYPE = "csv", "text/csv"

    def export_data(self, dataset, **kwargs):
        content = super().export_data(dataset)
        return content.decode("utf-8-sig").encode(self.encoding) if self.encoding else content


class XLSX(SheetFormat):
    name = "xlsx"
    CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ODS(SheetFormat):
    name = "ods"
    CONTENT_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


FORMATS = [XLSX, ODS, CSV]
