import { expect, it } from 'vitest';
import type { ChatMessage } from '../llm/chat-message';
import { ImageLoader } from './materialise';

function figure(name: string): ChatMessage {
  return {
    role: 'user',
    content: [
      { type: 'text', text: 'A figure:' },
      { type: 'image_url', image_url: { url: `sidecar:outputs/${name}` } }
    ]
  };
}

function urls(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap(({ content }) =>
    (Array.isArray(content) ? content : []).map(part =>
      part.type === 'image_url' ? part.image_url.url : part.text
    )
  );
}

it('puts pictures in, reads each once, and tries again those that could not be read', async () => {
  const reads: string[] = [];
  let isBroken = true;
  const loader = new ImageLoader(async reference => {
    reads.push(reference);
    return reference.includes('b.jpeg') && isBroken ? null : 'QUJD';
  });
  const messages = [figure('a.png'), figure('b.jpeg')];
  expect(urls(await loader.materialise(messages))).toEqual([
    'A figure:',
    'data:image/png;base64,QUJD',
    'A figure:',
    '[A figure that is no longer stored.]'
  ]);
  isBroken = false;
  expect(urls(await loader.materialise(messages))[3]).toBe(
    'data:image/jpeg;base64,QUJD'
  );
  expect(reads).toEqual(['outputs/a.png', 'outputs/b.jpeg', 'outputs/b.jpeg']);
});

it('keeps no more pictures than the last request had', async () => {
  const reads: string[] = [];
  const loader = new ImageLoader(async reference => {
    reads.push(reference);
    return 'QUJD';
  });
  await loader.materialise([figure('a.png')]);
  await loader.materialise([figure('b.png')]);
  await loader.materialise([figure('a.png')]);
  expect(reads).toHaveLength(3);
});
