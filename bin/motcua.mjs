#!/usr/bin/env node
import { existsSync } from 'node:fs';

process.setSourceMapsEnabled(true);
// An installation may carry the built program alone.
if (existsSync(new URL('../src', import.meta.url))) (await import('../tools/build.mjs')).buildIfNeeded();
await import('../dist/cli.js');
