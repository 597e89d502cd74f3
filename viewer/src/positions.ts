// SPDX-License-Identifier: Apache-2.0
// Where is everybody who is on the way at time t? Along the road geometry, between the time a piece is entered
// and the time it is left; on foot in a straight line from home to the first node and from the last node to
// the door. `entered[i]` is when arc i is entered, the last entry when the last arc is left.
// Invariant: nobody is drawn before departure or after arrival.
import { lastAtOrBefore } from './clock';
import type { Closure, Piece, Polyline, Run, Trip } from './run';

export interface Spot {
  x: number;
  y: number;
  piece: number; // -1: on the way to or from the road
}

/** The point a length along a line. */
export function pointAlong(line: Polyline, length: number): [number, number] {
  const n = line.along.length;
  if (n === 1 || length <= 0) return [line.xy[0], line.xy[1]];
  if (length >= line.length) return [line.xy[2 * n - 2], line.xy[2 * n - 1]];
  const i = Math.min(n - 2, lastAtOrBefore(line.along, length));
  const span = line.along[i + 1] - line.along[i];
  const f = span > 0 ? (length - line.along[i]) / span : 0;
  return [
    line.xy[2 * i] + f * (line.xy[2 * i + 2] - line.xy[2 * i]),
    line.xy[2 * i + 1] + f * (line.xy[2 * i + 3] - line.xy[2 * i + 1]),
  ];
}

/** The end of an arc: arc 2p runs along piece p, arc 2p + 1 against it. */
function arcEnd(pieces: Piece[], arc: number, first: boolean): [number, number] {
  const piece = pieces[arc >> 1];
  const along = (arc & 1) === 0;
  return pointAlong(piece, along === first ? 0 : piece.length);
}

const between = (ax: number, ay: number, bx: number, by: number, f: number, piece: number): Spot => ({
  x: ax + f * (bx - ax),
  y: ay + f * (by - ay),
  piece,
});

const share = (t: number, from: number, to: number): number => (to > from ? Math.min(1, (t - from) / (to - from)) : 1);

export function spotAt(trip: Trip, pieces: Piece[], t: number): Spot | null {
  if (t < trip.depart_s || t >= trip.arrive_s) return null;
  const { arcs, entered } = trip;
  if (arcs.length === 0)
    return between(trip.x, trip.y, trip.end_x, trip.end_y, share(t, trip.depart_s, trip.arrive_s), -1);
  if (t < entered[0]) {
    const [x, y] = arcEnd(pieces, arcs[0], true);
    return between(trip.x, trip.y, x, y, share(t, trip.depart_s, entered[0]), -1);
  }
  const left = entered[arcs.length];
  if (t >= left) {
    const [x, y] = arcEnd(pieces, arcs[arcs.length - 1], false);
    return between(x, y, trip.end_x, trip.end_y, share(t, left, trip.arrive_s), -1);
  }
  const i = Math.min(arcs.length - 1, lastAtOrBefore(entered, t));
  const arc = arcs[i];
  const piece = pieces[arc >> 1];
  const f = share(t, entered[i], entered[i + 1]);
  const [x, y] = pointAlong(piece, ((arc & 1) === 0 ? f : 1 - f) * piece.length);
  return { x, y, piece: arc >> 1 };
}

/** Which closures stop a kind of mover; a bus goes by the rule for cars unless the run has one for buses. */
export function stops(closure: Closure, who: string, known: ReadonlySet<string>): boolean {
  if (!closure.stop) return false;
  const rule = known.has(who) ? who : who === 'bus' || who === 'truck' ? 'car' : who;
  return closure.who === rule;
}

export const activeAt = (c: Closure, t: number): boolean => t >= c.from_s && t < c.to_s;

/** Everybody on the way at t. */
export function spotsAt(run: Run, t: number): { trip: Trip; spot: Spot }[] {
  const out: { trip: Trip; spot: Spot }[] = [];
  for (const trip of run.trips) {
    if (trip.depart_s > t) break;
    const spot = spotAt(trip, run.pieces, t);
    if (spot) out.push({ trip, spot });
  }
  return out;
}

/** Trips that are on a piece while it is closed to them: there must be none. Gives the first moment of each. */
export function onClosedPiece(run: Run): { trip: Trip; piece: number; t: number }[] {
  const known = new Set(run.closures.map((c) => c.who));
  const found: { trip: Trip; piece: number; t: number }[] = [];
  for (const trip of run.trips)
    trip.arcs.forEach((arc, i) => {
      for (const c of run.closuresOf[arc >> 1] ?? []) {
        const t = Math.max(trip.entered[i], c.from_s);
        if (stops(c, trip.who, known) && t < Math.min(trip.entered[i + 1], c.to_s)) found.push({ trip, piece: arc >> 1, t });
      }
    });
  return found;
}
