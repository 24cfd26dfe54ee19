import { describe, expect, it } from 'vitest';
import { delta } from '../../testing/accumulate-reply';
import { ReplyBench } from '../../testing/reply-bench';
import { calls, TOOLS } from '../../testing/text-call-tools';
import { extractTextCalls } from './text-calls';

const CODE = { code: 'print("hi")' };
const ARGS = JSON.stringify(CODE);
const CALL = JSON.stringify({ name: 'execute_python', arguments: CODE });
const LOOK = '{"name":"inspect","parameters":{"name":"df"}}';

describe('calls in the notations of many models', () => {
  it.each([
    [
      'Harmony',
      `<|channel|>commentary to=functions.execute_python <|constrain|>json<|message|>${ARGS}<|call|>`
    ],
    [
      'Harmony, recipient first',
      `<|start|>assistant to=functions.execute_python<|channel|>commentary <|constrain|> json<|message|>${ARGS}`
    ],
    [
      'DeepSeek V3',
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>execute_python\n\`\`\`json\n${ARGS}\n\`\`\`<｜tool▁call▁end｜><｜tool▁calls▁end｜>`
    ],
    [
      'DeepSeek V3.1',
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>execute_python<｜tool▁sep｜>${ARGS}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`
    ],
    [
      'DeepSeek V3.2',
      '<｜DSML｜function_calls>\n<｜DSML｜invoke name="execute_python">\n<｜DSML｜parameter name="code" string="true">print("hi")</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>'
    ],
    [
      'Kimi K2',
      `<|tool_calls_section_begin|><|tool_call_begin|>functions.execute_python:0<|tool_call_argument_begin|>${ARGS}<|tool_call_end|><|tool_calls_section_end|>`
    ],
    [
      'GLM',
      '<tool_call>execute_python\n<arg_key>code</arg_key>\n<arg_value>print("hi")</arg_value>\n</tool_call>'
    ],
    [
      'MiniMax',
      '<minimax:tool_call>\n<invoke name="execute_python">\n<parameter name="code">print("hi")</parameter>\n</invoke>\n</minimax:tool_call>'
    ],
    [
      'Seed',
      '<seed:tool_call>\n<function=execute_python>\n<parameter=code>print("hi")</parameter>\n</function>\n</seed:tool_call>'
    ],
    ['Granite', `<|tool_call|>[${CALL}]`],
    ['Phi', `<|tool_call|>[${CALL}]<|/tool_call|>`],
    ['Nemotron', `<TOOLCALL>[${CALL}]</TOOLCALL>`],
    [
      'InternLM',
      `<|action_start|><|plugin|>\n{"name":"execute_python","parameters":${ARGS}}<|action_end|>`
    ],
    [
      'Command R',
      `<|START_ACTION|>[{"tool_call_id":"0","tool_name":"execute_python","parameters":${ARGS}}]<|END_ACTION|>`
    ],
    [
      'Mistral with an id',
      `[TOOL_CALLS]execute_python[CALL_ID]abc123XYZ[ARGS]${ARGS}`
    ],
    ['a name, then JSON', `<tool_call>\nexecute_python\n${ARGS}\n</tool_call>`],
    ['a brace too many', `<tool_call>\n${CALL}}\n</tool_call>`],
    [
      'a namespace on the name',
      `<tool_call>{"name":"functions.execute_python","arguments":${ARGS}}</tool_call>`
    ],
    ['a whole message with an end mark', `${CALL}<|im_end|>`],
    ['a whole message fenced as text', '```tool_call\n' + CALL + '\n```'],
    [
      'a whole message as in the API',
      `{"type":"function","function":{"name":"execute_python","arguments":${ARGS}}}`
    ],
    ['a whole message as a list in the API', `{"tool_calls":[${CALL}]}`],
    [
      'a whole message in other words',
      `{"tool":"execute_python","args":${ARGS}}`
    ]
  ])('%s', (_name, text) => {
    expect(calls(text)).toEqual([['execute_python', CODE]]);
    expect(extractTextCalls(text, TOOLS).text).toBe('');
    expect(extractTextCalls(`Now:\n${text}`, TOOLS).text).toMatch(
      /^Now:(\n\S.*)?$/s
    );
  });

  it.each([
    ['in one block', `<tool_call>${CALL}\n${LOOK}</tool_call>`],
    ['Llama’s separator', `<|python_tag|>${CALL}; ${LOOK}<|eom_id|>`],
    ['a whole message', `${CALL}\n${LOOK}`],
    [
      'Mistral',
      `[TOOL_CALLS]execute_python[ARGS]${ARGS}[TOOL_CALLS]inspect[ARGS]{"name":"df"}`
    ],
    [
      'Kimi',
      `<|tool_calls_section_begin|><|tool_call_begin|>functions.execute_python:0<|tool_call_argument_begin|>${ARGS}<|tool_call_end|><|tool_call_begin|>functions.inspect:1<|tool_call_argument_begin|>{"name":"df"}<|tool_call_end|><|tool_calls_section_end|>`
    ],
    [
      'DeepSeek',
      `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>execute_python\n\`\`\`json\n${ARGS}\n\`\`\`<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>inspect\n\`\`\`json\n{"name":"df"}\n\`\`\`<｜tool▁call▁end｜><｜tool▁calls▁end｜>`
    ],
    [
      'MiniMax',
      '<tool_calls><invoke name="execute_python"><parameter name="code">print("hi")</parameter></invoke><invoke name="inspect"><parameter name="name">df</parameter></invoke></tool_calls>'
    ]
  ])('two calls: %s', (_name, text) => {
    expect(calls(text)).toEqual([
      ['execute_python', CODE],
      ['inspect', { name: 'df' }]
    ]);
    expect(extractTextCalls(text, TOOLS).text).toBe('');
  });

  it('code with fences, tags and braces in it', () => {
    const code = 's = """\n```\n</tool_call> } <|call|>\n```\n"""';
    const written = JSON.stringify({ code });
    for (const text of [
      `<tool_call>{"name":"execute_python","arguments":${written}}</tool_call>`,
      `<|channel|>commentary to=functions.execute_python<|message|>${written}<|call|>`
    ]) {
      expect(calls(text)).toEqual([['execute_python', { code }]]);
    }
    expect(
      calls(
        `<function=execute_python>\n<parameter=code>\n${code}\n</parameter>\n</function>`
      )
    ).toEqual([['execute_python', { code }]]);
  });

  it('text before, between and after stays', () => {
    expect(
      extractTextCalls(
        `First.\n<tool_call>${CALL}</tool_call>\nThen inspect {"name":"df"}.\n<tool_call>${LOOK}</tool_call>\nLast.`,
        TOOLS
      ).text
    ).toBe('First.\n\nThen inspect {"name":"df"}.\n\nLast.');
  });

  it.each([
    [
      'a tool that was not offered, Harmony',
      '<|channel|>commentary to=functions.rm <|message|>{"code":"x"}<|call|>'
    ],
    [
      'arguments that look like a call',
      '[TOOL_CALLS]rm[ARGS]{"name":"inspect","arguments":{}}'
    ],
    [
      'a tool named in an analysis',
      '<|channel|>analysis to=functions.inspect<|message|>{"name":"df"}<|end|>'
    ],
    [
      'cut-off Harmony',
      '<|channel|>commentary to=functions.inspect<|message|>{"na'
    ],
    [
      'cut-off DeepSeek',
      '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>inspect<｜tool▁sep｜>{"name":"d'
    ],
    [
      'cut-off GLM',
      '<tool_call>inspect\n<arg_key>name</arg_key>\n<arg_value>df</arg_value>\n<arg_key>rows</arg_key>'
    ],
    [
      'cut-off parameters',
      '<invoke name="inspect"><parameter name="name">df</parameter><parameter name="ro'
    ],
    [
      'words about a mark',
      'Write <tool_call> and then, for example, call inspect as {"name":"df"} shows.'
    ],
    [
      'a mark in code',
      'Use `[TOOL_CALLS]` like so:\n\n    inspect {"name":"df"}'
    ],
    [
      'HTML',
      '<button onclick="function">inspect</button> {"name":"inspect","arguments":{}}'
    ],
    ['an ordinary JSON answer', '{"name":"inspect","rows":3}'],
    ['JSON beside other JSON', `${CALL}\n{"name":"Ada"}`],
    ['JSON and words', `${CALL}\nThat is how.`],
    ['a Python list', '[inspect(name="df")]']
  ])('not accepted: %s', (_name, text) => {
    expect(extractTextCalls(text, TOOLS)).toEqual({ calls: [], text });
  });
});

