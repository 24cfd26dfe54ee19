import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Outline } from '../core/report/outline';

const ROOT = resolve(import.meta.dirname, '..', '..');
export const PYTHON = resolve(
  ROOT,
  process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python'
);

/** Stands in for a kernel: one namespace, figures saved instead of shown, tool results worded as the tools word them. */
const SERVER = `
import ast, contextlib, io, json, os, sys, traceback, types
sys.path.insert(0, os.environ["HELPER"])
os.environ["MPLBACKEND"] = "Agg"
from kernel_agent_helper.namespace import namespace
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError, strict
main = types.ModuleType("__main__")
sys.modules["__main__"] = main
space = main.__dict__
space["__builtins__"] = __builtins__
blocked = set()
figures = [0]

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in blocked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocker())

def clip(text, limit=12000):
    half = limit // 2
    return text if len(text) <= limit else f"{text[:half]}\\n… [{len(text) - limit} characters left out] …\\n{text[-half:]}"

def show(*args, **kwargs):
    import matplotlib.pyplot as plt
    for number in plt.get_fignums():
        figures[0] += 1
        folder = os.environ.get("CHARTS")
        target = os.path.join(folder, f"{os.environ.get('CHART_PREFIX', 'chart')}_{figures[0]:03d}.png") if folder else io.BytesIO()
        plt.figure(number).savefig(target, dpi=70, bbox_inches="tight")
        print("[Figure: image/png, shown to the user]")
    plt.close("all")

def run(code):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            tree = ast.parse(code)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            if "matplotlib" in code and "matplotlib" not in blocked:
                import matplotlib.pyplot as plt
                plt.show = show
            exec(compile(tree, "<cell>", "exec"), space)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
                if value is not None:
                    print(repr(value))
        except BaseException:
            kind, error, trace = sys.exc_info()
            print("Traceback (most recent call last):\\n" + "".join(traceback.format_exception_only(kind, error)))
    text = out.getvalue().rstrip("\\n")
    return clip(text) if text else "Done in 0.1 s, without any output."

def describe(path):
    try:
        return clip(json.dumps(strict(profile_file(path, 5, 100)), ensure_ascii=False))
    except HelperError as error:
        return f"{path} could not be described: {error}"

def build(outline):
    try:
        from kernel_agent_helper.report.build_report import build_report
        built = build_report(outline, [], [])
    except Exception as error:
        return f"No deck was written. {error}"
    return f"Wrote {built['path']}: {built['slides']} slides, {built['charts']} native charts. {built['notes']}"

for line in sys.stdin:
    request = json.loads(line)
    if request["do"] == "run":
        reply = run(request["text"])
    elif request["do"] == "describe":
        reply = describe(request["text"])
    elif request["do"] == "block":
        blocked.add(request["text"])
        for name in [name for name in sys.modules if name.split(".")[0] == request["text"]]:
            del sys.modules[name]
        reply = ""
    elif request["do"] == "report":
        reply = build(json.loads(request["text"]))
    elif request["do"] == "namespace":
        reply = json.dumps(strict(namespace(240, 0)))
    elif request["do"] == "value":
        reply = json.dumps(strict(eval(request["text"], space)))
    else:
        for name in [name for name in space if not name.startswith("__")]:
            del space[name]
        blocked.clear()
        reply = ""
    sys.__stdout__.write(json.dumps(reply) + "\\n")
    sys.__stdout__.flush()
`;

/** A Python process with one namespace that lives as long as the test needs it. */
export class PythonNotebook {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly replies: AsyncIterator<string>;
  private errors = '';

  constructor(
    readonly folder: string,
    charts: { readonly folder?: string; readonly prefix?: string } = {}
  ) {
    this.child = spawn(PYTHON, ['-u', '-c', SERVER], {
      cwd: folder,
      env: {
        ...process.env,
        HELPER: resolve(ROOT, 'kernel'),
        PYTHONIOENCODING: 'utf-8',
        PYTHONUTF8: '1',
        ...(charts.folder ? { CHARTS: charts.folder } : {}),
        ...(charts.prefix ? { CHART_PREFIX: charts.prefix } : {})
      }
    });
    this.child.stderr.on('data', (data: Buffer) => {
      this.errors += data.toString();
    });
    this.replies = createInterface({ input: this.child.stdout })[
      Symbol.asyncIterator
    ]();
  }

  /** What the tool `execute_python` would say. */
  run(code: string): Promise<string> {
    return this.ask('run', code);
  }

  /** What the tool `dataset_info` would say. */
  describe(path: string): Promise<string> {
    return this.ask('describe', path);
  }

  /** What the tool `build_report` would say. */
  buildReport(outline: Outline): Promise<string> {
    return this.ask('report', JSON.stringify(outline));
  }

  /** What the helper tells of the variables. */
  async namespace(): Promise<unknown> {
    const value: unknown = JSON.parse(await this.ask('namespace', ''));
    return value;
  }

  /** Makes a package impossible to import until the next reset. */
  block(module: string): Promise<string> {
    return this.ask('block', module);
  }

  /** Forgets all variables. */
  reset(): Promise<string> {
    return this.ask('reset', '');
  }

  /** The value of an expression, as JSON. */
  async value(expression: string): Promise<unknown> {
    const value: unknown = JSON.parse(await this.ask('value', expression));
    return value;
  }

  close(): void {
    this.child.kill();
  }

  private async ask(what: string, text: string): Promise<string> {
    this.child.stdin.write(`${JSON.stringify({ do: what, text })}\n`);
    const { value, done } = await this.replies.next();
    if (done) {
      throw new Error(`Python ended: ${this.errors}`);
    }
    const reply: unknown = JSON.parse(value);
    return z.string().parse(reply);
  }
}
