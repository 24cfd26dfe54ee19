// npm run build:headless: bundles the headless runner into the Python package.
import { buildHeadless } from './lib/headless-bundle.mjs';

await buildHeadless();
