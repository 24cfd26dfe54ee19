"""``jupyter kernel-agent``: finds Node and runs the bundled headless runner with it."""
