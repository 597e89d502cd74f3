// SPDX-License-Identifier: Apache-2.0
// Places and their names: villages with the state of their order, shelters with a bar of people over places,
// reservoirs, teams, gauges. Labels are laid out greedily by importance for the whole map at one resolution, so
// that nothing jumps while one drags; a label that finds no free side is left out, its symbol stays.
import { language, say } from './i18n';
import { kFonts } from './theme';
import type { Run, ShelterFile, Words } from './run';
import { Run as RunClass } from './run';
import type { Tally, VillageState } from './tally';
import type { Paint, Viewport } from './timelayer';

const kNear = 14; // m/px: nearer than this, every shelter has its full sign and its name

type Box = [number, number, number, number];
const hits = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export interface Spot {
  kind: 'village' | 'shelter' | 'reservoir' | 'team' | 'gauge' | 'warehouse' | 'group' | 'site';
  index: number;
  x: number;
  y: number;
  name: Words;
  weight: number;
  size: number; // half size of the symbol, px
  below: number; // symbol and label shown below this resolution, m/px
  label: number; // label shown below this resolution
}

/** Every place that has a symbol, most important first. */
export function spots(run: Run): Spot[] {
  const { file } = run;
  const out: Spot[] = [];
  const add = (kind: Spot['kind'], list: { x: number; y: number; name: Words }[], size: number, below: number,
               label: number, weight: (i: number) => number): void =>
    list.forEach((place, index) => {
      const [x, y] = run.at(place);
      out.push({ kind, index, x, y, name: place.name, weight: weight(index), size, below, label });
    });
  add('village', file.villages, 4.5, Infinity, Infinity, (i) => file.villages[i].people + 4 * file.villages[i].to_move);
  add('shelter', file.shelters, 6, Infinity, kNear, (i) => (used(file.shelters[i]) > 0 ? 9000 : 300));
  add('reservoir', file.reservoirs, 6, Infinity, 40, () => 20000);
  add('warehouse', file.warehouses, 5, 40, 12, () => 250);
  add('team', file.teams, 5, 22, 8, () => 150);
  add('gauge', file.gauges, 4, 22, 8, () => 120);
  add('site', file.sites, 3.5, 16, 7, () => 100);
  add('group', file.groups, 2, 12, 6, (i) => file.groups[i].people / 100);
  return out.sort((a, b) => b.weight - a.weight);
}

export const used = (shelter: ShelterFile): number => shelter.fills[shelter.fills.length - 1]?.[1] ?? 0;

interface Placed {
  spot: Spot;
  dx: number;
  dy: number;
  text: string;
  font: string;
}

const sprites = new Map<string, { canvas: HTMLCanvasElement; width: number; height: number }>();
const ruler = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;

function fontOf(spot: Spot): string {
  const px = spot.kind === 'village' ? 13 : spot.kind === 'reservoir' ? 12.5 : 11.5;
  const weight = spot.kind === 'village' && spot.weight > 5000 ? 700 : spot.kind === 'village' ? 600 : 500;
  return `${weight} ${px}px ${kFonts}`;
}

const colourOf = (kind: Spot['kind']): string =>
  kind === 'reservoir' ? '#1d5273' : kind === 'shelter' ? '#0d4f4a' : kind === 'village' ? '#1b2a33' : '#4a5358';

/** A text with its halo, drawn once and kept. */
function sprite(text: string, font: string, colour: string): { canvas: HTMLCanvasElement; width: number; height: number } {
  const ratio = window.devicePixelRatio || 1;
  const key = `${ratio}|${font}|${colour}|${text}`;
  const known = sprites.get(key);
  if (known) return known;
  ruler.font = font;
  const width = Math.ceil(ruler.measureText(text).width) + 8;
  const height = 22;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil(height * ratio);
  const c = canvas.getContext('2d') as CanvasRenderingContext2D;
  c.scale(ratio, ratio);
  c.font = font;
  c.textBaseline = 'middle';
  c.lineJoin = 'round';
  c.lineWidth = 3.4;
  c.strokeStyle = 'rgba(252,250,243,.92)';
  c.strokeText(text, 4, height / 2);
  c.fillStyle = colour;
  c.fillText(text, 4, height / 2);
  const made = { canvas, width, height };
  sprites.set(key, made);
  return made;
}

/** Box of a symbol around its place; a shelter in use has its bar on the right. */
function symbolBox(run: Run, spot: Spot, x: number, y: number): Box {
  const r = spot.size + 1;
  const bar = spot.kind === 'shelter' && used(run.file.shelters[spot.index]) > 0;
  return [x - r, y - r - (bar ? 6 : 0), x + r + (bar ? 9 : 0), y + r + (bar ? 2 : 0)];
}

