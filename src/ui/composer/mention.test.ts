import { describe, expect, it } from 'vitest';
import { mentionAt, replaceMention } from './mention';

describe('where the caret stands in a mention', () => {
  it.each([
    ['@', ''],
    ['@sal', 'sal'],
    ['compare @data/sales_2024.csv', 'data/sales_2024.csv'],
    ['(@df', 'df'],
    ['line\n@df', 'df'],
    ['über @größe', 'größe']
  ])('%s', (text, query) => {
    expect(mentionAt(text, text.length)).toEqual({
      start: text.length - query.length - 1,
      end: text.length,
      query
    });
  });

  it.each(['', 'sales', 'me@example.com', '@df and', '@df,', 'a @ b'])(
    'not in “%s”',
    text => expect(mentionAt(text, text.length)).toBeNull()
  );

  it('looks at what is before the caret only', () => {
    expect(mentionAt('@sales rest', 3)?.query).toBe('sa');
  });

  it('gives up on a word that is far too long', () => {
    const text = `@${'x'.repeat(5000)}`;
    expect(mentionAt(text, text.length)).toBeNull();
  });
});

describe('replacing a mention', () => {
  it('adds a space and puts the caret behind it', () => {
    const mention = mentionAt('use @sa', 7)!;
    expect(replaceMention('use @sa', mention, 'sales.csv')).toEqual({
      text: 'use sales.csv ',
      caret: 14
    });
  });

  it('uses the space that is there', () => {
    const mention = mentionAt('use @sa now', 7)!;
    expect(replaceMention('use @sa now', mention, 'sales.csv')).toEqual({
      text: 'use sales.csv now',
      caret: 14
    });
  });
});
