export const USAGE = `Usage:
  jupyter kernel-agent run NB.ipynb [--output OUT.ipynb] [--param NAME=VALUE …] [--approve auto|never] [--session main]
                       [--model M] [--kernel K] [--replay-only | --fresh] [--server URL [--token TOKEN]] [--json]
  jupyter kernel-agent ask "PROMPT" --notebook NB.ipynb [--files a.csv b.csv] [--session main] [--approve auto|never]
                       [--phase LABEL] [-o VARIABLE] [--model M] [--server URL [--token TOKEN]] [--json]
  jupyter kernel-agent log --notebook NB.ipynb [--session main]
  jupyter kernel-agent files --notebook NB.ipynb [--session main] [--json]
  jupyter kernel-agent sessions --notebook NB.ipynb [--json]
In a checkout: npm run agent -- run NB.ipynb …

run       runs a notebook from top to bottom, its agent cells included, and writes the outputs as they come: into OUT,
          otherwise into the notebook itself. It stops at the first cell that fails, unless that is tagged raises-exception.
ask       runs one turn beside the notebook and prints the answer.
log       prints the session log of the notebook's current run.
files     lists the data files that a session knows, and whether they are still as they were.
sessions  lists the notebook's sessions.

Nobody is ever asked anything. Code that a model writes runs only with --approve auto; code of a turn that is replayed was
approved when it was recorded.

--param       sets a variable in a cell of its own, behind the cell tagged "parameters" or at the top; needs --output.
              Values are numbers, true, false, None, texts with or without quotes, and lists.
--replay-only sends nothing to a model: a cell whose recorded turn does not fit any more fails.
--fresh       replays nothing.
--kernel      runs with this kernel instead of the one the notebook names.
--server      a running Jupyter server or kernel gateway; JUPYTER_TOKEN may stand for --token. Paths are as that server sees
              them (of a gateway: of this machine). ask works in the notebook's own kernel there if that is running.
              Without it a Jupyter server on loopback is started, and ended.
--files       files that the session knows and that are unchanged are not read again.
--phase       names the turn, and says when it is complete.
-o            the variable that gets the answer (ask); the same as --output (run).
--json        prints one JSON object and nothing else; progress goes to standard error.

The model is set by OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL or --model; without them the offline analyst answers.
Exit codes: 0 answered, or all cells ran; 1 a turn failed, or nothing could begin; 2 bad usage; 3 code was refused; 4 a limit
was reached; 5 a cell failed; 6 the notebook could not be saved; 7 a turn could not be replayed; 128 + n ended by signal n.`;
