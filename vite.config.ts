/** Builds the web chat: one script with its styles inside, for any page to embed. */
import path from 'node:path';
import { defineConfig } from 'vite';

/** Bits of lightningcss's `Features`. */
const LIGHT_DARK = 1 << 20;
const SYSTEM_FONT = 1 << 16;

const root = import.meta.dirname;

export default defineConfig({
  root,
  publicDir: false,
  // The style sheet has no `light-dark()` and lists its fonts itself: nothing to be put in for older browsers.
  css: { lightningcss: { exclude: LIGHT_DARK | SYSTEM_FONT } },
  build: {
    outDir: path.join(root, 'dist/web'),
    // Phones of the last six years, whose browsers are often never updated.
    target: ['chrome91', 'safari14', 'firefox91'],
    cssTarget: ['chrome87', 'safari14', 'firefox91'],
    lib: { entry: path.join(root, 'src/web/widget.ts'), formats: ['es'], fileName: () => 'widget.js' },
    // What is loaded later; the server gives out what is named so.
    rolldownOptions: {
      // What both use stays in the first script: another one would cost a slow line a round trip.
      preserveEntrySignatures: 'allow-extension',
      output: { minify: true, comments: false, chunkFileNames: 'widget-[name]-[hash].js' },
    },
    reportCompressedSize: false,
  },
});
