// SPDX-License-Identifier: Apache-2.0
// The parts of the page that need no browser; the tests stand in tests/viewer with all others.
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(__dirname, '..');

export default defineConfig({
  root,
  cacheDir: resolve(root, 'viewer/node_modules/.vite'),
  server: { fs: { allow: [root] } },
  test: { include: ['tests/viewer/*.test.ts'], globals: true, environment: 'node', pool: 'threads', fileParallelism: false, testTimeout: 120000, hookTimeout: 120000 },
});
