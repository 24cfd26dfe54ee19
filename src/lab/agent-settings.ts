import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import * as z from 'zod';
import { DEFAULT_BUDGET, type BudgetLimits } from '../core/agent/budget';
import { Listeners } from '../core/listeners';

const SettingsSchema = z.object({
  provider: z.enum(['auto', 'relay', 'direct', 'offline']).catch('auto'),
  model: z.string().catch(''),
  directBaseUrl: z.string().catch(''),
  approvalMode: z.enum(['ask', 'auto']).catch('ask'),
  sendWith: z.enum(['enter', 'shift-enter']).catch('enter'),
  maximumSteps: z.number().int().positive().catch(DEFAULT_BUDGET.steps),
  maximumMinutes: z
    .number()
    .positive()
    .catch(DEFAULT_BUDGET.seconds / 60)
});
export type AgentSettings = z.infer<typeof SettingsSchema>;

/** The user's settings, parsed; a value of the wrong type counts as its default. */
export class SettingsReader {
  readonly changed = new Listeners<AgentSettings>();
  private values: AgentSettings = SettingsSchema.parse({});
  private source: ISettingRegistry.ISettings | null = null;

  get current(): AgentSettings {
    return this.values;
  }

  /** Follows `source` until it is disposed. */
  connect(source: ISettingRegistry.ISettings): void {
    this.source = source;
    source.changed.connect(() => this.read());
    this.read();
  }

  /** Rejects when the settings cannot be saved. */
  async set<Key extends keyof AgentSettings>(
    key: Key,
    value: AgentSettings[Key]
  ): Promise<void> {
    this.values = { ...this.values, [key]: value };
    await this.source?.set(key, value);
    this.changed.emit(this.values);
  }

  /** Limits of a turn as the settings have them. */
  get budget(): BudgetLimits {
    return {
      ...DEFAULT_BUDGET,
      steps: this.values.maximumSteps,
      seconds: this.values.maximumMinutes * 60
    };
  }

  private read(): void {
    this.values = SettingsSchema.parse({ ...this.source?.composite });
    this.changed.emit(this.values);
  }
}
