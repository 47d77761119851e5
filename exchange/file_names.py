import uuid

IMPORTS = "imports"


def import_path(job, filename: str) -> str:
    """An unguessable name; the original name is in the database."""
    return f"{IMPORTS}/{uuid.uuid4()}"
