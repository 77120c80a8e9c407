#!/usr/bin/env node
import { buildIfNeeded } from '../tools/build.mjs';

buildIfNeeded();
await import('../dist/src/cli.js');
