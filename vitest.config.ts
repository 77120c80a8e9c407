import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.browser.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/each-file.ts'],
    // One process on each core (left to itself, vitest keeps one core free), which keeps the modules it has loaded:
    // loading them anew for every file took half of the time.
    maxWorkers: '100%',
    isolate: false,
    // Left to itself, vitest takes every style sheet for empty, also those the page carries as text.
    css: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
