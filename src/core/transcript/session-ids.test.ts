import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { checkSessionId } from './run';

/** The Python side keeps to the same table: `test_file_context.py`. */
const { accepted, refused } = z
  .object({ accepted: z.array(z.string()), refused: z.array(z.string()) })
  .parse(
    JSON.parse(
      readFileSync('jupyterlab_kernel_agent/tests/session_ids.json', 'utf8')
    )
  );

it.each(accepted)('R34 %j may be the name of a session', id =>
  expect(checkSessionId(id)).toBe(id)
);

it.each(refused)('R34 %j may not', id =>
  expect(() => checkSessionId(id)).toThrowError(
    expect.objectContaining({ code: 'session-id-invalid' })
  )
);
