"""The agent's own code in a real kernel: its effect stays, IPython's memory of the user's work does too."""

from __future__ import annotations

import pytest
from live_kernel import LiveKernel
from test_in_kernel import snapshot


def test_R50_a_trailing_expression_is_shown_and_not_remembered(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("'first'")
    user = shared_kernel.run_user("'second'")
    before = snapshot(shared_kernel)

    execution = shared_kernel.run_agent("6 * 7")

    assert execution.results == ["42"]
    assert execution.reply["status"] == "ok"
    assert snapshot(shared_kernel) == before
    after = shared_kernel.run_user("(_, __, len(Out))")
    assert after.results[0].startswith("('second', 'first', ")
    assert after.reply["execution_count"] == user.reply["execution_count"] + 1


def test_R50_what_the_code_assigns_stays(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_agent("made_by_agent = [1, 2, 3]")
    assert shared_kernel.run_user("sum(made_by_agent)").results == ["6"]
    shared_kernel.run_user("del made_by_agent")


def test_the_users_cells_behave_as_ever_afterwards(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_agent("'by the agent'")
    first = shared_kernel.run_user("'by the user'")
    number = first.reply["execution_count"]
    second = shared_kernel.run_user(f"(_, Out[{number}], _{number}, In[{number}])")
    assert second.results == [
        f"('by the user', 'by the user', 'by the user', {chr(34)}'by the user'{chr(34)})"
    ]


def test_prints_and_displays_leave_nothing_in_the_history(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("print('the user prints'); 1")
    before = snapshot(shared_kernel)
    execution = shared_kernel.run_agent("print('the agent prints')\ndisplay('shown')\n'result'")
    assert execution.stdout == "the agent prints\n"
    assert len(execution.of_type("display_data")) == 1
    assert execution.results == ["'result'"]
    assert snapshot(shared_kernel) == before


@pytest.mark.parametrize(
    ("user_code", "agent_code", "results"),
    [("1;", "2", ["2"]), ("1", "2;", []), ("1;", "2;  # quiet", []), ("1", "2  # not quiet;", ["2"])],
)
def test_a_semicolon_counts_for_its_own_code_only(
    shared_kernel: LiveKernel, user_code: str, agent_code: str, results: list[str]
) -> None:
    shared_kernel.run_user(user_code)
    assert shared_kernel.run_agent(agent_code).results == results


def test_an_error_of_the_agents_is_not_the_users_last_error(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("raise ValueError('the user did this')")
    before = snapshot(shared_kernel)
    execution = shared_kernel.run_agent("raise KeyError('the agent did this')")
    assert (execution.reply["status"], execution.reply["ename"]) == ("error", "KeyError")
    assert snapshot(shared_kernel) == before
    assert shared_kernel.value("repr(__import__('sys').last_value)") == repr(
        "ValueError('the user did this')"
    )


def test_cells_inside_the_agents_cell_belong_to_it(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("'mine'")
    before = snapshot(shared_kernel)
    shared_kernel.run_agent(
        "get_ipython().run_cell('')\nget_ipython().run_cell('5')\nget_ipython().run_cell('1/0')\n"
        "print('later')\n'end'"
    )
    assert snapshot(shared_kernel) == before


def test_code_with_top_level_await_is_guarded_too(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("'mine'")
    before = snapshot(shared_kernel)
    assert shared_kernel.run_agent("await __import__('asyncio').sleep(0)\n'waited'").results == ["'waited'"]
    assert snapshot(shared_kernel) == before


def test_code_that_cannot_be_parsed_leaves_no_trace(shared_kernel: LiveKernel) -> None:
    shared_kernel.run_user("'mine'")
    before = snapshot(shared_kernel)
    assert shared_kernel.run_agent("if if").reply["ename"] == "SyntaxError"
    assert snapshot(shared_kernel) == before


def test_without_the_mark_nothing_is_guarded(shared_kernel: LiveKernel) -> None:
    content = {"code": "'another client'", "silent": False, "store_history": False}
    shared_kernel.execute(content, {"kernel_agent": "yes"})
    assert shared_kernel.run_user("_").results == ["'another client'"]
