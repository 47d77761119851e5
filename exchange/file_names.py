import uuid

IMPORTS = "imports"


def import_path(job, filename: str) -> str:
    """A folder nobody can guess; the name that the person gave stays in the row."""
    return f"{IMPORTS}/{uuid.uuid4()}"
