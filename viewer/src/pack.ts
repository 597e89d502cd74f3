// SPDX-License-Identifier: Apache-2.0
// Frames of a field in time, unpacked in the browser. A group holds up to `group` frames: zlib deflate over all
// low bytes, then all high bytes, of UInt16 counts; the first frame raw, the others as differences modulo 65536
// (engine/hazards/course.h). From file:// a group comes as base64 in a script that calls DAYU_FRAMES.
// Invariants: decoder state belongs to one group and lives in one call; every frame handed out had the CRC-32
// that the index names; at most `kRing` groups are kept decoded.
import type { FramesFile, RasterFile } from './run';
import { lastAtOrBefore } from './clock';

const kRing = 4;

const crcTables = (() => {
  const tables = Array.from({ length: 4 }, () => new Uint32Array(256));
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    tables[0][n] = c >>> 0;
  }
  for (let n = 0; n < 256; n++)
    for (let s = 1; s < 4; s++) {
      const c = tables[s - 1][n];
      tables[s][n] = (tables[0][c & 255] ^ (c >>> 8)) >>> 0;
    }
  return tables;
})();

/** CRC-32 (IEEE 802.3), four bytes at a time. */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = crcTables;
  let c = 0xffffffff;
  let i = 0;
  for (; i + 4 <= bytes.length; i += 4) {
    c ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    c = t3[c & 255] ^ t2[(c >>> 8) & 255] ^ t1[(c >>> 16) & 255] ^ t0[c >>> 24];
  }
  for (; i < bytes.length; i++) c = t0[(c ^ bytes[i]) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

export function base64Bytes(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export async function inflate(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** CRC of counts in little-endian bytes, which is what every browser's typed arrays hold. */
export function countsCrc(counts: Uint16Array): number {
  return crc32(new Uint8Array(counts.buffer, counts.byteOffset, counts.byteLength));
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** All frames of one group; throws when the length or any CRC is wrong. */
export async function decodeGroup(packed: Uint8Array, cells: number, crcs: number[], pause = true): Promise<Uint16Array[]> {
  const raw = await inflate(packed);
  const total = cells * crcs.length;
  if (raw.length !== 2 * total) throw new Error(`${raw.length} != ${2 * total}`);
  const frames: Uint16Array[] = [];
  let before: Uint16Array | null = null;
  for (let f = 0; f < crcs.length; f++) {
    const low = f * cells;
    const high = total + low;
    const counts = new Uint16Array(cells);
    if (before === null) for (let i = 0; i < cells; i++) counts[i] = raw[low + i] | (raw[high + i] << 8);
    else for (let i = 0; i < cells; i++) counts[i] = before[i] + (raw[low + i] | (raw[high + i] << 8));
    if (countsCrc(counts) !== crcs[f] >>> 0) throw new Error(`CRC-32 ${f}`);
    frames.push(counts);
    before = counts;
    if (pause && cells > 200000) await nextTask();
  }
  return frames;
}

/** Loads a script of the run folder and gives what it registers; the one way in that works from file://. */
export type Fetch = (file: string, key: string) => Promise<string>;

const waiting = new Map<string, (text: string) => void>();

export function scriptFetch(): Fetch {
  const register = window as unknown as Record<string, unknown>;
  register['DAYU_FRAMES'] = (hazard: string, field: string, group: number, text: string) =>
    waiting.get(`${hazard}.${field}.${group}`)?.(text);
  register['DAYU_RASTER'] = (hazard: string, name: string, text: string) => waiting.get(`${hazard}.${name}`)?.(text);
  return (file, key) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      let done = false;
      const end = (action: () => void): void => {
        if (done) return;
        done = true;
        waiting.delete(key);
        script.remove();
        action();
      };
      waiting.set(key, (text) => end(() => resolve(text)));
      script.onerror = () => end(() => reject(new Error('404')));
      script.onload = () => end(() => reject(new Error('empty')));
      script.src = file;
      document.head.append(script);
    });
}

/** One series of the run: packed groups kept as bytes, a ring of decoded ones. */
export class FrameStore {
  private readonly packed = new Map<number, Promise<Uint8Array>>();
  private readonly ring = new Map<number, Promise<Uint16Array[]>>();
  private readonly ready = new Map<number, Uint16Array[]>();
  private readonly awaited = new Set<number>();
  private readonly failed = new Set<number>();
  private readonly cellCache = new Map<number, Promise<Float64Array>>();

  constructor(
    readonly index: FramesFile,
    private readonly fetch: Fetch,
    private readonly onProblem: (file: string, what: string) => void,
  ) {}

  get count(): number {
    return this.index.times_s.length;
  }

  /** The frame that holds for time t: frame k is the maximum of (times[k-1], times[k]]. */
  frameAt(t: number): number {
    const k = lastAtOrBefore(this.index.times_s, t);
    return k >= 0 && this.index.times_s[k] === t ? k : Math.min(this.count - 1, k + 1);
  }

  /** Decoded counts, or null while they are being fetched (then `onReady` is called once). */
  frame(k: number, onReady: () => void): Uint16Array | null {
    const g = Math.floor(k / this.index.group);
    const have = this.ready.get(g);
    if (have) return have[k - g * this.index.group] ?? null;
    if (!this.awaited.has(g) && !this.failed.has(g)) {
      this.awaited.add(g);
      const end = (): void => {
        this.awaited.delete(g);
        onReady();
      };
      void this.group(g).then(end, end);
    }
    return null;
  }

  /** Could the group of this frame not be read? Then nothing must be drawn for it. */
  isFailed(k: number): boolean {
    return this.failed.has(Math.floor(k / this.index.group));
  }

  prefetch(k: number): void {
    const g = Math.floor(k / this.index.group);
    if (g < this.index.files.length) void this.group(g).catch(() => undefined);
  }

  group(g: number): Promise<Uint16Array[]> {
    const known = this.ring.get(g);
    if (known) {
      this.ring.delete(g);
      this.ring.set(g, known);
      return known;
    }
    const work = this.decode(g);
    this.ring.set(g, work);
    work.then(
      (frames) => this.ring.has(g) && this.ready.set(g, frames),
      (error: Error) => {
        this.failed.add(g);
        this.onProblem(this.index.files[g], error.message);
      },
    );
    for (const old of this.ring.keys()) {
      if (this.ring.size <= kRing) break;
      this.ring.delete(old);
      this.ready.delete(old);
    }
    return work;
  }

  /** Values of one cell in every frame; groups pass through once and are not kept. */
  series(cell: number): Promise<Float64Array> {
    let work = this.cellCache.get(cell);
    if (!work) {
      work = this.readSeries(cell);
      this.cellCache.set(cell, work);
    }
    return work;
  }

  private async readSeries(cell: number): Promise<Float64Array> {
    const out = new Float64Array(this.count);
    for (let g = 0; g < this.index.files.length; g++) {
      const frames = await (this.ready.has(g) ? this.group(g) : this.decode(g));
      frames.forEach((f, i) => (out[g * this.index.group + i] = f[cell] * this.index.scale));
    }
    return out;
  }

  private async decode(g: number): Promise<Uint16Array[]> {
    const { hazard, field, group, crc32: crcs, n_rows, n_cols, files } = this.index;
    let bytes = this.packed.get(g);
    if (!bytes) {
      bytes = this.fetch(files[g], `${hazard}.${field}.${g}`).then(base64Bytes);
      this.packed.set(g, bytes);
    }
    return decodeGroup(await bytes, n_rows * n_cols, crcs.slice(g * group, (g + 1) * group));
  }
}

/** A raster that does not change: UInt16 counts, 65535 = never. */
export async function readRaster(index: RasterFile, fetch: Fetch): Promise<Uint16Array> {
  const raw = await inflate(base64Bytes(await fetch(index.file, `${index.hazard}.${index.name}`)));
  if (raw.length !== 2 * index.n_rows * index.n_cols) throw new Error(`${raw.length}`);
  if (crc32(raw) !== index.crc32 >>> 0) throw new Error('CRC-32');
  return new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2);
}
