// SPDX-License-Identifier: Apache-2.0
// One classic script and one style sheet: browsers refuse module scripts and worker files from file://.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

let folder = 'dist';

export default defineConfig({
  base: './',
  build: {
    target: 'es2020',
    outDir: 'dist',
    emptyOutDir: true,
    minify: 'esbuild',
    cssMinify: 'esbuild',
    sourcemap: false,
    modulePreload: false,
    lib: { entry: 'src/main.ts', formats: ['iife'], name: 'dayuViewer', fileName: () => 'viewer.js', cssFileName: 'viewer' },
  },
  plugins: [
    {
      name: 'page',
      configResolved(config) {
        folder = config.build.outDir;
      },
      closeBundle() {
        mkdirSync(folder, { recursive: true });
        copyFileSync('index.html', join(folder, 'index.html'));
      },
    },
  ],
});
