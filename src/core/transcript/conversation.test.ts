import { describe, expect, it } from 'vitest';
import {
  assistant,
  messageEntry,
  toolCall,
  toolResult,
  turnStarted,
  user
} from '../../testing/entries';
import { Conversation } from './conversation';
import type { ConversationChange } from './conversation-types';
import type { Entry } from './entries';
import { LiveTurn, partialCode } from './live-turn';

function conversationOf(entries: readonly Entry[]): Conversation {
  const conversation = new Conversation();
  entries.forEach(entry => conversation.apply(entry));
  return conversation;
}

const meta = { v: 1, ts: '2026-11-23T10:15:00Z' } as const;
const call = toolCall('c1', 'execute_python', { code: 'print(1)' });

const turnOne: Entry[] = [
  turnStarted(1, 'Total?'),
  messageEntry(1, user('<context>…</context>\n\nTotal?'), { prompt: 'Total?' }),
  messageEntry(1, assistant('<plan>Add up.</plan>\nAdding.', [call]), {
    step: 1
  }),
  {
    ...meta,
    id: 'o1',
    turn: 1,
    kind: 'output',
    call: 'c1',
    index: 0,
    output: { output_type: 'stream', name: 'stdout', text: '1\n' }
  },
  messageEntry(1, toolResult('c1', '1'), { result: 'ok', milliseconds: 12 }),
  messageEntry(1, assistant('<solution>It is 1.</solution>'), { step: 2 }),
  {
    ...meta,
    id: 'u1',
    turn: 1,
    kind: 'usage',
    step: 1,
    model: 'm',
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    first_chunk_ms: 1,
    total_ms: 2
  },
  {
    ...meta,
    id: 'e1',
    turn: 1,
    kind: 'turn',
    state: 'ended',
    outcome: 'answered',
    milliseconds: 900
  }
];

describe('the conversation', () => {
  it('R56 shows think, plan and solution for what they are, code, outputs and end', () => {
    const { turns } = conversationOf(turnOne);
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({
      prompt: 'Total?',
      state: 'answered',
      milliseconds: 900,
      usage: { total_tokens: 15 },
      blocks: [
        {
          kind: 'text',
          streaming: false,
          segments: [
            { kind: 'plan', text: 'Add up.' },
            { kind: 'text', text: 'Adding.' }
          ]
        },
        {
          kind: 'tool',
          name: 'execute_python',
          code: 'print(1)',
          state: 'ok',
          resultText: '1',
          milliseconds: 12,
          outputs: [{ text: '1\n' }]
        },
        { kind: 'text', segments: [{ kind: 'solution', text: 'It is 1.' }] }
      ]
    });
  });

  it('R62 is the same whether it was watched live or read back', () => {
    const live = new Conversation();
    turnOne.slice(0, 2).forEach(entry => live.apply(entry));
    const turn = new LiveTurn(live, 1);
    turn.beginStep(1);
    for (const text of ['<pl', 'an>Add', ' up.</plan>\nAdd', 'ing.']) {
      turn.show({ type: 'text', text });
    }
    turn.show({
      type: 'call',
      id: 'c1',
      name: 'execute_python',
      argumentsText: '{"code": "pri'
    });
    expect(live.turns[0]?.blocks).toMatchObject([
      { segments: [{ kind: 'plan', text: 'Add up.' }, { text: 'Adding.' }] },
      { code: 'pri', state: 'writing' }
    ]);
    live.apply(turnOne[2]!);
    turn.setToolState('c1', 'running');
    turn.showOutputs('c1', [
      { output_type: 'stream', name: 'stdout', text: '1\n' }
    ]);
    turnOne.slice(3).forEach(entry => live.apply(entry));
    expect(live.turns).toEqual(conversationOf(turnOne).turns);
  });

  it('says which turn and block changed, and nothing else', () => {
    const conversation = conversationOf(turnOne.slice(0, 3));
    const changes: ConversationChange[] = [];
    conversation.changed.subscribe(change => changes.push(change));
    conversation.apply(turnOne[4]!);
    expect(changes).toMatchObject([
      { type: 'block-changed', block: { id: 'c1', state: 'ok' } }
    ]);
  });

  it('shows what comes together on an empty page at once', () => {
    const conversation = new Conversation();
    const changes: ConversationChange[] = [];
    conversation.changed.subscribe(change => changes.push(change));
    conversation.applyAll(turnOne.slice(0, 3));
    expect(changes).toEqual([{ type: 'reset' }]);
    conversation.applyAll(turnOne.slice(3));
    expect(changes.slice(1).map(({ type }) => type)).not.toContain('reset');
    expect(conversation.turns).toEqual(conversationOf(turnOne).turns);
  });

  it('shows a turn that was cut off as interrupted, its open call too', () => {
    const conversation = conversationOf(turnOne.slice(0, 3));
    conversation.settle(() => false);
    expect(conversation.turns[0]).toMatchObject({
      state: 'interrupted',
      blocks: [{}, { state: 'interrupted' }]
    });
  });

  it('leaves a turn alone that another tab is running', () => {
    const conversation = conversationOf(turnOne.slice(0, 3));
    conversation.settle(turn => turn === 1);
    expect(conversation.turns[0]?.state).toBe('running');
  });

  it('shows pictures from files only when they are read, never a broken one', () => {
    const conversation = conversationOf([
      ...turnOne.slice(0, 3),
      {
        ...meta,
        id: 'o2',
        turn: 1,
        kind: 'output',
        call: 'c1',
        index: 0,
        output: {
          output_type: 'display_data',
          data: {
            'image/png': 'sidecar:outputs/a.png',
            'text/plain': 'Figure'
          },
          metadata: {}
        }
      }
    ]);
    const block = conversation.turns[0]!.blocks[1]!;
    expect(block).toMatchObject({
      outputs: [{ data: { 'text/plain': 'Figure' } }]
    });
    expect(JSON.stringify(block)).not.toContain('sidecar:');
    const [unresolved] = conversation.unresolved();
    expect(unresolved?.callId).toBe('c1');
    conversation.resolve('c1', [
      {
        output_type: 'display_data',
        data: { 'image/png': 'AAAA' },
        metadata: {}
      }
    ]);
    expect(block).toMatchObject({
      outputs: [{ data: { 'image/png': 'AAAA' } }]
    });
    expect(conversation.unresolved()).toEqual([]);
  });

  it('begins anew after a reset', () => {
    const conversation = conversationOf([
      ...turnOne,
      { ...meta, id: 'r', turn: 0, kind: 'reset' },
      turnStarted(2, 'Again')
    ]);
    expect(conversation.turns.map(turn => turn.prompt)).toEqual(['Again']);
  });
});

describe('code that is still being written', () => {
  const whole = JSON.stringify({ code: 'print("ä\\n\u00e9")\n# done' });

  it('can be read after every character of it', () => {
    let last = '';
    for (let end = 1; end <= whole.length; end += 1) {
      const code = partialCode(whole.slice(0, end));
      if (code !== null) {
        expect('print("ä\\n\u00e9")\n# done'.startsWith(code)).toBe(true);
        last = code;
      }
    }
    expect(last).toBe('print("ä\\n\u00e9")\n# done');
  });

  it('is unknown for arguments of another shape', () => {
    expect(partialCode('{"path": "a')).toBeNull();
    expect(partialCode('')).toBeNull();
  });
});
