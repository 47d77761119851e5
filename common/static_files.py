import re

from whitenoise.middleware import WhiteNoiseMiddleware

_REFUSED = re.compile(r"(^|,)\s*[\w*-]{1,20}\s*;\s*q=0(\.0{0,3})?\s*(?=,|$)", re.ASCII | re.IGNORECASE)


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise sends an encoding that is named in any way, with a weight of 0 too, which refuses it."""

    @staticmethod
    def serve(static_file, request):
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        request.META["HTTP_ACCEPT_ENCODING"] = _REFUSED.sub("", accepted)
        return WhiteNoiseMiddleware.serve(static_file, request)
