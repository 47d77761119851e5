from .. import HOURS

# The first of a month has its sign (common/ordinals.py), and the zone its name (common/zone_names.py).
DATE_FORMAT = "jS F Y"
TIME_FORMAT = "G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i"
DATETIME_FORMAT = f"jS F Y à {TIME_FORMAT} T"
MONTH_DAY_FORMAT = "jS F"
TIME_INPUT_FORMATS = HOURS
