import { describe, expect, it } from 'vitest';
import type { Output } from '../outputs';
import { differenceOfOutputs } from './same-outcome';

const stream = (name: 'stdout' | 'stderr', text: string): Output => ({
  output_type: 'stream',
  name,
  text
});
const picture: Output = {
  output_type: 'display_data',
  data: { 'image/png': 'aGk=' },
  metadata: {}
};

describe('R36 outputs are the same', () => {
  it.each([
    [
      '/tmp/ipykernel_4711/1293.py:2: UserWarning: rough\n',
      '/tmp/ipykernel_8/1293.py:2: UserWarning: rough\n'
    ],
    [
      'first\n/var/folders/x1/T/ipykernel_4711/1293.py:2: UserWarning: rough\n',
      'first\n/tmp/ipykernel_8/1293.py:2: UserWarning: rough\n'
    ],
    [
      'C:\\Users\\Jo Do\\Temp\\ipykernel_4711\\1293.py:2: UserWarning: rough\n',
      'C:\\Users\\Jo Do\\Temp\\ipykernel_8\\1293.py:2: UserWarning: rough\n'
    ]
  ])(
    'when a warning names the process in which code was compiled',
    (before, now) => {
      expect(
        differenceOfOutputs([stream('stderr', before)], [stream('stderr', now)])
      ).toBeNull();
    }
  );

  it('when what is printed and what is warned came in other turns', () => {
    expect(
      differenceOfOutputs(
        [
          stream('stdout', 'a\n'),
          stream('stderr', 'careful\n'),
          stream('stdout', 'b\n'),
          picture
        ],
        [stream('stderr', 'careful\n'), stream('stdout', 'a\nb\n'), picture]
      )
    ).toBeNull();
  });
});

describe('R36 outputs are another', () => {
  it('when a warning says something else', () => {
    expect(
      differenceOfOutputs(
        [stream('stderr', '/tmp/ipykernel_1/1293.py:2: UserWarning: a\n')],
        [stream('stderr', '/tmp/ipykernel_1/1293.py:2: UserWarning: b\n')]
      )
    ).not.toBeNull();
  });

  it('when something is printed behind a picture instead of before it, or in another stream', () => {
    expect(
      differenceOfOutputs(
        [stream('stdout', 'a'), picture],
        [picture, stream('stdout', 'a')]
      )
    ).not.toBeNull();
    expect(
      differenceOfOutputs([stream('stdout', 'a')], [stream('stderr', 'a')])
    ).not.toBeNull();
  });
});
