// SPDX-License-Identifier: Apache-2.0
// A made run folder for the tests of the page: a small valley, a flood that comes and goes, 14 villages, households
// that leave before their roads are cut, one shelter that overfills. Same format as engine/app/view_files.cpp
// writes; everything from a counter-based generator, so the same bytes each time.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 as zlibCrc, deflateSync } from 'node:zlib';

const kCell = 40;
const kRows = 250;
const kCols = 300;
const kWest = 500000;
const kNorth = 3080000;
const kDuration = 50400;
const kInterval = 600;
export const kHostile = '<img src=x onerror="window.hacked=1">';

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
/** CRC-32 one byte at a time: another way than the page's own. */
export function crc32(bytes) {
  if (zlibCrc) return zlibCrc(bytes);
  let c = 0xffffffff;
  for (const b of bytes) c = crcTable[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function noise(i, j, seed) {
  let h = Math.imul(i, 374761393) ^ Math.imul(j, 668265263) ^ Math.imul(seed, 2246822519);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

function smooth(x, y, seed) {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const f = (v) => v * v * (3 - 2 * v);
  const u = f(x - i);
  const v = f(y - j);
  const a = noise(i, j, seed) * (1 - u) + noise(i + 1, j, seed) * u;
  const b = noise(i, j + 1, seed) * (1 - u) + noise(i + 1, j + 1, seed) * u;
  return a * (1 - v) + b * v;
}

/** Northing of the river at a share of the width. */
const river = (s) => 0.52 + 0.16 * Math.sin(s * 7) + 0.05 * Math.sin(s * 19);

function elevation(s, r) {
  const d = Math.abs(r - river(s));
  let hills = 0;
  for (let o = 0, a = 1; o < 5; o++, a *= 0.5) hills += a * (1 - Math.abs(2 * smooth(s * 9 * 2 ** o, r * 8 * 2 ** o, o + 3) - 1));
  const rise = Math.min(1, d / 0.3);
  return 95 + 25 * (1 - s) + 430 * rise ** 1.25 * (0.35 + 0.5 * hills) + 3 * hills;
}

function png(width, height, rgb) {
  const chunk = (type, body) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length, 0);
    head.write(type, 4, 'latin1');
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0);
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++) rgb.copy(rows, y * (1 + 3 * width) + 1, y * 3 * width, (y + 1) * 3 * width);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function shade(z) {
  const at = (r, c) => z[Math.min(kRows - 1, Math.max(0, r)) * kCols + Math.min(kCols - 1, Math.max(0, c))];
  const rgb = Buffer.alloc(3 * kRows * kCols);
  for (let r = 0; r < kRows; r++)
    for (let c = 0; c < kCols; c++) {
      const dx = (at(r, c + 1) - at(r, c - 1)) / (2 * kCell);
      const dy = (at(r - 1, c) - at(r + 1, c)) / (2 * kCell);
      const light = (1 + 0.7 * dx - 0.7 * dy) / Math.hypot(1, dx, dy) / 1.41;
      const f = 0.72 + 0.28 * Math.min(1.15, light * 1.3);
      const h = Math.min(1, Math.max(0, (at(r, c) - 100) / 500));
      [226 - 12 * h, 228 - 20 * h, 208 - 22 * h].forEach((v, i) => (rgb[3 * (r * kCols + c) + i] = Math.min(255, v * f)));
    }
  return png(kCols, kRows, rgb);
}

/** Water at a cell: a wave that runs down the valley, peaks and drains. */
function depth(z, s, r, t) {
  const bed = 95 + 25 * (1 - s);
  const wave = Math.max(0, Math.sin(Math.PI * Math.min(1, Math.max(0, (t - 9000 - 9000 * s) / 34000))));
  const d = bed + 17 * wave - (z - 6 * Math.max(0, 1 - Math.abs(r - river(s)) / 0.012));
  return wave > 0 && d > 0.03 ? Math.min(d * 0.6, 9) : 0;
}

function packFrames(z, times) {
  const cells = kRows * kCols;
  const frames = times.map((t) => {
    const counts = new Uint16Array(cells);
    for (let i = 0; i < cells; i++) {
      const s = ((i % kCols) + 0.5) / kCols;
      const r = (Math.floor(i / kCols) + 0.5) / kRows;
      counts[i] = Math.round(depth(z[i], s, r, t) * 100);
    }
    return counts;
  });
  const groups = [];
  for (let g = 0; g < frames.length; g += 10) {
    const part = frames.slice(g, g + 10);
    const raw = Buffer.alloc(2 * cells * part.length);
    part.forEach((counts, f) => {
      for (let i = 0; i < cells; i++) {
        const d = (f === 0 ? counts[i] : counts[i] - part[f - 1][i]) & 65535;
        raw[f * cells + i] = d & 255;
        raw[(part.length + f) * cells + i] = d >> 8;
      }
    });
    groups.push(deflateSync(raw));
  }
  return { frames, groups, crcs: frames.map((f) => crc32(Buffer.from(f.buffer))) };
}

const names = [
  ['上湾村', 'Shangwan'], ['青溪村', 'Qingxi'], ['白沙村', 'Baisha'], ['坑口村', 'Kengkou'], ['下坪村', 'Xiaping'], ['沙洲村', 'Shazhou'],
  ['石桥村', 'Shiqiao'], ['竹源村', 'Zhuyuan'], ['枫林村', 'Fenglin'], ['梅岭村', 'Meiling'], ['松溪村', 'Songxi'], ['云田村', 'Yuntian'], ['樟树下', 'Zhangshuxia'],
  [kHostile, kHostile],
];
const words = (zh, en) => ({ zh, en });
const cellOf = (x, y) => Math.min(kRows - 1, Math.max(0, Math.floor((10000 - y) / kCell))) * kCols + Math.min(kCols - 1, Math.max(0, Math.floor(x / kCell)));

/** Villages beside the river, with a valley road, and a spur from each up to a shelter. x, y in m from the south-west. */
function places() {
  const width = kCols * kCell;
  const height = kRows * kCell;
  const bank = (s) => [s * width, (1 - river(s) + 0.024) * height];
  const villages = names.map(([zh, en], i) => {
    const s = 0.06 + (0.88 * i) / (names.length - 1);
    const [x, y] = bank(s);
    return { zh, en, s, x: Math.round(x), y: Math.round(y), hill: [Math.round(x + 260), Math.round(y + 1150)] };
  });
  const pieces = [];
  const line = (points) => points.flatMap(([x, y], i) => (i === 0 ? [x, y] : [x - points[i - 1][0], y - points[i - 1][1]]));
  const add = (kind, name, flags, points) => pieces.push([kind, name, flags, line(points)]) - 1;
  const valley = [];
  for (let i = 0; i + 1 < villages.length; i++) {
    const parts = 6;
    for (let k = 0; k < parts; k++) {
      const a = villages[i].s + ((villages[i + 1].s - villages[i].s) * k) / parts;
      const b = villages[i].s + ((villages[i + 1].s - villages[i].s) * (k + 1)) / parts;
      const points = [a, (a + b) / 2, b].map((s) => bank(s).map(Math.round));
      if (k === 0) points[0] = [villages[i].x, villages[i].y];
      if (k === parts - 1) points[2] = [villages[i + 1].x, villages[i + 1].y];
      valley.push(add(0, 0, k === 3 && i % 4 === 1 ? 2 : 0, points));
    }
  }
  for (const v of villages) {
    const [hx, hy] = v.hill;
    v.spur = [0, 1, 2, 3].map((k) => add(1, 1, 0, [0, 1, 2].map((m) => {
      const f = (k + m / 2) / 4;
      return [Math.round(v.x + f * (hx - v.x) + 70 * Math.sin(f * 6.28)), Math.round(v.y + f * (hy - v.y))];
    })));
    add(2, 2, 0, [[hx, hy], [hx + 300, hy + 500], [hx + 250, hy + 1300]]);
  }
  return { villages, pieces, valley };
}

function closures(pieces, frames, times) {
  const out = [];
  pieces.forEach(([, , flags, line], p) => {
    const points = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < line.length; i += 2) {
      x += line[i];
      y += line[i + 1];
      points.push([x, y]);
    }
    const worst = (counts) => Math.max(...points.map(([px, py]) => counts[cellOf(px, py)] / 100)) - (flags & 2 ? 1.5 : 0);
    const deep = frames.map(worst);
    for (const [who, stop, limit] of [[1, 1, 0.3], [0, 1, 0.5], [1, 0, 0.1]]) {
      const first = deep.findIndex((d) => d >= limit);
      if (first < 0) continue;
      let last = deep.length - 1;
      while (deep[last] < limit) last--;
      const to = last + 1 < times.length ? times[last + 1] : null;
      out.push([p, who, stop, times[Math.max(0, first - 1)], to, points[1][0], points[1][1], 0, Math.round(100 * Math.max(...deep)) / 100]);
    }
  });
  return out.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[3] - b[3]);
}

