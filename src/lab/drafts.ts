import * as z from 'zod';

const DraftSchema = z.object({
  text: z.string(),
  files: z.array(z.string()).default([])
});
export type StoredDraft = z.infer<typeof DraftSchema>;

const PREFIX = 'jupyterlab-kernel-agent:draft:';

/** What was typed and not sent, kept by the browser for each notebook and session. */
export class Drafts {
  constructor(private readonly storage: Storage | null) {}

  load(key: string): StoredDraft | null {
    try {
      const text = this.storage?.getItem(PREFIX + key);
      const parsed = DraftSchema.safeParse(JSON.parse(text ?? 'null'));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  /** An empty draft is removed. A full or forbidden storage is no reason to disturb the user. */
  save(
    key: string,
    draft: { readonly text: string; readonly files: readonly string[] }
  ): void {
    try {
      if (draft.text === '' && draft.files.length === 0) {
        this.storage?.removeItem(PREFIX + key);
      } else {
        this.storage?.setItem(PREFIX + key, JSON.stringify(draft));
      }
    } catch {
      // Nothing is lost but the convenience.
    }
  }
}
