"""The helper in a real kernel: it does its work and leaves no trace."""

from __future__ import annotations

import json

from live_kernel import PACKAGE, LiveKernel, call_expression, inject_expression, sources

# Everything that must be the same afterwards, as one JSON text.
SNAPSHOT = """__import__('json').dumps({
    'globals': [[n, id(v)] for n, v in globals().items()],
    'in': list(In), 'out': [[n, id(v)] for n, v in Out.items()],
    'unders': [repr(globals().get(n)) for n in ('_', '__', '___', '_i', '_ii', '_iii', '_oh', '_dh')],
    'count': get_ipython().execution_count,
    'prints': [id(__import__('sys').stdout), id(__import__('sys').stderr)],
    'filters': len(__import__('warnings').filters),
    'path': [list(map(str, __import__('sys').path)), len(__import__('sys').meta_path)],
    'reprs': dict(get_ipython().history_manager.output_hist_reprs),
    'outputs': {n: len(v) for n, v in getattr(get_ipython().history_manager, 'outputs', {}).items()},
    'last': repr(getattr(__import__('sys'), 'last_value', None)),
})"""
MODULES = "__import__('json').dumps(sorted(__import__('sys').modules))"


def snapshot(kernel: LiveKernel) -> dict[str, object]:
    return json.loads(eval(kernel.value(SNAPSHOT)))


def loaded_modules(kernel: LiveKernel) -> set[str]:
    return set(json.loads(eval(kernel.value(MODULES))))


def test_R50_injecting_and_calling_leave_no_trace(kernel: LiveKernel) -> None:
    kernel.run_user("x = 41\n[1, 2]")
    kernel.run_user("'the last result'")
    before, modules = snapshot(kernel), loaded_modules(kernel)

    hello = kernel.inject()
    assert hello["ok"] and hello["value"]["guard"] is True
    assert kernel.call("namespace", limit=10, preview_rows=2)["ok"]
    assert kernel.call("evaluate", expression="(y := x + 1)")["value"] == {"type": "int", "text": "42"}
    assert kernel.call("data_files")["value"] == []

    assert snapshot(kernel) == before
    added = {name.partition(".")[0] for name in loaded_modules(kernel) - modules}
    assert PACKAGE in added
    assert not added & {"pandas", "numpy", "openpyxl", "matplotlib", "pyarrow", "kernel_agent_helper"}
    assert kernel.run_user("_").results == ["'the last result'"]


def test_injecting_again_keeps_the_modules(shared_kernel: LiveKernel) -> None:
    module = f"id(__import__('sys').modules['{PACKAGE}'])"
    before = shared_kernel.value(module)
    assert shared_kernel.inject()["ok"]
    assert shared_kernel.value(module) == before


def test_another_version_takes_the_place_of_the_first(kernel: LiveKernel) -> None:
    kernel.inject()
    changed = sources()
    name = f"{PACKAGE}.hello"
    assert "VERSION = 1" in changed[name]
    changed[name] = changed[name].replace("VERSION = 1", "VERSION = 2")
    assert kernel.inject(changed)["value"]["version"] == 2
    assert kernel.value("len(get_ipython().events.callbacks['pre_run_cell'])") == "1"
    kernel.run_user("'mine'")
    assert kernel.run_agent("'not mine'").results == ["'not mine'"]
    assert kernel.run_user("_").results == ["'mine'"]


def test_modules_may_come_in_any_order(kernel: LiveKernel) -> None:
    assert kernel.inject(dict(reversed(sources().items())))["ok"]


def test_a_module_that_cannot_be_loaded_leaves_nothing_behind(kernel: LiveKernel) -> None:
    broken = {**sources(), f"{PACKAGE}.zzz": "from .nowhere import nothing"}
    reply = kernel.evaluate(inject_expression(broken))
    assert reply["status"] == "error" and "nowhere" in reply["evalue"]
    assert not any(name.startswith(PACKAGE) for name in loaded_modules(kernel))
    assert kernel.inject()["ok"]


def test_a_module_of_the_users_with_our_name_is_not_touched(kernel: LiveKernel) -> None:
    kernel.run_user(f"import sys, types\nsys.modules['{PACKAGE}'] = types.ModuleType('theirs')")
    reply = kernel.evaluate(inject_expression())
    assert reply["status"] == "error" and reply["ename"] == "RuntimeError"
    assert kernel.value(f"sys.modules['{PACKAGE}'].__name__") == "'theirs'"


