"""What a browser would send to the forms of the directory, and what comes back."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image


def address(model, page, *args):
    return reverse(f"admin:institutes_{model._meta.model_name}_{page}", args=args)


def no_lines(*prefixes):
    return {f"{prefix}-{count}_FORMS": 0 for prefix in prefixes for count in ("TOTAL", "INITIAL")}


def lines(prefix, *rows):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def contact_form(*numbers, **fields):
    rows = [{"number": number, "order": order} for order, number in enumerate(numbers)]
    return {"last_name": "Durand", **lines("phone_numbers", *rows), **fields}


def school_form(**fields):
    return {
        "name_fr": "École",
        "slug": "ecole",
        "relation": "school",
        **no_lines("former_names", "memberships"),
        **fields,
    }


def organisation_form(**fields):
    return {"name_fr": "Agence", "slug": "agence", "kind": "agency", **no_lines("former_names"), **fields}


def picture(image_format="PNG", name="logo.png"):
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, image_format)
    return SimpleUploadedFile(name, content.getvalue())


def errors_of(response):
    assert response.status_code == 200, "the form was accepted"
    return " ".join(str(message) for messages in response.context["errors"] for message in messages)
