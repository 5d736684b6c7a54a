"""Says in one line why the site cannot be served on a port, if it cannot."""

import socket
import sys


def why_not(port):
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        return f"PORT={port} is not a port: choose a number from 1024 to 65535."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return f"Port {port} is for root only: choose another, as in `make run PORT=8001`."
        except OSError:
            return f"Port {port} is taken: choose another, as in `make run PORT=8001`."
    return None


if __name__ == "__main__":
    sys.exit(why_not(sys.argv[1]))
