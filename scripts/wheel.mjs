// npm run wheel: builds the wheel into dist/, to be installed where there is no Node.
import { join, relative } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { say, step } from './lib/say.mjs';
import { setUpAll } from './lib/setup.mjs';
import { runMain } from './lib/user-error.mjs';
import { buildWheel } from './lib/wheel.mjs';

await runMain(async () => {
  await setUpAll();
  const wheel = await step('Building the wheel', () =>
    buildWheel(join(ROOT, 'dist'))
  );
  say(`Install it with: python -m pip install ${relative(ROOT, wheel)}`);
});
