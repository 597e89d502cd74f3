// SPDX-License-Identifier: Apache-2.0
// The one clock of the page: everything that moves asks it and nothing else. Time in seconds since the
// scenario's start; speed in scenario seconds per real second.
// Invariant: 0 <= time <= duration; listeners hear of every change exactly once.

export const kSpeeds = [1, 10, 60, 120, 300, 600, 1200, 1800, 3600];

export class Clock {
  private time = 0;
  private running = false;
  private factor = 300;
  private last: number | null = null;
  private readonly listeners: ((t: number) => void)[] = [];

  constructor(readonly duration_s: number) {}

  get t(): number {
    return this.time;
  }
  get playing(): boolean {
    return this.running;
  }
  get speed(): number {
    return this.factor;
  }

  onChange(listener: (t: number) => void): void {
    this.listeners.push(listener);
  }

  seek(t: number): void {
    const bounded = Math.min(this.duration_s, Math.max(0, Number.isFinite(t) ? t : 0));
    this.time = bounded;
    if (bounded >= this.duration_s) this.running = false;
    this.tell();
  }

  toggle(): void {
    if (!this.running && this.time >= this.duration_s) this.time = 0;
    this.running = !this.running;
    this.last = null;
    this.tell();
  }

  pause(): void {
    if (this.running) this.toggle();
  }

  setSpeed(speed: number): void {
    this.factor = Math.min(kSpeeds[kSpeeds.length - 1], Math.max(kSpeeds[0], speed));
    this.tell();
  }

  /** The next speed up (+1) or down (-1). */
  changeSpeed(step: number): void {
    let i = kSpeeds.findIndex((s) => s >= this.factor);
    if (i < 0) i = kSpeeds.length - 1;
    this.setSpeed(kSpeeds[Math.min(kSpeeds.length - 1, Math.max(0, i + step))]);
  }

  /** Called with the browser's time in milliseconds before each picture. A long gap (a hidden tab) counts as
   *  a quarter second, so that the film does not jump. */
  advance(now_ms: number): void {
    if (!this.running) return;
    const gap_s = this.last === null ? 0 : Math.min(0.25, (now_ms - this.last) / 1000);
    this.last = now_ms;
    if (gap_s > 0) this.seek(this.time + gap_s * this.factor);
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.time);
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "T+06:30:00". */
export function tPlus(t: number): string {
  const s = Math.floor(t + 1e-6);
  return `T+${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

export interface Wall {
  date: string;
  hm: string;
  hms: string;
}

/** Civil time at the scenario's own offset, whatever the reader's time zone. */
export function wall(start_unix_s: number, offset_s: number, t: number): Wall {
  const d = new Date((start_unix_s + offset_s + Math.floor(t + 1e-6)) * 1000);
  const hm = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  return {
    date: `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`,
    hm,
    hms: `${hm}:${two(d.getUTCSeconds())}`,
  };
}

/** "1 h 05 min" as numbers, for the dictionaries. */
export function hoursMinutes(s: number): { h: number; m: string } {
  const minutes = Math.floor(Math.abs(s) / 60);
  return { h: Math.floor(minutes / 60), m: two(minutes % 60) };
}

/** Index of the last time <= t, -1 if none. */
export function lastAtOrBefore(times: ArrayLike<number>, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (times[mid] <= t) low = mid + 1;
    else high = mid;
  }
  return low - 1;
}
