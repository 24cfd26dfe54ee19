"""A Jupyter server that ends with the program that started it, even if that was killed.

It is given to ``python -c``; its standard input is a pipe whose other end only that program has.
"""

import os
import sys

# With -c the current folder comes first on the path, where any file may be called like a module.
if sys.path and sys.path[0] == "":
    sys.path.pop(0)

import signal
import threading


def end_with_parent() -> None:
    """Waits until the other end of standard input is gone, then lets the server shut down its kernels."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    from jupyter_server.serverapp import main

    threading.Thread(target=end_with_parent, daemon=True).start()
    main()
