/** Runs with every test file. */
import { afterAll } from 'vitest';
import { endFile } from './end.js';

afterAll(endFile);
