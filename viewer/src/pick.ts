// SPDX-License-Identifier: Apache-2.0
// Which road piece lies under a point of the map? Pieces are sorted into squares once.
import type { Polyline, Run } from './run';

const kSquare_m = 500;

function distance(line: Polyline, x: number, y: number): number {
  const { xy } = line;
  let best = Infinity;
  for (let i = 2; i < xy.length; i += 2) {
    const dx = xy[i] - xy[i - 2];
    const dy = xy[i + 1] - xy[i - 1];
    const length2 = dx * dx + dy * dy;
    const f = length2 > 0 ? Math.min(1, Math.max(0, ((x - xy[i - 2]) * dx + (y - xy[i - 1]) * dy) / length2)) : 0;
    best = Math.min(best, Math.hypot(xy[i - 2] + f * dx - x, xy[i - 1] + f * dy - y));
  }
  return best;
}

export class RoadPicker {
  private readonly squares = new Map<string, number[]>();

  constructor(private readonly run: Run) {
    run.pieces.forEach((piece, index) => {
      const seen = new Set<string>();
      for (let i = 0; i < piece.xy.length; i += 2) seen.add(this.key(piece.xy[i], piece.xy[i + 1]));
      for (const key of seen) {
        const list = this.squares.get(key);
        if (list) list.push(index);
        else this.squares.set(key, [index]);
      }
    });
  }

  /** The nearest piece within `reach_m`, -1 if none. */
  at(x: number, y: number, reach_m: number): number {
    let best = reach_m;
    let found = -1;
    for (const dx of [-kSquare_m, 0, kSquare_m])
      for (const dy of [-kSquare_m, 0, kSquare_m])
        for (const index of this.squares.get(this.key(x + dx, y + dy)) ?? []) {
          const d = distance(this.run.pieces[index], x, y);
          if (d < best) {
            best = d;
            found = index;
          }
        }
    return found;
  }

  private key(x: number, y: number): string {
    return `${Math.floor(x / kSquare_m)} ${Math.floor(y / kSquare_m)}`;
  }
}
