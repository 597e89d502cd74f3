// SPDX-License-Identifier: Apache-2.0
// Opens a run folder's page in Chromium as a planner would: from disk, without 3-D, without a network. Writes down
// every request and every complaint of the browser.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const kFlags = [
  '--no-sandbox', '--disable-gpu', '--disable-3d-apis', '--disable-background-networking', '--disable-sync', '--no-first-run',
  '--disable-component-update', '--disable-default-apps', '--disable-extensions', '--hide-scrollbars', '--force-color-profile=srgb', '--mute-audio',
];

export function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

export function chromiumPath() {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

/** A browser, or exit 77 with the reason. */
export async function launch() {
  const executablePath = chromiumPath();
  if (!executablePath) skip('no chromium on this machine (packages-dev.txt)');
  const require = createRequire(new URL('../../viewer/package.json', import.meta.url));
  let entry;
  try {
    entry = require.resolve('puppeteer-core');
  } catch {
    skip('viewer/node_modules is absent (npm ci in viewer/)');
  }
  const { default: puppeteer } = await import(pathToFileURL(entry).href);
  return puppeteer.launch({ executablePath, headless: true, args: kFlags, protocolTimeout: 300000 });
}

/** The page of a run, with `requests` and `complaints` filled as it lives. */
export async function open(browser, folder, hash = '', size = [1366, 768], wait = true) {
  const page = await browser.newPage();
  await page.setViewport({ width: size[0], height: size[1] });
  const requests = [];
  const complaints = [];
  page.on('request', (r) => requests.push(r.url().slice(0, 300)));
  page.on('requestfailed', (r) => complaints.push(`failed: ${r.url().slice(0, 200)}`));
  page.on('console', (m) => (m.type() === 'error' || m.type() === 'warn') && complaints.push(`${m.type()}: ${m.text()}`));
  page.on('pageerror', (e) => complaints.push(`error: ${e.message}`));
  await page.goto(pathToFileURL(join(resolve(folder), 'index.html')).href + hash, { timeout: 180000 });
  if (wait) await page.waitForFunction('window.dayu !== undefined', { timeout: 180000 });
  return { page, requests, complaints };
}
