import { nearlySame } from '../words';

/** Words in which a slip of the keys is looked for; the first letter is taken to be right. */
export class NearWords<T> {
  private readonly byLetter = new Map<
    string,
    { readonly word: string; readonly means: T }[]
  >();

  add(word: string, means: T): void {
    const letter = word[0] ?? '';
    const list = this.byLetter.get(letter) ?? [];
    list.push({ word, means });
    this.byLetter.set(letter, list);
  }

  /** What the first word stands for that is a slip away from this one. */
  find(typed: string): T | undefined {
    if (typed.length < 5) {
      return undefined;
    }
    return this.byLetter
      .get(typed[0] ?? '')
      ?.find(({ word }) => nearlySame(typed, word))?.means;
  }
}
