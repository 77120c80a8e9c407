import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, SETTING_NAMES } from '../../src/config/index.js';
import { projectRoot } from '../../src/config/paths.js';
import { SetupError } from '../../src/config/setup-error.js';

const KEY = Buffer.alloc(32, 7).toString('base64');

describe('the settings', () => {
  it('all have defaults that work without any environment', () => {
    expect(parseConfig({})).toMatchObject({ port: 3000, databaseUrl: null, trustProxy: 0, logLevel: 'info' });
    expect(parseConfig({ PORT: '', DATA_DIR: ' ' })).toEqual(parseConfig({}));
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['SECRET_KEY', 'short'],
    ['PUBLIC_URL', 'example'],
    ['ALLOWED_ORIGINS', 'https://a.example.vn/path'],
    ['ALLOWED_ORIGINS', 'https://a.example.vn, *'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'loud'],
  ])('a bad %s is named together with its remedy', (name, value) => {
    expect(() => parseConfig({ [name]: value })).toThrow(SetupError);
    expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`${name}.*cần`));
  });

  it('sites that may embed the chat are a list of addresses', () => {
    const given = 'https://a.example.vn, http://localhost:8080/';
    expect(parseConfig({ ALLOWED_ORIGINS: given }).allowedOrigins).toEqual([
      'https://a.example.vn',
      'http://localhost:8080',
    ]);
    expect(parseConfig({}).allowedOrigins).toEqual([]);
  });

  it('a proxy may be counted or just said to be there', () => {
    const proxies = (value: string) => parseConfig({ TRUST_PROXY: value }).trustProxy;
    expect(['2', 'true', 'false'].map(proxies)).toEqual([2, 1, 0]);
  });

  it('PostgreSQL needs a secret key of its own', () => {
    const url = 'postgresql://root@127.0.0.1/motcua';
    expect(() => parseConfig({ DATABASE_URL: url })).toThrow(/SECRET_KEY/);
    expect(parseConfig({ DATABASE_URL: url, SECRET_KEY: KEY })).toMatchObject({ databaseUrl: url });
  });

  it('.env.example lists exactly the settings that are read', () => {
    const example = readFileSync(path.join(projectRoot, '.env.example'), 'utf8');
    const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual([...SETTING_NAMES].sort());
  });
});
