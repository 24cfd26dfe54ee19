import type { IOutput } from '@jupyterlab/nbformat';
import { OutputAreaModel, SimplifiedOutputArea } from '@jupyterlab/outputarea';
import type { IDisposable } from '@lumino/disposable';
import type { ErrorOutput, Output } from '../../core/outputs';
import { element, part } from '../dom';
import type { Drawing } from '../drawing';
import { Throttle } from '../throttle';
import { ErrorView } from './error-view';
import { visibleText } from './overwritten-text';

/** Outputs drawn at once; JupyterLab offers to show the rest. */
const SHOWN_AT_ONCE = 50;

/** JupyterLab's model joins streams, after which its positions would not be ours. */
class UnjoinedOutputs extends OutputAreaModel {
  protected override shouldCombine(): boolean {
    return false;
  }
}

interface Area {
  readonly model: UnjoinedOutputs;
  readonly widget: SimplifiedOutputArea;
}

/**
 * Outputs of one call, drawn by JupyterLab's renderers as untrusted: HTML is sanitised and scripts never
 * run. Only what changed is drawn again while the call runs.
 */
export class OutputsView implements IDisposable {
  readonly node = element('div', part('outputs'));
  private readonly errors = element('div', part('errors'));
  private readonly throttle = new Throttle(() => this.draw());
  private area: Area | null = null;
  private outputs: readonly Output[] = [];
  /** What is drawn, by position. */
  private drawn: Drawn[] = [];
  private errorViews: { error: ErrorOutput; view: ErrorView }[] = [];

  constructor(private readonly drawing: Drawing) {
    this.node.append(this.errors);
  }

  get isDisposed(): boolean {
    return this.throttle.isDisposed;
  }

  /** `live` says that more may come soon. */
  update(outputs: readonly Output[], live: boolean): void {
    this.outputs = outputs;
    this.node.hidden = outputs.length === 0;
    if (live) {
      this.throttle.request();
    } else {
      this.draw();
    }
  }

  dispose(): void {
    this.throttle.dispose();
    this.clear();
    this.dropErrors(0);
    this.node.remove();
  }

  private draw(): void {
    if (this.isDisposed) {
      return;
    }
    const errors = this.outputs.filter(
      (output): output is ErrorOutput => output.output_type === 'error'
    );
    const others = this.outputs.filter(
      output => output.output_type !== 'error'
    );
    if (others.length < this.drawn.length) {
      this.clear();
    }
    others.forEach((output, index) => this.put(output, index));
    this.drawErrors(errors);
  }

  private put(output: Output, index: number): void {
    const drawn = this.drawn[index];
    if (drawn && isSame(drawn, output)) {
      return;
    }
    const { model } = this.ensureArea();
    const shown = toNotebook(output);
    if (drawn) {
      model.set(index, shown);
    } else {
      model.add(shown);
    }
    this.drawn[index] = {
      output,
      text: output.output_type === 'stream' ? output.text : ''
    };
  }

  private drawErrors(errors: ErrorOutput[]): void {
    errors.forEach((error, index) => {
      if (this.errorViews[index]?.error !== error) {
        this.dropErrors(index);
        const view = new ErrorView(error, this.drawing);
        this.errors.append(view.node);
        this.errorViews.push({ error, view });
      }
    });
    this.dropErrors(errors.length);
  }

  private dropErrors(from: number): void {
    for (const { view } of this.errorViews.splice(from)) {
      view.dispose();
    }
  }

  private ensureArea(): Area {
    if (this.area === null) {
      const model = new UnjoinedOutputs({ trusted: false });
      const widget = new SimplifiedOutputArea({
        model,
        rendermime: this.drawing.rendermime,
        maxNumberOutputs: SHOWN_AT_ONCE
      });
      const box = element('div', part('outputArea'));
      this.errors.before(box);
      this.drawing.host.place(widget, box);
      this.area = { model, widget };
    }
    return this.area;
  }

  private clear(): void {
    const box = this.area?.widget.node.parentElement;
    this.area?.widget.dispose();
    this.area?.model.dispose();
    this.area = null;
    this.drawn = [];
    box?.remove();
  }
}

interface Drawn {
  readonly output: Output;
  /** Text of a stream when it was drawn: the output may have grown in place since. */
  readonly text: string;
}

function isSame(drawn: Drawn, output: Output): boolean {
  return output.output_type === 'stream'
    ? drawn.output.output_type === 'stream' &&
        drawn.output.name === output.name &&
        drawn.text === output.text
    : drawn.output === output;
}

function toNotebook(output: Output): IOutput {
  const shown: Output =
    output.output_type === 'stream'
      ? { ...output, text: visibleText(output.text) }
      : output;
  // Both are notebook outputs (nbformat 4.5); only the types of their bundles differ.
  return shown as IOutput;
}
