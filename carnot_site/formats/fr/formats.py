from .. import HOURS

# The first of a month has its sign: common/ordinals.py.
DATE_FORMAT = "jS F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"jS F Y à H:i T"
MONTH_DAY_FORMAT = "jS F"
TIME_INPUT_FORMATS = HOURS
