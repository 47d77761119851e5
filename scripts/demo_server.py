# gunicorn's settings for `make run`; deploy/gunicorn.conf.py is the one to copy.
workers = 2
threads = 4
limit_request_line = 8190
control_socket_disable = True
loglevel = "warning"
logger_class = "common.gunicorn_logger.MaskingLogger"


def when_ready(server):
    for address in server.address:
        print(f"Serving on http://{address[0]}:{address[1]}/ (Ctrl-C stops it)", flush=True)
