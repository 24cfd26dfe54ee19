import { LIMITS } from '../limits';
import {
  isForLater,
  isFrame,
  readUserMessage,
  type News,
  type ToldVariable
} from './read-context';
import {
  joinInspections,
  readInspections,
  type Inspection
} from './read-inspection';
import {
  assignedNames,
  changedColumns,
  findLoads,
  savedPictures,
  type Load
} from './read-code';
import { isCutProfile, outcomeOf, type Outcome } from './read-outcome';
import { profileOfDigest, readProfile, type Profile } from './read-profile';
import {
  hasImages,
  textArgument,
  textOf,
  type AnalystRequest,
  type RequestMessage
} from './read-request';

/** A tool call and what came of it. */
export interface Step {
  readonly tool: string;
  /** Of `execute_python`; empty otherwise. */
  readonly code: string;
  /** Of `dataset_info`; empty otherwise. */
  readonly path: string;
  readonly result: string;
  readonly outcome: Outcome;
}

export interface Turn {
  readonly prompt: string;
  readonly attached: readonly string[];
  readonly steps: readonly Step[];
  /** Files that could not be read when the turn began: to look at them again is of no use. */
  readonly unreadable: ReadonlySet<string>;
  /** What the assistant said last. */
  readonly answer: string;
  /** It was asked to sum up without further calls. */
  readonly limitReached: boolean;
}

export type { Load, Outcome };

/** Everything the messages tell, as of now. */
export interface Conversation {
  /** Never empty; the last one is the turn that is going on. */
  readonly turns: readonly Turn[];
  readonly files: readonly string[];
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Files that `dataset_info` could not describe, with what it said. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, ToldVariable>;
  /** A list of all the variables was given. */
  readonly variablesKnown: boolean;
  readonly loads: readonly Load[];
  readonly inspections: ReadonlyMap<string, Inspection>;
  /** Names that the analyst's code assigned and that are still there. */
  readonly assigned: ReadonlySet<string>;
  /** Names that the analyst ever assigned: it may assign them again. */
  readonly ownNames: ReadonlySet<string>;
  /** Columns that the analyst's code assigned, by variable, since that was loaded. */
  readonly columnsSet: ReadonlyMap<string, ReadonlySet<string>>;
  /** The user was told already who is answering. */
  readonly introduced: boolean;
  readonly otherKernel: string | null;
  /** Findings noted in this run, the latest value of each name, with its unit. */
  readonly findings: ReadonlyMap<string, string>;
  /** Pictures that were saved in this run, in order. */
  readonly pictures: readonly string[];
  readonly tools: ReadonlySet<string>;
}

/** The words by which the analyst finds its own introduction again. */
export const INTRODUCTION_MARK = 'built-in offline analyst';

/** Reads the request. What the messages do not tell is unknown, never an error. */
export function readConversation(request: AnalystRequest): Conversation {
  const reader = new Reader();
  request.messages.forEach((message, index) =>
    reader.read(message, request.messages, index)
  );
  return reader.conversation(
    (request.tools ?? []).flatMap(tool =>
      tool.function ? [tool.function.name] : []
    )
  );
}

interface OpenTurn {
  prompt: string;
  attached: readonly string[];
  steps: Step[];
  unreadable: ReadonlySet<string>;
  answer: string;
  limitReached: boolean;
}

class Reader {
  private readonly turns: OpenTurn[] = [];
  private readonly calls = new Map<
    string,
    { name: string; json: string | undefined }
  >();
  private files = new Set<string>();
  private readonly profiles = new Map<string, Profile>();
  private readonly unreadable = new Map<string, string>();
  private variables = new Map<string, ToldVariable>();
  private variablesKnown = false;
  private loads: Load[] = [];
  private readonly inspections = new Map<string, Inspection>();
  private readonly assigned = new Set<string>();
  private readonly ownNames = new Set<string>();
  private readonly columnsSet = new Map<string, Set<string>>();
  private introduced = false;
  private otherKernel: string | null = null;
  private readonly findings = new Map<string, string>();
  private readonly pictures = new Set<string>();

