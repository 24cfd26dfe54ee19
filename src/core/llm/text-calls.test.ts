import { describe, expect, it } from 'vitest';
import { calls, TOOLS } from '../../testing/text-call-tools';
import { extractFencedCalls, extractTextCalls } from './text-calls';

const CODE = { code: 'print("hi")' };
const JSON_CALL = JSON.stringify({ name: 'execute_python', arguments: CODE });

describe('quirk 8: calls written as text', () => {
  it.each([
    ['Hermes', `Let me see.\n<tool_call>\n${JSON_CALL}\n</tool_call>`],
    ['Hermes, end taken as a stop word', `<tool_call>\n${JSON_CALL}\n`],
    ['a list of calls', `<tool_calls>[${JSON_CALL}]</tool_calls>`],
    [
      'Qwen Coder',
      '<tool_call>\n<function=execute_python>\n<parameter=code>\nprint("hi")\n</parameter>\n</function>\n</tool_call>'
    ],
    [
      'Qwen Coder, bare',
      '<function=execute_python><parameter=code>print("hi")</parameter></function>'
    ],
    ['Llama', `<function=execute_python>${JSON.stringify(CODE)}</function>`],
    ['Mistral', `[TOOL_CALLS][${JSON_CALL}]`],
    [
      'Mistral, newer',
      `[TOOL_CALLS]execute_python[ARGS]${JSON.stringify(CODE)}`
    ],
    [
      'Llama 3',
      `<|python_tag|>{"name": "execute_python", "parameters": ${JSON.stringify(CODE)}}<|eom_id|>`
    ],
    ['whole message, fenced', '```json\n' + JSON_CALL + '\n```'],
    ['whole message, bare', JSON_CALL],
    ['whole message after thoughts', `<think>I call it.</think>\n${JSON_CALL}`],
    [
      'arguments as text',
      JSON.stringify({
        name: 'execute_python',
        arguments: JSON.stringify(CODE)
      })
    ]
  ])('%s', (_name, text) => {
    expect(calls(text)).toEqual([['execute_python', CODE]]);
  });

  it('gives the rest of the text', () => {
    expect(
      extractTextCalls(
        `Before\n\n<tool_call>${JSON_CALL}</tool_call>\n\nafter`,
        TOOLS
      ).text
    ).toBe('Before\n\nafter');
    expect(extractTextCalls(JSON_CALL, TOOLS).text).toBe('');
  });

  it('several calls, in order; values are read by the schema', () => {
    expect(
      calls(
        `<tool_call>${JSON_CALL}</tool_call>\n<tool_call><function=inspect>\n<parameter=name>\n12\n</parameter>\n<parameter=rows>\n3\n</parameter>\n</function></tool_call>`
      )
    ).toEqual([
      ['execute_python', CODE],
      ['inspect', { name: '12', rows: 3 }]
    ]);
  });

  it.each([
    [
      'a tool that was not offered',
      '<tool_call>{"name": "rm", "arguments": {}}</tool_call>'
    ],
    [
      'a tool that was not offered, as XML',
      '<function=rm><parameter=x>1</parameter></function>'
    ],
    [
      'cut-off JSON',
      '<tool_call>{"name": "execute_python", "arguments": {"code": "rm'
    ],
    [
      'JSON that is only a part of the message',
      'Example:\n```json\n' + JSON_CALL + '\n```\nDo you see?'
    ],
    ['JSON without arguments', '{"name": "execute_python"}'],
    [
      'an explanation in a code block',
      'Write:\n```\n<tool_call>' + JSON_CALL + '</tool_call>\n```'
    ],
    ['inline code', `Use \`<tool_call>${JSON_CALL}</tool_call>\` for that.`],
    ['a thought', `<think><tool_call>${JSON_CALL}</tool_call></think>No.`],
    ['a solution', `<solution><tool_call>${JSON_CALL}</tool_call></solution>`],
    ['fenced Python', '```python\nprint(1)\n```'],
    ['words', 'I would call execute_python now.']
  ])('not accepted: %s', (_name, text) => {
    expect(extractTextCalls(text, TOOLS)).toEqual({ calls: [], text });
  });
});

describe('quirk 16: fenced code of models without tools', () => {
  function fenced(text: string): unknown[] {
    return extractFencedCalls(text, TOOLS).calls.map(call => [
      call.name,
      JSON.parse(call.arguments)
    ]);
  }

  it('each Python block is a call', () => {
    const text =
      'First:\n```python\na = 1\n\nb = "x"\n```\nthen\n  ~~~py\n  c = 2\n    d = 3\n  ~~~\nDone';
    expect(fenced(text)).toEqual([
      ['execute_python', { code: 'a = 1\n\nb = "x"' }],
      ['execute_python', { code: 'c = 2\n  d = 3' }]
    ]);
    expect(extractFencedCalls(text, TOOLS).text).toBe('First:\n\nthen\n\nDone');
  });

  it('a longer fence may hold a shorter one', () => {
    expect(fenced('````python\ns = """\n```\n"""\n````')).toEqual([
      ['execute_python', { code: 's = """\n```\n"""' }]
    ]);
  });

  it('a fence inside a marked call is not run by itself, too', () => {
    const code = 'text = """\n```python\nx = 1\n```\n"""';
    expect(
      fenced(
        `<function=execute_python>\n<parameter=code>\n${code}\n</parameter>\n</function>`
      )
    ).toEqual([['execute_python', { code }]]);
  });

  it('other tools are called by the notation they are told', () => {
    expect(
      fenced(
        '<tool_call>{"name": "inspect", "arguments": {"name": "df"}}</tool_call>'
      )
    ).toEqual([['inspect', { name: 'df' }]]);
  });

  it.each([
    ['no closing fence', '```python\nimport os'],
    ['another language', '```r\nx <- 1\n```'],
    ['plain', '```\nx = 1\n```'],
    ['empty', '```python\n\n```'],
    ['in the solution', '<solution>\n```python\nx = 1\n```\n</solution>'],
    ['in a thought', '<think>\n```python\nx = 1\n```\n</think>\nHm']
  ])('not run: %s', (_name, text) => {
    expect(fenced(text)).toEqual([]);
  });

  it('nothing is run when no tool takes code', () => {
    expect(
      extractFencedCalls('```python\nx = 1\n```', TOOLS.slice(0, 1)).calls
    ).toEqual([]);
  });
});
