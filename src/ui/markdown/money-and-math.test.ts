import { describe, expect, it } from 'vitest';
import { markDollars, PLAIN_DOLLAR, restoreDollars } from './money-and-math';

const D = PLAIN_DOLLAR;

describe('dollars that are money', () => {
  it.each([
    ['$1.2M and $3M', `${D}1.2M and ${D}3M`],
    ['from $5-$10', `from ${D}5-${D}10`],
    ['**$5** or **$6**', `**${D}5** or **${D}6**`],
    ['US$5 and CA$7 in total', `US${D}5 and CA${D}7 in total`],
    ['| $5 | $6 |', `| ${D}5 | ${D}6 |`],
    ['a \\$5 note', `a ${D}5 note`],
    ['$4 is more than $x$', `${D}4 is more than $x$`],
    ['$ alone', `${D} alone`]
  ])('%s', (text, expected) => {
    expect(markDollars(text)).toBe(expected);
  });
});

describe('dollars that delimit formulas', () => {
  it.each([
    '$x^2$ and $y$',
    '$$\na = b\n$$',
    '$2x + 3$',
    '$\\frac{1}{2}$',
    '`$HOME` and `$PATH`',
    '``a ` $b`` and ``$c``',
    '- item\n  ```sh\n  echo $A $B\n  ```'
  ])('%s', text => {
    expect(markDollars(text)).toBe(text);
  });

  it('translates the delimiters that models prefer', () => {
    expect(markDollars('so \\( x_1 \\) is\n\\[\ny\n\\]')).toBe(
      'so $x_1$ is\n$$\ny\n$$'
    );
  });

  it('finds no formula across a blank line', () => {
    expect(markDollars('$a\n\nb$')).toBe(`${D}a\n\nb${D}`);
  });
});

it('restores dollars in text, attributes and addresses', () => {
  expect(
    restoreDollars(
      `<a href="x?${encodeURIComponent(D)}a" title="${D}">${D}5</a>`
    )
  ).toBe('<a href="x?$a" title="$"><span>$</span>5</a>');
});