  read(
    message: RequestMessage,
    all: readonly RequestMessage[],
    index: number
  ): void {
    switch (message.role) {
      case 'user':
        this.readUser(message, all[index - 1]);
        break;
      case 'assistant':
        this.readAssistant(message);
        break;
      case 'tool':
        this.readTool(message);
        break;
    }
  }

  conversation(tools: readonly string[]): Conversation {
    const { files, variablesKnown, loads, otherKernel, introduced } = this;
    return {
      turns: this.turns.length > 0 ? this.turns : [{ ...newTurn('', []) }],
      files: [...files],
      profiles: this.profiles,
      unreadable: this.unreadable,
      variables: this.variables,
      variablesKnown,
      loads,
      inspections: this.inspections,
      assigned: this.assigned,
      ownNames: this.ownNames,
      columnsSet: this.columnsSet,
      introduced,
      otherKernel,
      findings: this.findings,
      pictures: [...this.pictures],
      tools: new Set(tools)
    };
  }

  private readUser(
    message: RequestMessage,
    before: RequestMessage | undefined
  ): void {
    const text = textOf(message);
    const turn = this.turns.at(-1);
    const automatic =
      /^\[[\s\S]*message is automatic/i.test(text) ||
      (before?.role === 'tool' &&
        hasImages(message) &&
        !/<context>/.test(text));
    if (automatic && turn) {
      turn.limitReached ||= /do not call tools/i.test(text);
      return;
    }
    const { news, prompt } = readUserMessage(text);
    this.learn(news);
    this.turns.push({
      ...newTurn(prompt, news.attached),
      unreadable: new Set(
        [...news.unreadable]
          .filter(([, reason]) => !isForLater(reason))
          .map(([path]) => path)
      )
    });
  }

  private learn(news: News): void {
    if (news.allFiles) {
      this.files = new Set();
    }
    if (news.restarted || news.allVariables) {
      this.variables = new Map();
      this.variablesKnown = news.allVariables;
    }
    if (news.restarted) {
      this.loads = [];
      this.assigned.clear();
    }
    if (
      news.allVariables &&
      news.variables.length < LIMITS.namespaceVariables
    ) {
      this.forgetAllBut(new Set(news.variables.map(each => each.name)));
    }
    this.learnFiles(news);
    news.findings.forEach((value, name) => this.findings.set(name, value));
    news.pictures.forEach(path => this.pictures.add(path));
    news.filesGone.forEach(path => this.pictures.delete(path));
    news.variables.forEach(each => this.variables.set(each.name, each));
    for (const name of news.variablesGone) {
      this.variables.delete(name);
      this.assigned.delete(name);
      this.loads = this.loads.filter(load => load.variable !== name);
    }
    this.otherKernel = news.otherKernel ?? this.otherKernel;
  }

  private learnFiles(news: News): void {
    const unchanged = new Set(news.unchanged);
    // Listed again later on: it changed, so what was known of it no longer holds.
    const listedAgain = news.files.filter(
      path => this.files.has(path) && !unchanged.has(path)
    );
    for (const path of [...listedAgain, ...news.changed]) {
      this.profiles.delete(path);
      this.loads = this.loads.filter(load => load.path !== path);
    }
    for (const path of [
      ...news.files,
      ...news.attached,
      ...news.unchanged,
      ...news.undescribed
    ]) {
      this.files.add(path);
      this.unreadable.delete(path);
    }
    news.undescribed.forEach(path => this.profiles.delete(path));
    for (const digest of news.described) {
      this.profiles.set(digest.path, profileOfDigest(digest));
      this.files.add(digest.path);
      this.unreadable.delete(digest.path);
    }
    news.unreadable.forEach((reason, path) => {
      this.unreadable.set(path, reason);
      this.profiles.delete(path);
    });
    for (const path of news.filesGone) {
      this.files.delete(path);
      this.profiles.delete(path);
    }
  }

  /** A table whose columns were being changed when code failed: only loading it again makes sure of them. */
  private distrust(variable: string): void {
    this.loads = this.loads.filter(load => load.variable !== variable);
    this.assigned.delete(variable);
    this.columnsSet.delete(variable);
  }

  /** A whole list of the variables without a name means that it is gone, for instance with an earlier kernel. */
  private forgetAllBut(names: ReadonlySet<string>): void {
    this.loads = this.loads.filter(load => names.has(load.variable));
    [...this.assigned]
      .filter(name => !names.has(name))
      .forEach(name => this.assigned.delete(name));
  }

  private readAssistant(message: RequestMessage): void {
    const text = textOf(message);
    this.introduced ||= text.includes(INTRODUCTION_MARK);
    const turn = this.turns.at(-1);
    if (turn && text.trim() !== '') {
      turn.answer = text;
    }
    (message.tool_calls ?? []).forEach(call =>
      this.calls.set(call.id ?? '', {
        name: call.function.name,
        json: call.function.arguments
      })
    );
  }

  private readTool(message: RequestMessage): void {
    const call = this.calls.get(message.tool_call_id ?? '');
    const turn = this.turns.at(-1);
    if (!call || !turn) {
      return;
    }
    const result = textOf(message);
    const step: Step = {
      tool: call.name,
      code: textArgument(call.json, 'code'),
      path: textArgument(call.json, 'path'),
      result,
      outcome: outcomeOf(call.name, result)
    };
    turn.steps.push(step);
    if (step.tool === 'dataset_info') {
      this.readDescription(step);
    } else if (step.tool === 'note_finding') {
      this.readNote(call.json, result);
    } else if (step.code !== '') {
      this.readExecution(step);
    }
  }

  private readDescription(step: Step): void {
    const profile = step.outcome === 'ok' ? readProfile(step.result) : null;
    if (profile) {
      this.profiles.set(step.path, profile);
      this.files.add(step.path);
    } else if (step.outcome === 'error' && !isCutProfile(step.result)) {
      this.unreadable.set(step.path, step.result);
    }
  }

  private readNote(json: string | undefined, result: string): void {
    const name = textArgument(json, 'name');
    const value = textArgument(json, 'value');
    if (/^Noted\b/.test(result) && name !== '' && value !== '') {
      const unit = textArgument(json, 'unit');
      this.findings.set(name, unit === '' ? value : `${value} ${unit}`);
    }
  }

  private readColumnChanges(code: string): void {
    findLoads(code).forEach(load => this.columnsSet.delete(load.variable));
    for (const { variable, column } of changedColumns(code)) {
      const columns = this.columnsSet.get(variable) ?? new Set<string>();
      columns.add(column);
      this.columnsSet.set(variable, columns);
    }
  }

  private readExecution(step: Step): void {
    const names = assignedNames(step.code);
    names.forEach(name => this.ownNames.add(name));
    if (step.outcome === 'refused') {
      return;
    }
    for (const inspection of readInspections(step.result)) {
      const { variable } = inspection;
      this.inspections.set(
        variable,
        joinInspections(
          this.inspections.get(variable),
          inspection,
          this.loads.some(load => load.variable === variable)
        )
      );
    }
    if (step.outcome !== 'ok') {
      changedColumns(step.code).forEach(each => this.distrust(each.variable));
    }
    // What failed half way still assigned some names, but nobody knows which.
    if (step.outcome === 'ok') {
      names.forEach(name => this.assigned.add(name));
      savedPictures(step.code).forEach(path => this.pictures.add(path));
      this.readColumnChanges(step.code);
      const loads = findLoads(step.code);
      this.loads = this.loads.filter(
        load => !loads.some(each => each.variable === load.variable)
      );
      this.loads.push(...loads);
    }
  }
}

function newTurn(prompt: string, attached: readonly string[]): OpenTurn {
  return {
    prompt,
    attached,
    steps: [],
    unreadable: new Set(),
    answer: '',
    limitReached: false
  };
}

/** The tables among the variables. */
export function frameVariables(conversation: Conversation): ToldVariable[] {
  return [...conversation.variables.values()].filter(variable =>
    isFrame(variable.type)
  );
}