/** Households of each village walk up the spur to the shelter above; every third village's go on by car. */
function movements(villages) {
  const trips = [];
  const fills = villages.map(() => []);
  villages.forEach((v, i) => {
    const go = 21000 + 900 * i;
    for (let h = 0; h < 34; h++) {
      const people = 2 + (h % 4);
      const who = i % 3 === 2 ? 1 : 0;
      const speed = who === 1 ? 6 : 1;
      const depart = go - 1800 + Math.round(2400 * noise(h, i, 9));
      let clock = depart + 60 + 10 * (h % 6);
      const entered = [Math.round(clock * 10)];
      for (const p of v.spur) {
        void p;
        clock += 305 / speed;
        entered.push(Math.round(clock * 10) - entered.reduce((a, b) => a + b, 0));
      }
      const arrive = Math.round(clock + 40);
      trips.push([people, h % 9 === 0 ? 1 : 0, who, 0, i, i, depart, arrive, depart + 1500, v.x + Math.round(160 * (noise(h, i, 1) - 0.5)),
        v.y + Math.round(120 * (noise(h, i, 2) - 0.5)), v.spur.map((p) => 2 * p), entered]);
      fills[i].push([arrive, people]);
    }
  });
  return {
    trips,
    fills: fills.map((list) => {
      let sum = 0;
      return list.sort((a, b) => a[0] - b[0]).map(([t, n]) => [t, (sum += n)]);
    }),
  };
}

