import { expect, it } from 'vitest';
import { createModelMemory, parseModelMemory } from './model-memory';

it('a memory survives its JSON text; what cannot be read starts afresh', () => {
  const memory = createModelMemory();
  memory.tools = false;
  memory.renamedFields.max_tokens = 'max_completion_tokens';
  expect(parseModelMemory(JSON.stringify(memory))).toEqual(memory);
  expect(parseModelMemory('{"images": false}')).toEqual({
    ...createModelMemory(),
    images: false
  });
  for (const text of ['', 'no', '[]', '{"tools": "yes"}']) {
    expect(parseModelMemory(text)).toEqual(createModelMemory());
  }
});
