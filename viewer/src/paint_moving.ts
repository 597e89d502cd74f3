// SPDX-License-Identifier: Apache-2.0
// What moves or changes with the clock on the roads: cut pieces (red, dashed or hatched, with a cross at the
// place), households and vehicles on the way (circles on foot, squares in vehicles, triangles for teams).
import { activeAt, spotAt, spotsAt } from './positions';
import type { Closure, Run } from './run';
import { styleOf, trace, zoomFactor } from './paint_ground';
import type { Paint, Viewport } from './timelayer';

export const kCut = '#c4161c';
export const kCutAll = '#7c0a24';
export const kSlow = '#c98a12';
export const kWalk = '#4a1d6e';
export const kRide = '#e4730a';
export const kTeam = '#0c5a4a';

export type PieceState = 'open' | 'slow' | 'cut' | 'cutAll';

/** What a piece is like at time t for those who would use it. */
export function pieceState(closures: Closure[], t: number): PieceState {
  let state: PieceState = 'open';
  for (const c of closures) {
    if (!activeAt(c, t)) continue;
    if (c.stop && c.who === 'walker') return 'cutAll';
    if (c.stop && c.who === 'car') state = 'cut';
    else if (!c.stop && c.who === 'car' && state === 'open') state = 'slow';
  }
  return state;
}

interface Marked {
  piece: number;
  state: PieceState;
  cross: Closure | null;
}

function marked(run: Run, pieces: number[], t: number): Marked[] {
  const out: Marked[] = [];
  for (const piece of pieces) {
    const closures = run.closuresOf[piece];
    const state = pieceState(closures, t);
    if (state === 'open') continue;
    const cross = closures.find((c) => c.stop && activeAt(c, t) && (c.who === 'car' || c.who === 'walker')) ?? null;
    out.push({ piece, state, cross });
  }
  return out;
}

function strokeAll(context: CanvasRenderingContext2D, view: Viewport, run: Run, list: Marked[], extra: number,
                   colour: string, dash: number[]): void {
  const z = zoomFactor(view.resolution);
  context.setLineDash(dash);
  context.strokeStyle = colour;
  const widths = new Map<number, Marked[]>();
  for (const m of list) {
    const width = Math.max(1.6, styleOf(run.pieces[m.piece].kind).width * z + extra);
    const same = widths.get(width);
    if (same) same.push(m);
    else widths.set(width, [m]);
  }
  for (const [width, same] of widths) {
    context.lineWidth = width;
    context.beginPath();
    for (const { piece } of same) trace(context, run.pieces[piece], view);
    context.stroke();
  }
  context.setLineDash([]);
}

function paintCuts(context: CanvasRenderingContext2D, view: Viewport, run: Run, list: Marked[]): void {
  context.lineCap = 'butt';
  context.lineJoin = 'round';
  const of = (state: PieceState): Marked[] => list.filter((m) => m.state === state);
  if (view.resolution < 30) strokeAll(context, view, run, of('slow'), 0.4, kSlow, [2, 4]);
  strokeAll(context, view, run, of('cut'), 2.6, '#fff8f4', []);
  strokeAll(context, view, run, of('cut'), 0.8, kCut, [7, 3.5]);
  strokeAll(context, view, run, of('cutAll'), 2.8, '#fff8f4', []);
  strokeAll(context, view, run, of('cutAll'), 1.4, kCutAll, []);
  paintCrosses(context, view, list);
}

/** One cross for each patch of 34 px, so that a drowned valley does not turn into a fence. */
function paintCrosses(context: CanvasRenderingContext2D, view: Viewport, list: Marked[]): void {
  const taken = new Set<string>();
  for (const { cross, state } of list) {
    if (!cross) continue;
    const x = view.x(cross.x);
    const y = view.y(cross.y);
    const patch = `${Math.floor(x / 34)} ${Math.floor(y / 34)}`;
    if (taken.has(patch) || x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
    taken.add(patch);
    const r = 3.6;
    context.lineCap = 'round';
    for (const [width, colour] of [[4.6, '#fff8f4'], [2.1, state === 'cutAll' ? kCutAll : kCut]] as const) {
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.beginPath();
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y + r);
      context.moveTo(x + r, y - r);
      context.lineTo(x - r, y + r);
      context.stroke();
    }
  }
}

/** A household's own small offset, so that those who leave together do not hide one another. */
const offset = (row: number): [number, number] => [((row * 37) % 7) - 3, ((row * 53) % 11) * 0.6 - 3];

function paintPeople(context: CanvasRenderingContext2D, view: Viewport, run: Run, t: number): void {
  const r = Math.min(4.2, Math.max(2.2, 2.6 * Math.pow(20 / view.resolution, 0.2)));
  context.lineWidth = 1.2;
  context.strokeStyle = 'rgba(255,252,246,.95)';
  spotsAt(run, t).forEach(({ trip, spot }) => {
    const [dx, dy] = offset(trip.row);
    const x = view.x(spot.x) + dx * 0.7;
    const y = view.y(spot.y) + dy * 0.7;
    if (x < -9 || y < -9 || x > view.width + 9 || y > view.height + 9) return;
    const walking = trip.who.startsWith('walker');
    const size = trip.who === 'bus' ? r * 1.7 : trip.people > 20 ? r * 1.35 : r;
    context.fillStyle = walking ? kWalk : kRide;
    context.beginPath();
    if (walking) context.arc(x, y, size, 0, 2 * Math.PI);
    else context.rect(x - size, y - size * 0.8, 2 * size, 1.6 * size);
    context.stroke();
    context.fill();
  });
}

function paintTeams(context: CanvasRenderingContext2D, view: Viewport, run: Run, t: number): void {
  context.lineWidth = 1.6;
  context.strokeStyle = '#fffcf6';
  context.fillStyle = kTeam;
  for (const trip of run.taskTrips) {
    const spot = spotAt(trip, run.pieces, t);
    if (!spot) continue;
    const x = view.x(spot.x);
    const y = view.y(spot.y);
    context.beginPath();
    context.moveTo(x, y - 7);
    context.lineTo(x + 6.4, y + 4.6);
    context.lineTo(x - 6.4, y + 4.6);
    context.closePath();
    context.stroke();
    context.fill();
  }
}

export function movingPainter(run: Run, time: () => number): Paint {
  const pieces = [...new Set(run.closures.map((c) => c.piece))];
  return (context, view) => {
    const t = time();
    paintCuts(context, view, run, marked(run, pieces, t));
    paintPeople(context, view, run, t);
    paintTeams(context, view, run, t);
  };
}

/** Pieces cut for vehicles at t, for the figure in the head. */
export function cutCount(run: Run, t: number): number {
  let n = 0;
  run.closuresOf.forEach((closures) => {
    if (closures.length === 0) return;
    const state = pieceState(closures, t);
    if (state === 'cut' || state === 'cutAll') n++;
  });
  return n;
}
