"""What `jupyterlab_kernel_agent.file_context` is made of: the document, its caps, its place and its lock.

Standard library only: a user's kernel imports it.
"""