function layout(run: Run, list: Spot[], resolution: number): Placed[] {
  const placed: Placed[] = [];
  const shown = list.filter((s) => resolution < s.below);
  const taken: Box[] = shown.filter((s) => s.kind !== 'group').map((s) => symbolBox(run, s, s.x / resolution, -s.y / resolution));
  for (const spot of shown) {
    if (resolution >= spot.label) continue;
    const text = say(spot.name);
    if (!text) continue;
    const font = fontOf(spot);
    ruler.font = font;
    const w = ruler.measureText(text).width;
    const x = spot.x / resolution;
    const y = -spot.y / resolution;
    const own = symbolBox(run, spot, x, y);
    const sides: [number, number][] = [
      [own[2] - x + 2, 0], [own[0] - x - 2 - w, 0], [-w / 2, own[1] - y - 8], [-w / 2, own[3] - y + 8],
      [own[2] - x, -9], [own[2] - x, 9], [own[0] - x - w, -9], [own[0] - x - w, 9],
    ];
    for (const [dx, dy] of sides) {
      const box: Box = [x + dx - 1, y + dy - 7, x + dx + w + 1, y + dy + 7];
      const clash = taken.some((b) => hits(b, box) && !(b[0] === own[0] && b[1] === own[1]));
      if (clash) continue;
      taken.push(box);
      placed.push({ spot, dx, dy, text, font });
      break;
    }
  }
  return placed;
}

const stateColours: Record<VillageState, string> = { calm: '#4d5a60', prepare: '#c98a12', immediate: '#b3201f', out: '#1b7a5a' };

/** Village: ring when calm, half-filled when told to prepare, filled with a bar when told to move, tick when out. */
export function villageSymbol(c: CanvasRenderingContext2D, x: number, y: number, r: number, state: VillageState): void {
  c.lineWidth = 1.8;
  c.strokeStyle = stateColours[state];
  c.fillStyle = '#fffdf8';
  c.beginPath();
  c.arc(x, y, state === 'calm' ? r - 0.6 : r + 0.6, 0, 2 * Math.PI);
  c.fill();
  c.fillStyle = stateColours[state];
  if (state === 'prepare') {
    c.stroke();
    c.beginPath();
    c.arc(x, y, r + 0.6, Math.PI / 2, 1.5 * Math.PI);
    c.fill();
    return;
  }
  if (state !== 'calm') c.fill();
  c.stroke();
  c.strokeStyle = '#fffdf8';
  c.lineCap = 'round';
  c.lineWidth = 1.6;
  c.beginPath();
  if (state === 'immediate') {
    c.moveTo(x, y - r * 0.6);
    c.lineTo(x, y + r * 0.12);
    c.moveTo(x, y + r * 0.62);
    c.lineTo(x, y + r * 0.64);
  } else if (state === 'out') {
    c.moveTo(x - r * 0.55, y);
    c.lineTo(x - r * 0.1, y + r * 0.5);
    c.lineTo(x + r * 0.6, y - r * 0.45);
  } else return;
  c.stroke();
}

/** Shelter: a house; when it is used, a bar of people over places, hatched dark above the places there are. */
export function shelterSymbol(c: CanvasRenderingContext2D, x: number, y: number, inside: number, places: number, total: number): void {
  c.fillStyle = '#0f6b63';
  c.strokeStyle = '#fffdf8';
  c.lineWidth = 1.8;
  c.lineJoin = 'round';
  c.beginPath();
  c.moveTo(x, y - 6.4);
  c.lineTo(x + 6.6, y - 0.6);
  c.lineTo(x + 4.8, y - 0.6);
  c.lineTo(x + 4.8, y + 5.4);
  c.lineTo(x - 4.8, y + 5.4);
  c.lineTo(x - 4.8, y - 0.6);
  c.lineTo(x - 6.6, y - 0.6);
  c.closePath();
  c.stroke();
  c.fill();
  if (total <= 0) return;
  const h = 18;
  const top = y + 6 - h;
  const over = inside > places;
  const share = places > 0 ? Math.min(1, inside / places) : inside > 0 ? 1 : 0;
  c.fillStyle = '#fffdf8';
  c.fillRect(x + 8, top - 1, 7, h + 2);
  c.fillStyle = over ? '#8d1238' : '#1a9485';
  c.fillRect(x + 9, top + h * (1 - share), 5, h * share);
  c.strokeStyle = over ? '#8d1238' : '#0f6b63';
  c.lineWidth = 1;
  c.strokeRect(x + 8.5, top - 0.5, 6, h + 1);
}

/** A shelter that this plan does not use, seen from afar. */
function quietShelter(c: CanvasRenderingContext2D, x: number, y: number): void {
  c.fillStyle = '#4f8f88';
  c.strokeStyle = '#fffdf8';
  c.lineWidth = 1.2;
  c.beginPath();
  c.moveTo(x, y - 4);
  c.lineTo(x + 3.6, y - 0.4);
  c.lineTo(x + 3.6, y + 3.4);
  c.lineTo(x - 3.6, y + 3.4);
  c.lineTo(x - 3.6, y - 0.4);
  c.closePath();
  c.stroke();
  c.fill();
}