describe('Harmony channels in the text', () => {
  const analysis = '<|channel|>analysis<|message|>I look first.<|end|>';

  it.each([
    [
      'a thought and an answer',
      `${analysis}<|start|>assistant<|channel|>final<|message|>It is **3**.<|return|>`
    ],
    [
      'with the first mark, and without the last',
      `<|start|>assistant${analysis}<|start|>assistant<|channel|>final<|message|>It is **3**.`
    ]
  ])('%s', async (_name, text) => {
    const bench = new ReplyBench();
    bench.model.enqueueChunks([delta({ content: text }, 'stop')]);
    const reply = await bench.ask();
    expect(reply.text).toBe('<think>I look first.</think>\nIt is **3**.');
    expect(reply.message.content).toBe(reply.text);
  });

  it('a thought, a preamble and a call', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueChunks([
      delta(
        {
          content: `${analysis}<|start|>assistant<|channel|>commentary<|message|>I run it.<|end|><|start|>assistant<|channel|>commentary to=functions.execute_python <|constrain|>json<|message|>${ARGS}<|call|>`
        },
        'stop'
      )
    ]);
    const reply = await bench.ask();
    expect(reply.text).toBe('<think>I look first.</think>\nI run it.');
    expect(reply.calls.map(call => call.function.arguments)).toEqual([ARGS]);
  });

  it('a call that is only thought of is not made', async () => {
    const bench = new ReplyBench();
    bench.model.enqueueChunks([
      delta(
        {
          content: `<|channel|>analysis<|message|>Maybe <tool_call>${CALL}</tool_call>?<|end|><|start|>assistant<|channel|>final<|message|>No.`
        },
        'stop'
      )
    ]);
    const reply = await bench.ask();
    expect(reply.calls).toEqual([]);
  });

  it('an explanation of the channels stays as it is', async () => {
    const bench = new ReplyBench();
    const text = `Harmony writes ${analysis} before its answer.`;
    bench.model.enqueueText(text);
    expect((await bench.ask()).text).toBe(text);
  });
});
