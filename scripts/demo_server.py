# gunicorn's settings for `make run`; deploy/gunicorn.conf.py is the one to copy.
workers = 2
threads = 4
control_socket_disable = True
loglevel = "warning"


def when_ready(server):
    for address in server.address:
        host, port = address[:2]
        print(f"The press room is at http://{host}:{port}/ and its desk at http://{host}:{port}/admin/")
    print("Ctrl-C stops it.", flush=True)
