import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ApprovalEntrySchema, KnownEntrySchema } from './entries';

const PAGE = readFileSync('docs/sidecar.md', 'utf8');

describe('R63 docs/sidecar.md', () => {
  it.each(KnownEntrySchema.options.map(({ shape }) => shape.kind.value))(
    'has a row for entries of the kind %s',
    kind => expect(PAGE).toMatch(new RegExp(`^\\| \`${kind}\` +\\|`, 'm'))
  );

  it.each(ApprovalEntrySchema.shape.outcome.options)(
    'names the approval %s',
    outcome => expect(PAGE).toContain(`\`${outcome}\``)
  );

  it.each(['phase', 'cell', 'replays', 'replayed'])(
    'names the field %s',
    field => expect(PAGE).toContain(`\`${field}\``)
  );
});
