// SPDX-License-Identifier: Apache-2.0
// Packed frames: what was packed comes back, whatever order groups are asked in, and nothing wrong gets through.
import { deflateSync } from 'node:zlib';
import { base64Bytes, countsCrc, crc32, decodeGroup, FrameStore, readRaster } from '../../viewer/src/pack';
import type { FramesFile } from '../../viewer/src/run';

const kCells = 37;

/** Counts that use both bytes and wrap around below zero between frames. */
function frames(n: number, seed: number): Uint16Array[] {
  return Array.from({ length: n }, (_, f) => Uint16Array.from({ length: kCells }, (_, i) => (i * 7919 * seed + f * 30011 * seed + ((f % 3) - 1) * 65000) & 65535));
}

/** engine/hazards/course.h: first raw, then differences modulo 65536; all low bytes, then all high bytes. */
function pack(list: Uint16Array[]): Uint8Array {
  const raw = new Uint8Array(2 * kCells * list.length);
  list.forEach((counts, f) => counts.forEach((count, i) => {
    const d = (f === 0 ? count : count - list[f - 1][i]) & 65535;
    raw[f * kCells + i] = d & 255;
    raw[(list.length + f) * kCells + i] = d >> 8;
  }));
  return deflateSync(raw);
}

function series(lists: Uint16Array[][]): { index: FramesFile; packed: Uint8Array[] } {
  const all = lists.flat();
  return {
    packed: lists.map(pack),
    index: {
      hazard: 'flood', field: 'water_depth_m', unit: 'm', scale: 0.01, threshold: 0.03, group: 10, n_rows: 1, n_cols: kCells, west_m: 0, north_m: 0,
      cell_m: 10, times_s: all.map((_, i) => 300 * i), crc32: all.map(countsCrc), files: lists.map((_, g) => `${g}.js`),
    },
  };
}

const fetchFrom = (packed: Uint8Array[]) => (file: string): Promise<string> =>
  Promise.resolve(Buffer.from(packed[Number.parseInt(file, 10)]).toString('base64'));

describe('CRC-32', () => {
  it('gives the check value of the standard', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
  it('reads counts as little-endian bytes', () => {
    expect(countsCrc(Uint16Array.of(0x3231, 0x3433))).toBe(crc32(new TextEncoder().encode('1234')));
  });
});

describe('a group', () => {
  it('comes back frame by frame', async () => {
    const list = frames(7, 3);
    const back = await decodeGroup(pack(list), kCells, list.map(countsCrc));
    expect(back).toEqual(list);
  });
  it('is refused when one bit of one frame differs', async () => {
    const list = frames(4, 1);
    const crcs = list.map(countsCrc);
    list[2][5] ^= 1;
    await expect(decodeGroup(pack(list), kCells, crcs)).rejects.toThrow('CRC-32 2');
  });
  it('is refused when it is too short, cut off or not deflate', async () => {
    const list = frames(4, 1);
    const crcs = list.map(countsCrc);
    await expect(decodeGroup(pack(list.slice(0, 3)), kCells, crcs)).rejects.toThrow();
    await expect(decodeGroup(pack(list).slice(0, 40), kCells, crcs)).rejects.toThrow();
    await expect(decodeGroup(Uint8Array.of(1, 2, 3), kCells, crcs)).rejects.toThrow();
  });
});

describe('a series', () => {
  it('keeps groups apart when several are on the way at once', async () => {
    const lists = [frames(10, 1), frames(10, 2), frames(10, 3), frames(3, 4)];
    const { index, packed } = series(lists);
    const slow = async (file: string): Promise<string> => {
      await new Promise((r) => setTimeout(r, 8 - 2 * Number.parseInt(file, 10)));
      return fetchFrom(packed)(file);
    };
    const store = new FrameStore(index, slow, () => undefined);
    const back = await Promise.all([3, 0, 2, 1].map((g) => store.group(g)));
    expect(back).toEqual([lists[3], lists[0], lists[2], lists[1]]);
  });
  it('keeps a ring of four groups and decodes again what fell out', async () => {
    const lists = Array.from({ length: 6 }, (_, g) => frames(10, g + 1));
    const { index, packed } = series(lists);
    let asked = 0;
    const store = new FrameStore(index, (file) => (asked++, fetchFrom(packed)(file)), () => undefined);
    const first = await store.group(0);
    for (let g = 1; g < 6; g++) await store.group(g);
    expect(store.frame(0, () => undefined)).toBeNull();
    const again = await store.group(0);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
    expect(asked).toBe(6); // packed bytes stay; nothing is loaded twice
  });
  it('gives the frame whose interval holds the time', () => {
    const { index } = series([frames(3, 1)]);
    const store = new FrameStore(index, () => Promise.reject(new Error('none')), () => undefined);
    expect([0, 1, 300, 301, 600, 900].map((t) => store.frameAt(t))).toEqual([0, 1, 1, 2, 2, 2]);
  });
  it('tells whoever asks for a frame that is already on its way, and never again after a failure', async () => {
    const lists = [frames(10, 1), frames(10, 2)];
    const { index, packed } = series(lists);
    packed[1] = packed[0];
    const store = new FrameStore(index, fetchFrom(packed), () => undefined);
    store.prefetch(3);
    await new Promise<void>((ready) => expect(store.frame(3, ready)).toBeNull());
    expect(store.frame(3, () => undefined)).toEqual(lists[0][3]);
    await new Promise<void>((ready) => store.frame(12, ready));
    expect([store.isFailed(3), store.isFailed(12)]).toEqual([false, true]);
    expect(store.frame(12, () => expect.unreachable())).toBeNull();
  });
  it('names the file and the reason when a group cannot be read', async () => {
    const { index, packed } = series([frames(10, 1), frames(10, 2)]);
    packed[1] = packed[0];
    const said: string[] = [];
    const store = new FrameStore(index, fetchFrom(packed), (file, what) => said.push(`${file} ${what}`));
    await expect(store.group(1)).rejects.toThrow();
    expect(said).toEqual(['1.js CRC-32 0']);
  });
  it('reads one cell through all frames', async () => {
    const lists = [frames(10, 1), frames(4, 2)];
    const { index, packed } = series(lists);
    const store = new FrameStore(index, fetchFrom(packed), () => undefined);
    expect(Array.from(await store.series(11))).toEqual(lists.flat().map((f) => f[11] * 0.01));
  });
});

describe('a raster', () => {
  const counts = Uint16Array.of(0, 5, 65535, 300);
  const index = { hazard: 'flood', name: 'max_depth_m', unit: 'm', scale: 0.01, largest: 3, n_rows: 2, n_cols: 2, west_m: 0, north_m: 0, cell_m: 10, crc32: countsCrc(counts), file: 'r.js' };
  const fetch = (list: Uint16Array) => () => Promise.resolve(deflateSync(Buffer.from(list.buffer)).toString('base64'));
  it('comes back, and is refused with another CRC or size', async () => {
    expect(await readRaster(index, fetch(counts))).toEqual(counts);
    await expect(readRaster(index, fetch(Uint16Array.of(0, 5, 65535, 301)))).rejects.toThrow('CRC-32');
    await expect(readRaster(index, fetch(Uint16Array.of(0, 5)))).rejects.toThrow();
  });
  it('base64 is read byte for byte', () => {
    expect(Array.from(base64Bytes('AP+AfwE='))).toEqual([0, 255, 128, 127, 1]);
  });
});
