// SPDX-License-Identifier: Apache-2.0
// The page in a real browser, from file://, without 3-D APIs. Looks at the run folder in $DAYU_RUN_FOLDER, else at
// a made one, which it also spoils to see the page say so. Exit 77 where there is no browser.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { launch, open } from './browser.mjs';
import { crc32, kHostile, makeRun } from './made_run.mjs';

const bundle = fileURLToPath(new URL('../../viewer/dist', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'dayu_page_'));
const given = process.env['DAYU_RUN_FOLDER'];
const folder = given || join(scratch, 'run');
if (!given) makeRun(folder, bundle);
const run = JSON.parse(readFileSync(join(folder, 'view', 'run.js'), 'utf8').replace(/^window\.DAYU_RUN = /, '').replace(/;\s*$/, ''));

const browser = await launch();
let failed = 0;
const test = async (name, body) => {
  const began = Date.now();
  try {
    await body();
    console.log(`ok      ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n        ${String(error.stack ?? error).split('\n').slice(0, 12).join('\n        ')}`);
  }
};

const han = /[\u3400-\u9fff]/;
const latin = /[A-Za-z]{3,}/;
/** Visible texts, without what is the same in both languages by intent: the mark, the other language's name, CRS. */
const visibleTexts = (page) => page.evaluate(() => {
  const out = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement;
    if (box.closest('script, noscript, .seal, .lang, kbd') || box.offsetParent === null || !node.data.trim()) continue;
    out.push(node.data.trim());
  }
  for (const box of document.querySelectorAll('[title], [aria-label]')) out.push(box.title || box.getAttribute('aria-label') || '0');
  return out;
});
const pixels = (page, layer) => page.evaluate((i) => {
  const canvas = [...document.querySelectorAll('.map canvas')][i];
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d', { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  let sum = 0;
  for (let k = 0; k < data.length; k += 4) sum = (Math.imul(sum, 31) + data[k] + 7 * data[k + 1] + 13 * data[k + 2] + 17 * data[k + 3]) | 0;
  return sum;
}, layer);
const seek = (page, t) => page.evaluate(async (time) => {
  const range = document.querySelector('.range');
  range.value = String(time);
  range.dispatchEvent(new Event('input'));
  const { fields, clock } = window.dayu;
  const store = fields.layers.find((l) => l.store)?.store;
  if (store) await store.group(Math.floor(store.frameAt(clock.t) / store.index.group));
  await new Promise((r) => setTimeout(r, 60));
  return clock.t;
}, t);
const figure = (page, name) => page.evaluate((n) => document.querySelector(`.figure.${n} .number`)?.textContent ?? null, name);

/** When most people are on the way. */
const busiest = () => {
  const times = run.trips.map((t) => t[6] + 1);
  const moving = (t) => run.trips.reduce((n, r) => n + (r[6] <= t && t < r[7] ? r[0] : 0), 0);
  return times.reduce((best, t) => (moving(t) > moving(best) ? t : best), times[0] ?? 0);
};

const { page, requests, complaints } = await open(browser, folder, '#l=zh');
const series = run.frames[0];

await test('opens from disk: no WebGL, the mark in both languages, the model note', async () => {
  assert.equal(await page.evaluate(() => document.createElement('canvas').getContext('webgl2') ?? document.createElement('canvas').getContext('webgl')), null);
  const seal = await page.$eval('.seal', (e) => e.innerText);
  assert.match(seal, /演练/);
  assert.match(seal, /EXERCISE/);
  assert.match(await page.title(), /演练/);
  assert.match(await page.$eval('.note', (e) => e.innerText), new RegExp(`${run.meta.cell_m} 米.*不得用于实际指挥`));
  assert.deepEqual(await page.evaluate(() => window.dayu.problems.texts), []);
});

