# 10h00, 10 h 00, 10 h: whoever works in English may write an hour the French way, too.
# The first is how a form shows one.
HOURS = ["%H:%M:%S", "%H:%M", "%Hh%M", "%H h %M", "%Hh %M", "%H h%M", "%Hh", "%H h"]
