"""The Jupyter server of the browser tests: JupyterLab's own test configuration, on another port."""

import os

from jupyterlab.galata import configure_jupyter_server

configure_jupyter_server(c)  # noqa: F821
c.ServerApp.port = int(os.environ["KERNEL_AGENT_TEST_PORT"])  # noqa: F821
c.ServerApp.ip = "127.0.0.1"  # noqa: F821