await test('every frame decodes, with the CRC of the index by another routine', async () => {
  for (const [s, index] of run.frames.entries()) {
    const crcs = await page.evaluate(async (which) => {
      const stores = window.dayu.fields.layers.filter((l) => l.store).map((l) => l.store);
      const store = stores.find((x) => x.index.field === which.field && x.index.hazard === which.hazard);
      if (!store) return null;
      const table = Array.from({ length: 256 }, (_, n) => {
        let c = n;
        for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
        return c >>> 0;
      });
      const out = []; // every frame was checked by the page itself; every seventh again here
      for (let g = 0; g < store.index.files.length; g++)
        for (const counts of await store.group(g)) {
          if (out.length % 7 !== 0) {
            out.push(store.index.crc32[out.length]);
            continue;
          }
          let c = 0xffffffff;
          for (const n of counts) {
            c = table[(c ^ n) & 255] ^ (c >>> 8);
            c = table[(c ^ (n >> 8)) & 255] ^ (c >>> 8);
          }
          out.push((c ^ 0xffffffff) >>> 0);
        }
      return out;
    }, { field: index.field, hazard: index.hazard });
    if (crcs === null && s > 0) continue; // a field that the page does not draw
    assert.deepEqual(crcs, index.crc32);
    assert.equal(crcs.length, index.times_s.length);
  }
});

await test('the frames are what a plain decoder reads from the same files', async () => {
  if (!series) return;
  const g = Math.floor(series.files.length / 2);
  const text = readFileSync(join(folder, series.files[g]), 'latin1').match(/"([A-Za-z0-9+/=]+)"\);/)[1];
  const raw = inflateSync(Buffer.from(text, 'base64'));
  const cells = series.n_rows * series.n_cols;
  const n = raw.length / 2 / cells;
  const counts = new Uint16Array(cells);
  for (let f = 0; f < n; f++) {
    for (let i = 0; i < cells; i++) counts[i] += raw[f * cells + i] | (raw[(n + f) * cells + i] << 8);
    assert.equal(crc32(Buffer.from(counts.buffer)), series.crc32[g * series.group + f]);
  }
});

await test('the slider moves the frames', async () => {
  if (!series) return;
  const before = await seek(page, 0);
  const first = await pixels(page, 1);
  const t = await seek(page, Math.round(0.55 * run.meta.duration_s));
  assert.equal(before, 0);
  assert.equal(t, Math.round(0.55 * run.meta.duration_s));
  assert.notEqual(await pixels(page, 1), first);
  await seek(page, 0);
  assert.equal(await pixels(page, 1), first);
});

await test('keys: one frame on and back, play and pause', async () => {
  const times = [...new Set(run.frames.flatMap((f) => f.times_s))].sort((a, b) => a - b);
  if (times.length < 3) return;
  await seek(page, times[1]);
  const clock = () => page.evaluate(() => window.dayu.clock.t);
  await page.keyboard.press('ArrowRight');
  assert.equal(await clock(), times[2]);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await clock(), times[0]);
  await page.keyboard.press('Space');
  await page.waitForFunction('window.dayu.clock.t > 0 && window.dayu.clock.playing', { timeout: 60000 });
  await page.keyboard.press('Space');
  const stopped = await clock();
  await new Promise((r) => setTimeout(r, 300));
  assert.equal(await clock(), stopped);
});

await test('people move along the roads, and nobody is on a closed piece', async () => {
  if (run.trips.length === 0) return;
  const t = busiest();
  await seek(page, t);
  const before = await page.evaluate(() => window.dayu.spots());
  const drawn = await pixels(page, 3);
  assert.ok(before.length > 0);
  const people = run.trips.reduce((n, r) => n + (r[6] <= t && t < r[7] ? r[0] : 0), 0);
  assert.equal(await figure(page, 'onTheWay'), String(people));
  await seek(page, t + 60);
  const after = await page.evaluate(() => window.dayu.spots());
  assert.notDeepEqual(after, before);
  assert.notEqual(await pixels(page, 3), drawn);
  assert.deepEqual(await page.evaluate(() => window.dayu.onClosedPiece().map((f) => [f.piece, f.t])), []);
});

