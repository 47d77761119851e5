import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from common.forms import MomentField


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_hour_is_read_as_the_french_write_it_too(language):
    with override(language):
        for written in ("10:00", "10:00:00", "10h00", "10H00", "10 h 00", "10\u00a0h\u00a000", "10h", "10 h"):
            assert MomentField().clean(["2027-03-01", written]).time() == datetime.time(10), written
        for written in ("25h00", "10h60", "h", "10 heures"):
            with pytest.raises(ValidationError):
                MomentField().clean(["2027-03-01", written])