function small(c: CanvasRenderingContext2D, spot: Spot, x: number, y: number): void {
  c.lineWidth = 1.5;
  c.strokeStyle = '#fffdf8';
  c.beginPath();
  if (spot.kind === 'reservoir') {
    c.fillStyle = '#1d5f88';
    c.moveTo(x - 6, y - 4.5);
    c.lineTo(x + 6, y - 4.5);
    c.lineTo(x, y + 5.5);
    c.closePath();
  } else if (spot.kind === 'warehouse') {
    c.fillStyle = '#6b4d1f';
    c.rect(x - 4.5, y - 4.5, 9, 9);
  } else if (spot.kind === 'team') {
    c.fillStyle = '#0c5a4a';
    c.moveTo(x, y - 5.5);
    c.lineTo(x + 5.2, y + 4);
    c.lineTo(x - 5.2, y + 4);
    c.closePath();
  } else if (spot.kind === 'gauge') {
    c.fillStyle = '#2f6f9e';
    c.moveTo(x, y - 5);
    c.lineTo(x + 4, y);
    c.lineTo(x, y + 5);
    c.lineTo(x - 4, y);
    c.closePath();
  } else {
    c.fillStyle = spot.kind === 'site' ? '#6a5a86' : '#6e7478';
    c.arc(x, y, spot.kind === 'site' ? 3.2 : 1.9, 0, 2 * Math.PI);
  }
  c.stroke();
  c.fill();
}

export interface Labels {
  paint: Paint;
  /** The place whose symbol or label is under a point of the window. */
  hit(px: number, py: number, view: Viewport): Spot | null;
}

/** A ring around what the open card is about. */
function paintRing(c: CanvasRenderingContext2D, x: number, y: number): void {
  for (const [width, colour] of [[4.5, 'rgba(255,253,248,.95)'], [2, '#144a54']] as const) {
    c.lineWidth = width;
    c.strokeStyle = colour;
    c.beginPath();
    c.arc(x, y, 12.5, 0, 2 * Math.PI);
    c.stroke();
  }
}

export function labelPainter(run: Run, tally: Tally, time: () => number, chosen: () => { x: number; y: number } | null): Labels {
  const list = spots(run);
  let placed: Placed[] = [];
  let key = '';
  const at = (resolution: number): Placed[] => {
    const wanted = `${resolution.toFixed(4)} ${language()}`;
    if (wanted !== key) {
      placed = layout(run, list, resolution);
      key = wanted;
    }
    return placed;
  };
  const drawSymbol = (c: CanvasRenderingContext2D, spot: Spot, x: number, y: number, t: number, resolution: number): void => {
    if (spot.kind === 'village') villageSymbol(c, x, y, spot.size, tally.village(spot.index, t));
    else if (spot.kind === 'shelter') {
      const shelter = run.file.shelters[spot.index];
      if (used(shelter) === 0 && resolution > kNear) return quietShelter(c, x, y);
      shelterSymbol(c, x, y, RunClass.inside(shelter, t), shelter.places, used(shelter));
    } else small(c, spot, x, y);
  };
  const near = (px: number, py: number, view: Viewport): boolean =>
    px > -140 && py > -30 && px < view.width + 140 && py < view.height + 30;
  return {
    paint: (c, view) => {
      const t = time();
      for (let i = list.length - 1; i >= 0; i--) {
        const spot = list[i];
        if (view.resolution >= spot.below) continue;
        const x = view.x(spot.x);
        const y = view.y(spot.y);
        if (near(x, y, view)) drawSymbol(c, spot, x, y, t, view.resolution);
      }
      const ring = chosen();
      if (ring) paintRing(c, view.x(ring.x), view.y(ring.y));
      for (const { spot, dx, dy, text, font } of at(view.resolution)) {
        const x = view.x(spot.x);
        const y = view.y(spot.y);
        if (!near(x, y, view)) continue;
        const s = sprite(text, font, colourOf(spot.kind));
        c.drawImage(s.canvas, Math.round(x + dx) - 4, Math.round(y + dy - s.height / 2), s.width, s.height);
      }
    },
    hit: (px, py, view) => {
      for (const spot of list) {
        if (view.resolution >= spot.below) continue;
        const [a, b, c, d] = symbolBox(run, spot, view.x(spot.x), view.y(spot.y));
        if (px >= a - 3 && px <= c + 3 && py >= b - 3 && py <= d + 3) return spot;
      }
      for (const { spot, dx, dy, text, font } of at(view.resolution)) {
        ruler.font = font;
        const x = view.x(spot.x) + dx;
        const y = view.y(spot.y) + dy;
        if (px >= x && px <= x + ruler.measureText(text).width && Math.abs(py - y) <= 8) return spot;
      }
      return null;
    },
  };
}
