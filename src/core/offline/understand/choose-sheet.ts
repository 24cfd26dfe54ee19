import { understandColumn } from '../clean-columns';
import { mainSheet } from '../knowledge';
import { rankColumns } from '../match-columns';
import type { Conversation } from '../read-conversation';
import { comparable, nameStems, tokenise } from '../words';

/** The sheet of a workbook that a prompt is about; null for the main one and where there are no sheets. */
export function chooseSheet(
  conversation: Conversation,
  path: string,
  prompt: string
): string | null {
  const profile = conversation.profiles.get(path);
  const sheets = profile?.sheets ?? [];
  if (sheets.length < 2) {
    return null;
  }
  const main = mainSheet(profile);
  const text = ` ${nameStems(comparable(prompt.slice(0, 2000))).join(' ')} `;
  const stems = tokenise(prompt.slice(0, 1000)).map(token => token.stem);
  const scored = sheets.map(sheet => {
    const name = nameStems(sheet.name).join(' ');
    const called =
      name !== '' &&
      (text.includes(` ${name} sheet `) ||
        text.includes(` ${name} tab `) ||
        text.includes(` sheet ${name} `) ||
        text.includes(` tab ${name} `) ||
        text.includes(` blatt ${name} `));
    const columns = sheet.columns.map(column =>
      understandColumn({
        name: column,
        dtype: '',
        nulls: null,
        distinct: null,
        values: [],
        min: null,
        max: null
      })
    );
    const named =
      name !== '' && text.includes(` ${name} `)
        ? name.includes(' ')
          ? 3
          : 0.9
        : 0;
    return {
      name: sheet.name,
      total:
        (called ? 100 : named) +
        wordsInColumns(stems, columns) +
        (sheet.name === main ? 0.2 : 0)
    };
  });
  const first = scored.sort((a, b) => b.total - a.total)[0];
  return !first || first.name === main ? null : first.name;
}

/** How well words and pairs of words name columns: two words that name one column say more than one that does. */
function wordsInColumns(
  stems: readonly string[],
  columns: Parameters<typeof rankColumns>[1]
): number {
  let total = 0;
  for (let at = 0; at < stems.length; at += 1) {
    const pair = rankColumns(stems.slice(at, at + 2), columns)[0]?.score ?? 0;
    const single = rankColumns(stems.slice(at, at + 1), columns)[0]?.score ?? 0;
    if (stems.length > at + 1 && pair >= 0.9) {
      total += 1.6 * pair;
      at += 1;
    } else {
      total += single >= 0.6 ? single : 0;
    }
  }
  return total;
}
