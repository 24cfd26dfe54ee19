import * as z from 'zod';
import { SessionArguments } from './session-argument';

export const ShowArguments = SessionArguments.extend({
  /** Also shows what is saved, in words. */
  inspect: z.boolean().optional()
});

export const FileArguments = SessionArguments.extend({
  /** Relative to the notebook's folder; asked for when absent. */
  path: z.string().optional()
});