function eventList(villages, cuts) {
  const events = [
    { t: 18600, kind: 'alert', place: 'G1', zh: '暴雨蓝色、黄色预警', en: 'Rainstorm blue and yellow' },
    { t: 20400, kind: 'alert', place: 'G1', zh: '暴雨橙色预警', en: 'Rainstorm orange' },
    { t: 25800, kind: 'alert', place: 'G1', zh: '暴雨红色预警', en: 'Rainstorm red' },
    { t: 22320, kind: 'inject', place: 'V2', zh: '上湾村手机信号中断，改用铜锣、警报器和人员入户通知', en: 'Mobile outage in Shangwan: gongs, sirens and runners' },
    { t: 30000, kind: 'inject', place: '', zh: '微信群传言“大坝决口”，核实后发布公开声明', en: 'A rumour that the dam broke: check it and make a public statement' },
  ];
  villages.forEach((v, i) => {
    const go = 21000 + 900 * i;
    events.push({ t: go - 2400, kind: 'order', place: `V${i}`, zh: `${v.zh}：准备转移`, en: `${v.en}: prepare to move` });
    events.push({ t: go, kind: 'order', place: `V${i}`, zh: `${v.zh}：立即转移`, en: `${v.en}: move now` });
    events.push({ t: go + 2600, kind: 'arrive', place: `V${i}`, zh: `${v.zh}转移完成，119人`, en: `${v.en}: everybody out, 119 people` });
  });
  for (const c of cuts)
    if (c[1] === 1 && c[2] === 1 && c[0] % 3 === 0)
      events.push({ t: c[3], kind: 'road', place: String(c[0]), zh: `沿江公路第${c[0]}段中断，水深${c[8]}米`, en: `River road, piece ${c[0]}, is cut: water ${c[8]} m` });
  return events.sort((a, b) => a.t - b.t);
}

