import { dataFiles } from '../core/context/nearby-files';
import type { FileEntry } from '../core/ports';

/** Up to three first prompts that make sense beside these files. */
export function suggestPrompts(nearby: readonly FileEntry[]): string[] {
  const tables = dataFiles(nearby).filter(({ path }) =>
    /\.(csv|tsv|xlsx|xls|parquet)$/i.test(path)
  );
  const [first, second] = tables;
  if (!first) {
    return ['Which variables are in memory?', 'What can you do here?'];
  }
  return [
    `Describe ${first.path}`,
    `Show the first rows of ${first.path} and what is missing in it`,
    second ? `What is in ${second.path}?` : 'Which variables are in memory?'
  ];
}
