import { describe, expect, it } from 'vitest';
import { messageEntry, sessionEntry, user } from '../../testing/entries';
import { decodeTranscript, encodeEntry } from './codec';

describe('the transcript codec', () => {
  it('reads back what it wrote, unknown fields and other scripts included', () => {
    const entries = [
      sessionEntry(),
      messageEntry(1, {
        role: 'assistant',
        content: 'Größe ✓ 売上',
        extra_content: { google: { thought_signature: 'abc' } }
      })
    ];
    const text = entries.map(encodeEntry).join('');
    expect(text.split('\n')).toHaveLength(3);
    expect(decodeTranscript(text)).toEqual({
      entries,
      unreadableLines: 0,
      unknownEntries: 0,
      endsWithNewline: true
    });
  });

  it('keeps each entry on one line of strict JSON', () => {
    const entry = messageEntry(1, {
      role: 'user',
      content: 'a\nb\u2028c',
      number: Number.NaN
    });
    const line = encodeEntry(entry);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(JSON.parse(line).message.number).toBeNull();
  });

  it('sets a torn last line aside and keeps the rest', () => {
    const whole = encodeEntry(messageEntry(1, user('first')));
    const torn = encodeEntry(messageEntry(2, user('second'))).slice(0, 40);
    const decoded = decodeTranscript(whole + torn);
    expect(decoded.entries).toHaveLength(1);
    expect(decoded.unreadableLines).toBe(1);
    expect(decoded.endsWithNewline).toBe(false);
  });

  it('passes over damage in the middle, whatever it is', () => {
    const first = encodeEntry(messageEntry(1, user('first')));
    const last = encodeEntry(messageEntry(2, user('last')));
    const damage = '\u0000\u0000\n{"kind":"message"}\n[1,2]\nnull\n\n';
    const decoded = decodeTranscript(first + damage + last);
    expect(decoded.entries.map(entry => entry.turn)).toEqual([1, 2]);
    expect(decoded.unreadableLines).toBe(4);
  });

  it('counts kinds of a newer version without calling them damage', () => {
    const newer = JSON.stringify({
      v: 2,
      id: 'x',
      ts: '2027-01-01T00:00:00Z',
      turn: 1,
      kind: 'forecast'
    });
    const decoded = decodeTranscript(newer + '\n');
    expect(decoded.unknownEntries).toBe(1);
    expect(decoded.unreadableLines).toBe(0);
  });
});
