/** Builds the web chat: one script with its styles inside, for any page to embed. */
import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

export default defineConfig({
  root,
  publicDir: false,
  build: {
    outDir: path.join(root, 'dist/web'),
    // Phones of the last six years, whose browsers are often never updated.
    target: ['chrome87', 'safari14', 'firefox91'],
    lib: { entry: path.join(root, 'src/web/widget.ts'), formats: ['es'], fileName: () => 'widget.js' },
    rolldownOptions: { output: { minify: true } },
    reportCompressedSize: false,
  },
});
