from django.shortcuts import render


def gone(request, withdrawn, found, live=None):
    """Says that it was withdrawn, when and why; the template gets none of the text."""
    context = {
        "reference": withdrawn.reference,
        "withdrawn_at": withdrawn.interval.withdrawn_at,
        "explanation": withdrawn.withdrawal_note,
        # What was published again since.
        "live": live,
        "alternates": found.alternates(),
    }
    return render(request, "releases/release_withdrawn.html", context, status=410)
