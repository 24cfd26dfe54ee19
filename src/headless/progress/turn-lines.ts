/** What a person at a terminal is told of a turn, in the words that agent cells have for it, too. */
export {
  completionLine,
  reuseLine
} from '../../core/agent-cell/progress-lines';
