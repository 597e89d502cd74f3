// SPDX-License-Identifier: Apache-2.0
// What does not move: terrain picture, standing water, rivers, danger zones, open roads. Redrawn only when the
// view moves. Road pieces are grouped by class so that a class is one path.
import type { Piece, Polyline, Run } from './run';
import { kBridge, kTunnel } from './run';
import type { Paint, Viewport } from './timelayer';

export const kInk = '#22313a';

interface RoadStyle {
  width: number; // px at 20 m/px
  fill: string;
  casing: string;
  dash: number[];
  from: number; // drawn below this resolution, m/px
}

export const roadStyles: Record<string, RoadStyle> = {
  trunk: { width: 3.6, fill: '#fffdf6', casing: '#8d7f6a', dash: [], from: Infinity },
  primary: { width: 3.2, fill: '#fffdf6', casing: '#8d7f6a', dash: [], from: Infinity },
  secondary: { width: 2.6, fill: '#fffdf6', casing: '#968a76', dash: [], from: Infinity },
  tertiary: { width: 2.1, fill: '#fffcf3', casing: '#a0957f', dash: [], from: Infinity },
  unclassified: { width: 1.5, fill: '#fffcf3', casing: '#aba08b', dash: [], from: 60 },
  residential: { width: 1.5, fill: '#fffcf3', casing: '#aba08b', dash: [], from: 60 },
  track: { width: 1, fill: '#8f8470', casing: '', dash: [5, 3], from: 30 },
  path: { width: 0.9, fill: '#8f8470', casing: '', dash: [2, 3], from: 22 },
};

export const styleOf = (kind: string): RoadStyle => roadStyles[kind] ?? roadStyles['unclassified'];

/** Line widths grow slowly as one comes nearer. */
export const zoomFactor = (resolution: number): number => Math.min(2.6, Math.max(0.75, Math.pow(20 / resolution, 0.35)));

export function trace(context: CanvasRenderingContext2D, line: Polyline, view: Viewport): void {
  const { xy } = line;
  context.moveTo(view.x(xy[0]), view.y(xy[1]));
  for (let i = 2; i < xy.length; i += 2) context.lineTo(view.x(xy[i]), view.y(xy[i + 1]));
}

function ring(context: CanvasRenderingContext2D, line: Polyline, view: Viewport): void {
  trace(context, line, view);
  context.closePath();
}

export function loadPicture(file: string, onReady: () => void, onError: () => void): HTMLImageElement {
  const picture = new Image();
  picture.onload = onReady;
  picture.onerror = onError;
  picture.src = file;
  return picture;
}

function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const t = tile.getContext('2d') as CanvasRenderingContext2D;
  t.strokeStyle = colour;
  t.lineWidth = 1.1;
  t.beginPath();
  for (const d of [-8, 0, 8]) {
    t.moveTo(d, 8);
    t.lineTo(d + 8, 0);
  }
  t.stroke();
  return context.createPattern(tile, 'repeat') ?? colour;
}

export function groundPainter(run: Run, picture: HTMLImageElement | null): Paint {
  let pattern: CanvasPattern | string | null = null;
  return (context, view) => {
    const terrain = run.file.terrain;
    if (terrain && picture?.complete && picture.naturalWidth > 0) {
      const box = [view.x(terrain.west), view.y(terrain.north), (terrain.east - terrain.west) / view.resolution,
        (terrain.north - terrain.south) / view.resolution] as const;
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, ...box);
      context.strokeStyle = '#a89f8c';
      context.strokeRect(...box);
    }
    context.lineJoin = 'round';
    context.lineCap = 'round';
    paintZones(context, view, run, (pattern ??= hatch(context, 'rgba(150,62,40,.42)')));
    paintWaters(context, view, run);
  };
}

function paintZones(context: CanvasRenderingContext2D, view: Viewport, run: Run, pattern: CanvasPattern | string): void {
  if (view.resolution > 25) return;
  for (const zone of run.zones) {
    context.beginPath();
    for (const r of zone.rings) ring(context, r, view);
    context.fillStyle = pattern;
    context.fill('evenodd');
    context.strokeStyle = 'rgba(150,62,40,.6)';
    context.lineWidth = 1;
    context.stroke();
  }
}

function paintWaters(context: CanvasRenderingContext2D, view: Viewport, run: Run): void {
  const z = zoomFactor(view.resolution);
  context.strokeStyle = '#86b3c4';
  for (const stream of run.streams) {
    const width = Math.min(4, 0.45 + 0.55 * Math.max(0, stream.order - 1)) * z;
    if (width < 0.7 && view.resolution > 30) continue;
    context.lineWidth = width;
    context.beginPath();
    trace(context, stream, view);
    context.stroke();
  }
  for (const lake of run.waters) {
    context.beginPath();
    for (const r of lake.rings) ring(context, r, view);
    context.fillStyle = '#9cc4d2';
    context.fill('evenodd');
    context.strokeStyle = '#6d9fb3';
    context.lineWidth = 1;
    context.stroke();
  }
}

/** Open roads lie above the water layer, so that one sees which of them the water reaches. */
export function roadPainter(run: Run): Paint {
  const classes = new Map<string, Piece[]>();
  for (const kind of ['path', 'track', 'residential', 'unclassified', 'tertiary', 'secondary', 'primary', 'trunk'])
    classes.set(kind, []);
  for (const piece of run.pieces) (classes.get(piece.kind) ?? classes.get('unclassified'))?.push(piece);
  return (context, view) => {
    const z = zoomFactor(view.resolution);
    context.lineJoin = 'round';
    for (const casing of [true, false])
      for (const [kind, pieces] of classes) {
        const style = styleOf(kind);
        if (view.resolution > style.from || (casing && !style.casing)) continue;
        context.beginPath();
        for (const piece of pieces) if ((piece.flags & kTunnel) === 0) trace(context, piece, view);
        context.setLineDash(casing ? [] : style.dash);
        context.lineCap = style.dash.length > 0 ? 'butt' : 'round';
        context.strokeStyle = casing ? style.casing : style.fill;
        context.lineWidth = style.width * z + (casing ? 1.5 : 0);
        context.stroke();
      }
    context.setLineDash([]);
    if (view.resolution < 14) paintBridges(context, view, run, z);
  };
}

/** Bridges: two short bars beside the road. */
function paintBridges(context: CanvasRenderingContext2D, view: Viewport, run: Run, z: number): void {
  context.strokeStyle = '#5b5143';
  context.lineCap = 'butt';
  for (const piece of run.pieces) {
    if ((piece.flags & kBridge) === 0 || piece.kind === 'path') continue;
    const width = styleOf(piece.kind).width * z;
    context.lineWidth = width + 4.2;
    context.beginPath();
    trace(context, piece, view);
    context.stroke();
    context.lineWidth = width + 1.6;
    context.strokeStyle = '#fffdf6';
    context.stroke();
    context.strokeStyle = '#5b5143';
  }
}
