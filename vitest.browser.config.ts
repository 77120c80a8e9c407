/** The tests that need Chromium: `npm run test:browser`. */
import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

export default defineConfig({
  test: { ...base.test, include: ['test/**/*.browser.test.ts'], exclude: [] },
});
