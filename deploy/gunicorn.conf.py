import os

from carnot_site import environment

environment.read_file()

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# A large spreadsheet takes longer than a page.
timeout = 120
# The most that it takes; behind nginx, which takes as much, what is longer is answered with a page in words.
limit_request_line = 8190
# A worker that grew on one is replaced in time.
max_requests = 2000
max_requests_jitter = 200
# Without the secrets of links and what readers search for.
logger_class = "common.gunicorn_logger.MaskingLogger"
accesslog = "-"
# Without the addresses of readers: what a newspaper is about to write is its own affair.
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s %(L)ss'
control_socket_disable = True
