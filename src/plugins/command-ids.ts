/** Names of the commands; a promise to users, see `docs/commands.md`. */
export const CommandIDs = {
  focus: 'kernel-agent:focus',
  ask: 'kernel-agent:ask',
  stop: 'kernel-agent:stop',
  reset: 'kernel-agent:reset',
  openSettings: 'kernel-agent:open-settings',
  testConnection: 'kernel-agent:test-connection',
  openSessionLog: 'kernel-agent:open-session-log',
  showFileContext: 'kernel-agent:show-file-context',
  showArtifacts: 'kernel-agent:show-artifacts',
  profileFile: 'kernel-agent:profile-file',
  forgetFile: 'kernel-agent:forget-file',
  askAboutFile: 'kernel-agent:ask-about-file',
  cleanUpSession: 'kernel-agent:clean-up-session'
} as const;
