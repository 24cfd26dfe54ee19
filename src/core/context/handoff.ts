/** The ways in which users ask to build on what earlier turns found, instead of doing it again. */
const PHRASES = [
  /\bpriority\b[^\n]{0,40}\buse\b[^\n]{0,60}\b(phase|findings|memory)\b/i,
  /\byou (have )?already (calculated|analy[sz]ed|computed|found|created)\b/i,
  /\bdo not re-?(analy[sz]e|process|calculate|compute|read|parse)\b/i,
  /\battached files? (are|is) only for verification\b/i,
  /\bbased on your previous (analysis|visuali[sz]ations?|work|findings)\b/i,
  /\busing the findings (from|of) (phase|turn|step)\b/i
];

/** Whether a prompt hands over from earlier turns in words. Reuse does not depend on it. */
export function isHandoff(prompt: string): boolean {
  return PHRASES.some(phrase => phrase.test(prompt));
}

/** What a model is told when the user says so. */
export function describeHandoff(prompt: string): string[] {
  return isHandoff(prompt)
    ? [
        'The user hands over from earlier turns: build on the findings, variables, figures and file descriptions that are there. ' +
          'Do not analyse the files again; open one only to verify, and say so when you do.'
      ]
    : [];
}
