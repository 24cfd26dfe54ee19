import { isYear } from '../clean-columns';
import { plural, readable } from '../code/names';
import type { Column, Frame } from '../frame';
import type { Analysis } from '../intent';
import { fileFrame, fileName, isTabular, userFrames } from '../knowledge';
import type { Conversation } from '../read-conversation';
import { addsUp, conceptsOf, namesIdentifier } from '../vocabulary';
import { nameStems } from '../words';

/** Questions that can be asked of the data at hand, at most four. */
export function examplesFor(
  conversation: Conversation,
  frame?: Frame
): string[] {
  const known =
    frame ??
    lastLoaded(conversation) ??
    userFrames(conversation)[0] ??
    conversation.files
      .filter(isTabular)
      .map(path => fileFrame(conversation, path, null))
      .find(each => each !== null);
  if (known) {
    const questions = questionsFor(known);
    if (questions.length > 0) {
      return questions.slice(0, 4);
    }
  }
  const file = conversation.files.find(isTabular);
  return file
    ? [`describe ${fileName(file)}`, `show the first rows of ${fileName(file)}`]
    : ['describe sales.csv', 'total revenue by region as a bar chart'];
}

/** The table that was loaded last, which is most likely the one that is being talked about. */
function lastLoaded(conversation: Conversation): Frame | null {
  const load = conversation.loads.at(-1);
  return load ? fileFrame(conversation, load.path, load.sheet) : null;
}

/** One or two questions that carry on from an analysis. */
export function nextQuestions(frame: Frame, asked: Analysis): string[] {
  const used = JSON.stringify(asked);
  const questions: string[] = [];
  if (asked.kind === 'group' && asked.chart === null) {
    questions.push('the same as a bar chart');
  }
  if (asked.kind === 'trend' && !asked.growth && asked.split === null) {
    questions.push('the growth from period to period');
  }
  const fresh = questionsFor(frame, name =>
    used.includes(JSON.stringify(name))
  );
  return [
    ...questions,
    ...fresh.filter(each => !questions.includes(each))
  ].slice(0, 2);
}

/** `isUsed` tells of columns that were asked about just now. */
function questionsFor(
  frame: Frame,
  isUsed: (name: string) => boolean = () => false
): string[] {
  const measures = frame.columns
    .filter(isMeasure)
    .sort((a, b) => interest(b) - interest(a));
  const measure = measures.find(column => isUsed(column.name)) ?? measures[0];
  const groups = frame.columns.filter(
    column => isGroup(column, frame.rows) && !isUsed(column.name)
  );
  const date = frame.columns.find(column => column.kind === 'date');
  const [group, other] = groups;
  const questions: string[] = [];
  const statistic =
    measure && addsUp(nameStems(measure.name)) ? 'total ' : 'average ';
  const what =
    measure === undefined
      ? ''
      : `${/^(total|average|mean)/i.test(measure.name) ? '' : statistic}${readable(measure.name)}`;
  if (measure && group) {
    questions.push(`${what} by ${readable(group.name)} as a bar chart`);
  }
  if (measure && date && !isUsed(date.name)) {
    questions.push(`${readable(measure.name)} trend`);
  }
  if (measure && other) {
    questions.push(
      `top 5 ${plural(readable(other.name))} by ${readable(measure.name)}`
    );
  }
  if (measure && questions.length < 3) {
    questions.push(`distribution of ${readable(measure.name)}`);
  }
  questions.push('what is missing in the data?');
  return questions;
}

/** Columns that people ask about first. */
function interest(column: Column): number {
  const concepts = nameStems(column.name).flatMap(conceptsOf);
  const order = ['quantity', 'cost', 'pay', 'profit', 'revenue'];
  return Math.max(-1, ...concepts.map(concept => order.indexOf(concept)));
}

function isMeasure(column: Column): boolean {
  return (
    column.kind === 'number' &&
    !isYear(column) &&
    !namesIdentifier(nameStems(column.name))
  );
}

/** A text with few different values, or one of which nothing is known. */
function isGroup(column: Column, rows: number | null): boolean {
  return (
    column.kind === 'text' &&
    !namesIdentifier(nameStems(column.name)) &&
    (column.distinct === null ||
      (column.distinct > 1 &&
        column.distinct <= 60 &&
        (rows === null || column.distinct < rows * 0.8)))
  );
}