/** Writes the folder; `bundle` holds index.html, viewer.js, viewer.css. `spoil` changes what is about to be written. */
export function makeRun(folder, bundle, spoil = () => undefined) {
  const z = new Float64Array(kRows * kCols);
  for (let i = 0; i < z.length; i++) z[i] = elevation(((i % kCols) + 0.5) / kCols, (Math.floor(i / kCols) + 0.5) / kRows);
  const times = Array.from({ length: kDuration / kInterval + 1 }, (_, k) => k * kInterval);
  const { frames, groups, crcs } = packFrames(z, times);
  const { villages, pieces } = places();
  const cuts = closures(pieces, frames, times);
  const { trips, fills } = movements(villages);
  const maximum = new Uint16Array(z.length);
  const arrival = new Uint16Array(z.length).fill(65535);
  frames.forEach((f, k) => f.forEach((n, i) => {
    if (n > maximum[i]) maximum[i] = n;
    if (n > 0 && arrival[i] === 65535) arrival[i] = times[k] / 10;
  }));
  const grid = { n_rows: kRows, n_cols: kCols, west_m: kWest, north_m: kNorth, cell_m: kCell };
  const raster = (name, unit, scale, counts) => ({ index: { hazard: 'flood', name, unit, scale, largest: counts.reduce((a, b) => (b < 65535 && b > a ? b : a), 0) * scale, ...grid,
    crc32: crc32(Buffer.from(counts.buffer)), file: `view/rasters/flood.${name}.js` }, counts });
  const rasters = [raster('max_depth_m', 'm', 0.01, maximum), raster('arrival_s', 's', 10, arrival),
    raster('max_hazard_class_1', '1', 1, maximum.map((n) => (n === 0 ? 0 : n < 30 ? 1 : n < 50 ? 2 : n < 120 ? 3 : n < 200 ? 4 : n < 400 ? 5 : 6)))];
  const south = kNorth - kRows * kCell;
  const id = (v, i) => ({ id: `V${i}`, name: words(v.zh, v.en), x: v.x, y: v.y });
  const rain = Array.from({ length: 84 }, (_, k) => Math.round(90 * Math.exp(-(((k - 42) / 12) ** 2))) / 10);
  const run = {
    v: 1, exercise: true,
    meta: { name: 'made', title: { mark: '演练 EXERCISE', ...words('龙潭水库溢洪山洪夜间演练', 'Longtan: a night flash flood') }, area: words('云岚县', 'Yunlan county'), story: words('午后至夜间，云岚县出现强降雨，龙潭水库溢洪。', 'From the afternoon into the night heavy rain falls; Longtan reservoir spills.'),
      aims: [words('一小时内全部转移', 'Everybody is out within an hour')], invented: true,
      classification: 'public', start: '2025-06-18T14:00:00+08:00', start_unix_s: 1750226400, offset_s: 28800, duration_s: kDuration, opens_s: 10800,
      crs: 'EPSG:4547', cell_m: kCell, version: '0.1.0' },
    origin: [kWest, south], extent: [kWest, south, kWest + kCols * kCell, kNorth],
    terrain: { file: 'view/shade.png', west: kWest, south, east: kWest + kCols * kCell, north: kNorth },
    who: ['walker', 'car'], fields: ['water_depth_m'],
    roads: { kinds: ['secondary', 'unclassified', 'path'], names: [words('沿江公路', 'River road'), words('村道', 'Village lane'), words('', '')], pieces },
    closures: cuts,
    villages: villages.map((v, i) => ({ ...id(v, i), code: `36090012${i}`, township: words('青溪乡', 'Qingxi township'), people: 380 + 40 * i, households: 110 + 9 * i,
      to_move: 119 - 0, left: 0, touched_s: 16000 + 500 * i, danger_s: 24000 + 900 * i, prepare_s: 18600 + 900 * i, immediate_s: 21000 + 900 * i, basis: 'G1 3 h >= 78 mm' })),
    groups: villages.flatMap((v, i) => [0, 1, 2].map((g) => ({ id: `V${i}-${g}`, name: words(`${v.zh}${g + 1}组`, `${v.en} group ${g + 1}`), x: v.x + 120 * (g - 1), y: v.y + 60,
      village: i, people: 60, touched_s: 16000, danger_s: null, worst_class: 3, latest_s: 25000 }))),
    sites: [{ id: 'S1', kind: 'school', name: words('青溪小学', 'Qingxi school'), x: villages[1].x + 150, y: villages[1].y + 200, village: 1, people_day: 126, people_night: 0, danger_s: null }],
    shelters: villages.map((v, i) => ({ id: `A${i}`, name: words(`${v.zh.slice(0, 2)}安置点`, `${v.en} shelter`), x: v.hill[0] + 40, y: v.hill[1] + 40, village: i, kind: i % 2 ? 'school' : 'village_hall',
      places: i === 0 ? 90 : 140 + 10 * i, open_s: 1200, accessible: i % 2 === 1, touched_s: null, danger_s: null, fills: fills[i] })),
    unit_kinds: ['household'], trips, left: [{ village: 3, people: 4, deadline_s: 26000, reason: words('道路中断', 'The road is cut') }],
    teams: [{ id: 'T1', kind: 'rescue', name: words('综合应急救援队', 'County rescue team'), x: villages[6].x, y: villages[6].y + 300, people: 60, vehicles: 8 }],
    tasks: [{ id: 'K1', kind: 'rescue', team: 0, item: words('', ''), quantity: 0, people: 4, vehicles: 1, to: words('坑口村', 'Kengkou'), from_x: villages[6].x, from_y: villages[6].y + 300, x: villages[6].hill[0], y: villages[6].hill[1],
      depart_s: 21600, arrive_s: 23400, deadline_s: 26000, who: 'car', arcs: villages[6].spur.map((p) => 2 * p), entered: [217000, 4000, 4000, 4000, 4000], note: words('', '') }],
    reservoirs: [{ id: 'R1', name: words('龙潭水库', 'Longtan reservoir'), x: 300, y: 5200, scale: 'small_1' }],
    warehouses: [{ id: 'W1', name: words('县救灾物资库', 'County relief warehouse'), x: villages[8].x + 200, y: villages[8].y + 420 }],
    gauges: [{ id: 'G1', kind: 'rain', name: words('龙潭雨量站', 'Longtan rain gauge'), x: 700, y: 6000 }],
    rain: [{ gauge: 'G1', end_s: rain.map((_, k) => 600 * (k + 1)), mm: rain }],
    streams: [{ name: words('岚江', 'Lan river'), order: 5, line: Array.from({ length: 61 }, (_, k) => k / 60).flatMap((s, k) => {
      const at = (q) => [Math.round(q * kCols * kCell), Math.round((1 - river(q)) * kRows * kCell)];
      const [x, y] = at(s);
      return k === 0 ? [x, y] : [x - at((k - 1) / 60)[0], y - at((k - 1) / 60)[1]];
    }) }],
    waters: [], zones: villages.slice(0, 4).map((v) => ({ name: words('', ''), kind: 'high', rings: [[v.x - 300, v.y - 120, 600, 0, 0, 240, -600, 0]] })),
    events: eventList(villages, cuts),
    frames: [{ hazard: 'flood', field: 'water_depth_m', unit: 'm', scale: 0.01, threshold: 0.03, ...grid, group: 10, times_s: times, crc32: crcs,
      files: groups.map((_, g) => `view/frames/flood.water_depth_m.${g}.js`) }],
    rasters: rasters.map((r) => r.index),
  };
  const parts = { run, groups };
  spoil(parts);
  mkdirSync(join(folder, 'view', 'frames'), { recursive: true });
  mkdirSync(join(folder, 'view', 'rasters'), { recursive: true });
  mkdirSync(join(folder, 'viewer'), { recursive: true });
  copyFileSync(join(bundle, 'index.html'), join(folder, 'index.html'));
  for (const file of ['viewer.js', 'viewer.css']) copyFileSync(join(bundle, file), join(folder, 'viewer', file));
  writeFileSync(join(folder, 'view', 'run.js'), `window.DAYU_RUN = ${JSON.stringify(run)};\n`);
  writeFileSync(join(folder, 'view', 'shade.png'), shade(z));
  groups.forEach((bytes, g) => writeFileSync(join(folder, run.frames[0].files[g]),
    `DAYU_FRAMES("flood","water_depth_m",${g},"${bytes.toString('base64')}");\n`));
  for (const { index, counts } of rasters)
    writeFileSync(join(folder, index.file), `DAYU_RASTER("flood","${index.name}","${deflateSync(Buffer.from(counts.buffer)).toString('base64')}");\n`);
  return { run, times };
}
