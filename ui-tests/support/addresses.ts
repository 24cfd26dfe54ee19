/** Loopback ports of the browser tests; set the variables where something else listens there. */
export const JUPYTER_PORT = Number(
  process.env.KERNEL_AGENT_TEST_PORT ?? 18_888
);
export const MODEL_PORT = Number(process.env.KERNEL_AGENT_MODEL_PORT ?? 18_889);

export const MODEL_URL = `http://127.0.0.1:${MODEL_PORT}/v1`;

/** Planted on the Jupyter server; a test looks for it everywhere else. */
export const MODEL_KEY = 'sk-planted-key-that-must-stay-on-the-server';
