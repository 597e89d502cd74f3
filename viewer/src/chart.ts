// SPDX-License-Identifier: Apache-2.0
// A small graph of one quantity over the run, with the clock's time on it.
import type { Clock } from './clock';
import { wall } from './clock';
import { el, fit } from './dom';
import type { RunFile } from './run';
import { kFonts } from './theme';

export interface Chart {
  root: HTMLCanvasElement;
  tick(time: number): void;
}

const kWidth = 276;
const kHeight = 92;

/** Tops of axes that read well: 1, 2, 5 times a power of ten. */
export function niceTop(value: number): number {
  const power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-6))));
  for (const m of [1, 2, 5, 10]) if (value <= m * power * 1.0001) return m * power;
  return 10 * power;
}

/** `values[i]` holds for the interval that ends at `times[i]` (a maximum), hence steps. */
export function chart(meta: RunFile['meta'], clock: Clock, times: number[], values: ArrayLike<number>, unit: string): Chart {
  const root = el('canvas', 'chart');
  root.style.width = `${kWidth}px`;
  root.style.height = `${kHeight}px`;
  const top = niceTop(Math.max(0.1, ...Array.from(values)));
  const x = (time: number): number => 30 + (time / meta.duration_s) * (kWidth - 36);
  const y = (value: number): number => 8 + (1 - value / top) * (kHeight - 28);
  const tick = (time: number): void => {
    const c = fit(root, kWidth, kHeight);
    c.font = `10.5px ${kFonts}`;
    c.fillStyle = '#5d6b70';
    for (const f of [0, 0.5, 1]) {
      c.fillStyle = '#e3ddd0';
      c.fillRect(30, Math.round(y(f * top)), kWidth - 36, 1);
      c.fillStyle = '#5d6b70';
      c.textAlign = 'right';
      c.textBaseline = 'middle';
      c.fillText(String(Number((f * top).toPrecision(3))), 26, y(f * top));
    }
    c.textAlign = 'left';
    c.fillText(unit, 33, 12);
    c.textBaseline = 'alphabetic';
    c.fillText(wall(meta.start_unix_s, meta.offset_s, 0).hm, 30, kHeight - 5);
    c.textAlign = 'right';
    c.fillText(wall(meta.start_unix_s, meta.offset_s, meta.duration_s).hm, kWidth - 4, kHeight - 5);
    c.beginPath();
    c.moveTo(x(times[0] ?? 0), y(0));
    for (let i = 0; i < times.length; i++) {
      c.lineTo(x(i > 0 ? times[i - 1] : times[0]), y(values[i]));
      c.lineTo(x(times[i]), y(values[i]));
    }
    c.lineTo(x(times[times.length - 1] ?? 0), y(0));
    c.closePath();
    c.fillStyle = 'rgba(40,106,165,.28)';
    c.fill();
    c.strokeStyle = '#286aa5';
    c.lineWidth = 1.3;
    c.stroke();
    c.fillStyle = '#144a54';
    c.fillRect(x(time) - 0.75, 6, 1.5, kHeight - 24);
  };
  tick(clock.t);
  return { root, tick };
}
