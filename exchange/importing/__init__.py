"""A file on its way in: read, tried out, applied in one transaction, and taken back; docs/spreadsheets.md."""