await test('roads are cut at their time', async () => {
  const cut = run.closures.find((c) => c[2] === 1 && run.who[c[1]] === 'car' && c[3] > 0);
  if (!cut) return;
  await seek(page, cut[3] - 1);
  const before = Number(await figure(page, 'roadsClosed'));
  await seek(page, cut[3]);
  assert.ok(Number(await figure(page, 'roadsClosed')) > before);
});

await test('at the end shelters hold all who arrived; too many is said in words', async () => {
  if (run.trips.length === 0) return;
  await seek(page, run.meta.duration_s);
  const arrived = run.trips.reduce((n, r) => n + (r[7] <= run.meta.duration_s ? r[0] : 0), 0);
  const inside = run.shelters.reduce((n, s) => n + (s.fills.filter(([t]) => t <= run.meta.duration_s).pop()?.[1] ?? 0), 0);
  assert.equal(inside, arrived);
  assert.match(await figure(page, 'safe'), new RegExp(`^${arrived} /`));
  const rows = await page.$$eval('.shelterlist .row', (list) => list.map((r) => [r.querySelector('.count').textContent, r.className, r.querySelector('.note').textContent]));
  assert.equal(rows.length, run.shelters.filter((s) => s.fills.length > 0).length);
  for (const [count, name, note] of rows) {
    const [n, places] = count.split(' / ').map(Number);
    assert.equal(name.includes('over'), n > places);
    if (n > places) assert.ok(note.includes(String(n - places)));
  }
});

await test('a card shows the depth of its cell to the centimetre', async () => {
  if (!series || run.villages.length === 0) return;
  const v = run.villages.findIndex((x) => x.touched_s !== null);
  const village = run.villages[Math.max(0, v)];
  const x = village.x + run.origin[0];
  const y = village.y + run.origin[1];
  const cell = Math.floor((series.north_m - y) / series.cell_m) * series.n_cols + Math.floor((x - series.west_m) / series.cell_m);
  const expected = await page.evaluate(async (i) => {
    const store = window.dayu.fields.layers.find((l) => l.store).store;
    return Array.from(await store.series(i));
  }, cell);
  const peak = Math.max(...expected);
  const t = series.times_s[expected.indexOf(peak)];
  await seek(page, t);
  await page.evaluate((index, px, py) => window.dayu.show({ kind: 'village', index, x: px, y: py }), Math.max(0, v), x, y);
  await page.waitForFunction(() => document.querySelector('.depthline'), { timeout: 120000 });
  const line = await page.$eval('.depthline', (e) => e.innerText);
  assert.ok(peak > 0 ? line.includes(peak.toFixed(2)) : line.includes('未淹'), line);
  assert.equal(await page.$eval('.card h2', (e) => e.textContent), village.name.zh);
});

await test('the language switch changes every text and leaves nothing of the other language', async () => {
  await seek(page, Math.round(0.5 * run.meta.duration_s));
  const own = (texts) => texts.map((s) => s.split(kHostile).join('').split(run.meta.crs).join(''));
  const zh = own(await visibleTexts(page));
  await page.evaluate(() => window.dayu.setLanguage('en'));
  await new Promise((r) => setTimeout(r, 200));
  const en = own(await visibleTexts(page));
  assert.deepEqual(en.filter((s) => han.test(s)), []);
  const allowed = /CMA|GB|WGS|UTM|MSEL|EXERCISE/g;
  assert.deepEqual(zh.filter((s) => latin.test(s.replace(allowed, ''))), []);
  assert.equal(en.length, zh.length);
  const same = zh.filter((s, i) => s === en[i] && (han.test(s) || latin.test(s.replace(allowed, ''))));
  assert.deepEqual(same, []);
  assert.match(await page.$eval('.seal', (e) => e.innerText), /EXERCISE[\s\S]*演练/);
});

