import type { FindingSource } from '../context/finding-source';
import type { TurnFiles } from '../file-context/turn-files';
import type { Kernel } from '../ports';
import type { ReportSources } from '../report/report-sources';
import { buildReport } from './build-report';
import { datasetInfo } from './dataset-info';
import { executePython } from './execute-python';
import { noteFinding } from './note-finding';
import type { AnyTool } from './tool';
import { anyTool } from './validate-call';

export interface ToolServices {
  readonly kernel: Kernel;
  readonly files: TurnFiles;
  findingSource(): FindingSource;
  reportSources(): ReportSources;
  reportFiles(): { path: string; content: string }[];
  /** Seconds after which the model is given what running code printed so far; the usual limit if absent. */
  readonly softLimitSeconds?: number;
}

/** The tools of every session, wherever it runs. */
export function standardTools(services: ToolServices): readonly AnyTool[] {
  const { kernel, files, softLimitSeconds } = services;
  return [
    anyTool(executePython(kernel, softLimitSeconds)),
    anyTool(datasetInfo(kernel, files)),
    anyTool(noteFinding(kernel, () => services.findingSource())),
    anyTool(buildReport(services))
  ];
}