def test_modules_of_the_users_with_the_names_of_ours_are_not_met(kernel: LiveKernel) -> None:
    for name in ("namespace", "columns", "kernel_agent_helper", "frames"):
        kernel.run_user(f"import sys, types\nsys.modules['{name}'] = types.ModuleType('theirs')")
    assert kernel.inject()["ok"]
    assert kernel.call("namespace", limit=5)["ok"]


def test_shadowed_builtins_do_no_harm(kernel: LiveKernel) -> None:
    kernel.run_user(
        "str = list = dict = json = exec = compile = print = isinstance = base64 = sys = len = id = 'mine'"
    )
    kernel.run_user("get_ipython = In = Out = None")
    hello = kernel.inject()
    assert hello["ok"] and hello["value"]["guard"] is True
    reply = kernel.call("namespace", limit=30)
    assert {"str", "json", "print"} <= {variable["name"] for variable in reply["value"]["variables"]}
    assert kernel.call("evaluate", expression="str")["value"]["text"] == "'mine'"


def test_a_restart_is_noticed_and_survived(kernel: LiveKernel) -> None:
    kernel.inject()
    kernel.restart()
    reply = kernel.evaluate(call_expression("hello", {}))
    assert (reply["status"], reply["ename"], reply["evalue"]) == ("error", "KeyError", f"'{PACKAGE}'")
    assert kernel.inject()["ok"]
    assert kernel.call("namespace", limit=5)["value"]["variables"] == []


def test_tracebacks_of_the_helper_show_its_source(shared_kernel: LiveKernel) -> None:
    file = "<kernel agent>/namespace.py"
    line = shared_kernel.value(
        f"__import__('linecache').checkcache() or __import__('linecache').getline('{file}', 1)"
    )
    assert "s variables." in line


def test_R52_variables_the_user_makes_by_hand_are_seen(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user(
        "import os as system\ntotal = 12.5\nnames = ['a', 'b']\n_private = 1\ndef f(x, y=2): pass"
    )
    reply = shared_kernel.call("namespace", limit=10)["value"]
    told = {variable["name"]: variable for variable in reply["variables"]}
    assert set(told) == {"f", "names", "total"}
    assert list(told) == ["f", "names", "total"]
    assert (told["total"]["type"], told["total"]["summary"]) == ("float", "12.5")
    assert reply["modules"] == ["os as system"]
    shared_kernel.run_user("del total, names, f, system, _private")


LOUD = """
class Loud:
    def __repr__(self):
        import sys
        print('LOUD')
        print('LOUD', file=sys.stderr)
        sys.exit(3)
loud = Loud()
"""


def test_what_a_repr_prints_or_raises_is_swallowed(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user(LOUD)
    execution = shared_kernel.ask(call_expression("evaluate", {"expression": "loud"}))
    reply = execution.reply["user_expressions"]["reply"]["data"]["application/json"]
    assert reply == {"ok": False, "error": {"type": "SystemExit", "message": "3"}}
    assert execution.of_type("stream") == []
    shared_kernel.run_user("del loud, Loud")


WAITS = """
import threading
class Waits:
    def __repr__(self):
        thread = threading.Thread(target=lambda: print('from a thread', flush=True))
        print('from the repr')
        thread.start()
        thread.join()
        return 'done'
waits = Waits()
"""


def test_other_threads_go_on_printing_during_a_call(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user(WAITS)
    execution = shared_kernel.ask(call_expression("evaluate", {"expression": "waits"}))
    # Newer kernels give a thread's output to the request that was running when the thread was made.
    assert execution.stdout == "from a thread\n"
    shared_kernel.run_user("del waits, Waits, threading")


def test_odd_values_come_as_strict_json(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("odd = [float('nan'), float('inf'), 10**5000, '\\ud800', b'\\xff']")
    reply = shared_kernel.call("namespace", limit=5)
    json.loads(json.dumps(reply, allow_nan=False).encode("utf-8"))
    assert reply["value"]["variables"][0]["summary"].startswith("5 items: [nan, inf, <integer of 16610 bits>")
    shared_kernel.run_user("del odd")


def test_an_interrupt_is_not_contained(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("def interrupted():\n    raise KeyboardInterrupt\n")
    reply = shared_kernel.evaluate(call_expression("evaluate", {"expression": "interrupted()"}))
    assert (reply["status"], reply["ename"]) == ("error", "KeyboardInterrupt")
    shared_kernel.run_user("del interrupted")