await test('the link keeps time, language and view', async () => {
  await page.waitForFunction('location.hash.includes("l=en")', { timeout: 60000 });
  await seek(page, 12345);
  await page.waitForFunction('location.hash.includes("t=12345")', { timeout: 60000 });
  const centre = await page.evaluate(() => window.dayu.map.getCenter().map(Math.round));
  await page.reload({ timeout: 180000 });
  await page.waitForFunction('window.dayu !== undefined', { timeout: 180000 });
  assert.equal(await page.evaluate(() => window.dayu.clock.t), 12345);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.deepEqual(await page.evaluate(() => window.dayu.map.getCenter().map(Math.round)), centre);
});

await test('every layer draws, with its legend', async () => {
  await seek(page, Math.round(0.6 * run.meta.duration_s));
  const layers = await page.evaluate(() => window.dayu.fields.layers.map((l) => l.id));
  const seen = new Set();
  for (const i of layers.keys()) {
    await page.keyboard.press(String(i + 1));
    await page.waitForFunction((id) => {
      const l = window.dayu.fields.chosen;
      return l?.id === id && (l.store || l.counts);
    }, { timeout: 120000 }, layers[i]);
    await new Promise((r) => setTimeout(r, 250));
    seen.add(await pixels(page, 1));
    assert.ok(await page.$('.rampbox .ramp, .rampbox .classes'));
  }
  await page.keyboard.press('0');
  seen.add(await pixels(page, 1));
  assert.equal(seen.size, layers.length + 1);
  await page.keyboard.press('1');
});

await test('names from files stay text', async () => {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.evaluate(() => document.querySelectorAll('img, iframe, object').length), 0);
  if (!given) assert.ok((await visibleTexts(page)).some((s) => s.includes(kHostile)));
});

await test('nothing but files was asked for, and the browser had nothing to complain of', async () => {
  assert.deepEqual(requests.filter((u) => !/^(file|data|blob):/.test(u)), []);
  assert.deepEqual(complaints, []);
});
await page.close();

if (!given) {
  await test('a damaged frame is named on the page; the rest goes on', async () => {
    const broken = join(scratch, 'broken');
    makeRun(broken, bundle, ({ run: r }) => (r.frames[0].crc32[47] ^= 1));
    const { page: p } = await open(browser, broken, '#l=zh&t=27000');
    await p.waitForFunction('window.dayu.problems.texts.length > 0', { timeout: 60000 });
    const text = await p.$eval('.problems', (e) => e.innerText);
    assert.match(text, /flood\.water_depth_m\.4\.js 无法解码/);
    await p.evaluate(() => window.dayu.setLanguage('en'));
    assert.match(await p.$eval('.problems', (e) => e.innerText), /cannot be decoded \(CRC-32 7\)/);
    await seek(p, 6000);
    assert.equal(await p.evaluate(() => window.dayu.clock.t), 6000);
    await p.close();
  });
  await test('somebody on a closed road is said plainly', async () => {
    const wrong = join(scratch, 'wrong');
    makeRun(wrong, bundle, ({ run: r }) => r.closures.push([r.trips[0][11][1] >> 1, r.trips[0][2], 1, 0, null, 0, 0, 0, 1]));
    const { page: p } = await open(browser, wrong, '#l=en');
    assert.match(await p.$eval('.problems', (e) => e.innerText), /after it is cut/);
    await p.close();
  });
  await test('a folder without view/run.js says what to do', async () => {
    const bare = join(scratch, 'bare');
    makeRun(bare, bundle);
    rmSync(join(bare, 'view', 'run.js'));
    const { page: p } = await open(browser, bare, '#l=en', [1366, 768], false);
    assert.match(await p.$eval('.problems', (e) => e.innerText), /Keep the whole folder together/);
    await p.close();
  });
}

await browser.close();
rmSync(scratch, { recursive: true, force: true });
console.log(failed === 0 ? 'the page holds' : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
