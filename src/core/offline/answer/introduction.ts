import { INTRODUCTION_MARK, type Conversation } from '../read-conversation';

/** How to get a language model instead. */
export const SET_A_MODEL =
  'set `OPENAI_API_KEY` or `OPENAI_BASE_URL` where the Jupyter server is started';

/** Who is answering, in one sentence. */
export const INTRODUCTION =
  `I am the ${INTRODUCTION_MARK}: fixed rules that write and run pandas code, not a language model; ` +
  `to talk to one, ${SET_A_MODEL}.`;

/** `answer` with the introduction behind it, if this conversation has not had it yet. */
export function introduced(answer: string, conversation: Conversation): string {
  return conversation.introduced || answer.includes(INTRODUCTION_MARK)
    ? answer
    : `${answer}\n\n*${INTRODUCTION}*`;
}
