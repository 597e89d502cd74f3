// SPDX-License-Identifier: Apache-2.0
// Where people are drawn: on their road at their time, never on a closed piece.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onClosedPiece, pointAlong, spotAt, spotsAt, stops, activeAt } from '../../viewer/src/positions';
import { pieceState } from '../../viewer/src/paint_moving';
import { polyline, readRun, Run } from '../../viewer/src/run';
import type { RunFile, TripFile } from '../../viewer/src/run';
import { makeRun } from './made_run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'dayu_positions_'));
const made = makeRun(folder, fileURLToPath(new URL('../../viewer/dist', import.meta.url))).run as unknown as RunFile;
afterAll(() => rmSync(folder, { recursive: true }));

/** Two pieces in a row, the second drawn against its line; one trip from (0, -10) to a shelter at (200, 10). */
function small(change: (file: RunFile) => void = () => undefined): Run {
  const file = structuredClone(made);
  file.origin = [1000, 2000];
  file.roads.pieces = [[0, 0, 0, [0, 0, 60, 0, 40, 0]], [0, 0, 0, [200, 0, -100, 0]]];
  file.closures = [];
  file.tasks = [];
  file.shelters = [{ ...file.shelters[0], x: 200, y: 10 }];
  const trip: TripFile = [4, 0, 0, 0, 0, 0, 100, 420, null, 0, -10, [0, 3], [1100, 1000, 2000]];
  file.trips = [trip];
  change(file);
  return new Run(file);
}

describe('one trip', () => {
  const run = small();
  const at = (t: number) => spotAt(run.trips[0], run.pieces, t);
  it('is nowhere before it leaves and after it arrives', () => {
    expect(at(99.9)).toBeNull();
    expect(at(420)).toBeNull();
  });
  it('walks from the door to the road', () => {
    expect(at(100)).toEqual({ x: 1000, y: 1990, piece: -1 });
    expect(at(105)).toEqual({ x: 1000, y: 1995, piece: -1 });
  });
  it('moves along the first piece and against the line of the second', () => {
    expect(at(110)).toEqual({ x: 1000, y: 2000, piece: 0 });
    expect(at(160)).toEqual({ x: 1050, y: 2000, piece: 0 });
    expect(at(190)).toEqual({ x: 1080, y: 2000, piece: 0 });
    expect(at(210)).toEqual({ x: 1100, y: 2000, piece: 1 });
    expect(at(310)).toEqual({ x: 1150, y: 2000, piece: 1 });
  });
  it('goes from the road to the shelter', () => {
    expect(at(415)).toEqual({ x: 1200, y: 2005, piece: -1 });
  });
  it('without a route goes straight', () => {
    const straight = small((f) => f.trips.forEach((t) => ((t[11] = []), (t[12] = []))));
    expect(spotAt(straight.trips[0], straight.pieces, 260)).toEqual({ x: 1100, y: 2000, piece: -1 });
  });
});

describe('lines', () => {
  it('have a point at every length, ends included', () => {
    const line = polyline([0, 0, 3, 4, 0, 5], [0, 0]);
    expect(line.length).toBe(10);
    expect([-1, 2.5, 5, 7, 99].map((s) => pointAlong(line, s))).toEqual([[0, 0], [1.5, 2], [3, 4], [3, 6], [3, 9]]);
  });
});

describe('closures', () => {
  const close = (who: number, stop: number, from: number, to: number | null) =>
    small((f) => (f.closures = [[1, who, stop, from, to, 150, 0, 0, 0.4]]));
  it('a piece left before it closes is no fault', () => {
    expect(onClosedPiece(close(0, 1, 410, null))).toEqual([]);
    expect(onClosedPiece(close(0, 1, 0, 210))).toEqual([]);
    expect(onClosedPiece(close(1, 1, 300, null))).toEqual([]); // closed to cars only
    expect(onClosedPiece(close(0, 0, 300, null))).toEqual([]); // slowed, not closed
  });
  it('somebody on a piece when it closes is found, with the moment', () => {
    expect(onClosedPiece(close(0, 1, 300, null)).map(({ piece, t }) => [piece, t])).toEqual([[1, 300]]);
    expect(onClosedPiece(close(0, 1, 0, 400)).map(({ t }) => t)).toEqual([210]);
  });
  it('buses follow the rule of cars unless there is one for buses', () => {
    const c = { piece: 0, who: 'car', stop: true, from_s: 0, to_s: 9, x: 0, y: 0, field: '', value: 0 };
    expect(stops(c, 'bus', new Set(['car']))).toBe(true);
    expect(stops(c, 'bus', new Set(['car', 'bus']))).toBe(false);
    expect(stops(c, 'walker', new Set(['car']))).toBe(false);
  });
  it('the state of a piece follows the clock', () => {
    const run = small((f) => (f.closures = [[0, 1, 0, 100, 500, 0, 0, 0, 0.2], [0, 1, 1, 200, 400, 0, 0, 0, 0.4], [0, 0, 1, 300, 350, 0, 0, 0, 0.6]]));
    expect([50, 100, 200, 300, 350, 400, 500].map((t) => pieceState(run.closuresOf[0], t)))
      .toEqual(['open', 'slow', 'cut', 'cutAll', 'cut', 'slow', 'open']);
  });
});

describe('the made run', () => {
  const run = new Run(readRun(made));
  it('has roads that close and people who move', () => {
    expect(run.closures.filter((c) => c.stop).length).toBeGreaterThan(10);
    expect(spotsAt(run, 23000).length).toBeGreaterThan(20);
  });
  it('never draws a dot on a closed piece', () => {
    expect(onClosedPiece(run)).toEqual([]);
    const known = new Set(run.closures.map((c) => c.who));
    for (let t = 0; t <= made.meta.duration_s; t += 97)
      for (const { trip, spot } of spotsAt(run, t))
        if (spot.piece >= 0)
          for (const c of run.closuresOf[spot.piece]) expect(activeAt(c, t) && stops(c, trip.who, known)).toBe(false);
  });
  it('is refused when it is not a run', () => {
    expect(() => readRun(undefined)).toThrow();
    expect(() => readRun({ ...made, v: 2 })).toThrow('v=2');
    expect(() => readRun({ v: 1 })).toThrow('meta');
  });
});
