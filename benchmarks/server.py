"""gunicorn's settings for benchmarks/pages.py: the production server with one worker, and no log."""

workers = 1
threads = 4
keepalive = 30
control_socket_disable = True
loglevel = "error"
