# One Python expression: calls a function of the loaded helper.
# Its placeholder is replaced by the base64 of the UTF-8 JSON {"name": …, "args": {…}}; see README.md.
__import__("sys").modules["_kernel_agent_helper"].call("@CALL@")
