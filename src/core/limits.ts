/** Every cap of the product, by name. Sizes in characters unless the name says otherwise. */
export const LIMITS = {
  /** Text of one tool result as the model sees it: head and tail are kept. */
  toolResultText: 12_000,
  /** Text kept of one output stream (stdout or stderr) of one execution: half head, half tail. */
  streamText: 100_000,
  /** Outputs kept of one execution; more are counted, not kept. */
  outputsPerExecution: 200,
  /** Bytes of one MIME value kept at all (base64 or text); larger ones are replaced by a sentence. */
  mimeValueBytes: 8_000_000,
  /** Bytes of all MIME values of one execution; what comes when they are used up is replaced by a sentence. */
  displayBytesPerExecution: 40_000_000,
  /** Text kept of one output stream of a cell in a notebook that is run as a whole. */
  cellStreamText: 4_000_000,
  /** Outputs kept of such a cell; more are counted, not kept. */
  cellOutputs: 10_000,
  /** Bytes of one MIME value of such a cell. */
  cellValueBytes: 100_000_000,
  /** Bytes of all MIME values of such a cell. */
  cellDisplayBytes: 400_000_000,
  /** MIME values above this size are stored by content hash beside the transcript. */
  inlineMimeBytes: 16_000,
  /** Longest side, in pixels, of a figure sent to a model. */
  imagePixels: 1024,
  /** Bytes of a picture file that is shown in the sidebar. */
  shownPictureBytes: 20_000_000,
  /** Figures sent with the result of one step. */
  imagesPerStep: 4,
  /** Figures kept in a request; older ones are left out in batches. */
  imagesPerRequest: 12,
  /** Model requests in one turn. */
  stepsPerTurn: 24,
  /** The same call with the same arguments in one turn. */
  repeatedCalls: 3,
  /** Wall time of one turn, in seconds; time spent waiting for approval does not count. */
  turnSeconds: 3600,
  /** Seconds after which the model is given what a running execution printed so far. */
  executionSoftSeconds: 600,
  /** Tokens (prompt and completion, as reported) of one turn. */
  tokensPerTurn: 2_000_000,
  /** Attempts for one request when the server is busy, the first included. */
  requestAttempts: 3,
  /** Seconds waited at most before another attempt, whatever the server asks for. */
  retryWaitSeconds: 60,
  /** Seconds until a model server must have begun to answer; slow ones take minutes. */
  firstAnswerSeconds: 3600,
  /** What a failed request's answer said, as kept in the error. */
  modelErrorDetail: 1_000,
  /** Variables listed in the namespace summary. */
  namespaceVariables: 60,
  /** Files listed as lying beside the notebook. */
  nearbyFiles: 40,
  /** Rows in a profile's preview. */
  filePreviewRows: 5,
  /** Columns of a table that a profile describes; more are counted. */
  fileColumns: 100,
  /** Seconds a turn waits for the whole of a file to be read; after that it goes on with schema and preview. */
  fileReadSeconds: 10,
  /** Files that are read at the same time. */
  filesReadAtOnce: 2,
  /** Files of one turn that are read before its first request; more are read when they are asked for. */
  filesPerTurn: 20,
  /** Descriptions of files in the message of one turn; further files are named. */
  fileTextPerTurn: 36_000,
  /** Files that one line of a message names; more are counted. */
  filesNamed: 40,
  /** Paths whose size and time are asked for at once; the kernel's helper takes 500. */
  filePathsAtOnce: 200,
  /** Findings that the model is told at each turn, the newest first. */
  findingsPerTurn: 30,
  /** Text of a finding's value. */
  findingValue: 500,
  /** Name of a finding. */
  findingName: 120,
  /** Expression or note of a finding. */
  findingText: 2_000,
  /** Code kept with a finding. */
  findingCode: 4_000,
  /** Bytes of a whole `file_context.json`, in UTF-8. */
  fileContextBytes: 262_144,
  /** The text on all files that `file_context.json` holds. */
  fileContextText: 24_000,
  /** The text on one file. */
  fileTextCharacters: 6_000,
  /** Columns that the text on a file describes; more are named, then counted. */
  fileTextColumns: 60,
  /** One value in the text on a file. */
  fileTextValue: 60,
  /** Frequent values of a column in the text on a file. */
  fileTextTop: 6,
  /** Examples of a column in the text on a file. */
  fileTextExamples: 3,
  /** Rows of the preview in the text on a file. */
  fileTextRows: 3,
  /** One line of the preview, of the structure or of the notes in the text on a file. */
  fileTextLine: 500,
  /** Value of one cell as `file_context.json` keeps it. */
  fileCellText: 200,
  /** Name of a column or table; longer ones are cut. */
  fileNameText: 300,
  /** Frequent values of a column. */
  fileTopValues: 10,
  /** Examples of a column. */
  fileExamples: 10,
  /** Bins of a histogram. */
  fileHistogramBins: 24,
  /** Sheets, tables or members of one file. */
  fileTables: 50,
  /** Notes on one file. */
  fileNotes: 20,
  /** Lines on the structure of one file. */
  fileStructure: 40,
  /** One note or line on the structure. */
  fileLineText: 500,
  /** A load line. */
  fileLoadLine: 2_000,
  /** JSON of what only one type of file has. */
  fileDetails: 4_000,
  /** Other sessions of a notebook whose file context is looked at. */
  siblingSessions: 20,
  /** Changes to the file context that are kept while it cannot be written. */
  unwrittenFileChanges: 500,
  /** Files that one turn wrote and that are kept as its artifacts, the newest first. */
  artifactsPerTurn: 200,
  /** Files written so far that a turn is told of, the newest first. */
  artifactsTold: 20,
  /** Earlier phases that a turn is told of. */
  phasesTold: 20,
  /** Paths in code that are looked up after a turn, to see which files it wrote in other folders. */
  pathsLookedUp: 20,
  /** Slides of a deck. */
  reportSlides: 100,
  /** Numbers that a refreshed deck's list of changes shows. */
  reportChanges: 200,
  /** Milliseconds between two drawings of a running agent cell's outputs. */
  agentCellRedrawMilliseconds: 100,
  /** Code of one step in an agent cell's outputs. */
  cellCode: 20_000,
  /** What one step printed, in an agent cell's outputs. */
  cellStepText: 4_000,
  /** Arguments of a step that runs no code, in an agent cell's outputs. */
  cellArguments: 200,
  /** Session log that `%agent log` shows. */
  cellLogText: 40_000,
  /** Rows of a table that a command in an agent cell shows. */
  cellTableRows: 200,
  /** A prompt. */
  promptText: 200_000
} as const;
