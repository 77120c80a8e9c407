/** Run by the build: works out the weights of the sayings and writes them to the file named. */
import process from 'node:process';
import { trainIntents } from './catalogue/build-reading.js';
import { writeIntentsFile } from './catalogue/intents-file.js';

const [, , file = ''] = process.argv;
writeIntentsFile(file, trainIntents());
