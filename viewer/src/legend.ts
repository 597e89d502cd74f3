// SPDX-License-Identifier: Apache-2.0
// Layer choice and legend in one card: what the colours and signs mean, with units.
import { el, fit, replace } from './dom';
import type { FieldLayer, Fields } from './fields';
import type { Panel } from './head';
import type { Key } from './i18n';
import { t } from './i18n';
import { shelterSymbol, villageSymbol } from './paint_labels';
import { kCut, kCutAll, kRide, kSlow, kTeam, kWalk } from './paint_moving';
import type { Ramp } from './ramps';
import { css } from './ramps';
import type { Run } from './run';

type Draw = (c: CanvasRenderingContext2D) => void; // on 30 x 18 px

function line(colour: string, width: number, dash: number[], halo = ''): Draw {
  return (c) => {
    for (const [stroke, w, d] of [[halo, width + 2, []], [colour, width, dash]] as const) {
      if (!stroke) continue;
      c.strokeStyle = stroke;
      c.lineWidth = w;
      c.setLineDash([...d]);
      c.beginPath();
      c.moveTo(1, 9);
      c.lineTo(29, 9);
      c.stroke();
    }
    c.setLineDash([]);
  };
}

function cross(colour: string, under: Draw): Draw {
  return (c) => {
    under(c);
    for (const [stroke, w] of [['#fff8f4', 4.4], [colour, 2]] as const) {
      c.strokeStyle = stroke;
      c.lineWidth = w;
      c.lineCap = 'round';
      c.beginPath();
      c.moveTo(11.5, 5.5);
      c.lineTo(18.5, 12.5);
      c.moveTo(18.5, 5.5);
      c.lineTo(11.5, 12.5);
      c.stroke();
    }
    c.lineCap = 'butt';
  };
}

function shape(colour: string, trace: (c: CanvasRenderingContext2D) => void): Draw {
  return (c) => {
    c.fillStyle = colour;
    c.strokeStyle = '#fffdf8';
    c.lineWidth = 1.4;
    c.beginPath();
    trace(c);
    c.stroke();
    c.fill();
  };
}

function signs(run: Run): [Key, Draw][] {
  const { file } = run;
  const has = (who: string, stop: boolean): boolean => run.closures.some((c) => c.who === who && c.stop === stop);
  const village = (state: 'calm' | 'prepare' | 'immediate' | 'out'): Draw => (c) => villageSymbol(c, 15, 9, 4.5, state);
  const list: [boolean, Key, Draw][] = [
    [run.pieces.length > 0, 'openRoad', line('#fffdf6', 2.6, [], '#8d7f6a')],
    [has('car', true), 'closedCar', cross(kCut, line(kCut, 2.6, [7, 3.5], '#fff8f4'))],
    [has('walker', true), 'closedAll', cross(kCutAll, line(kCutAll, 3.2, [], '#fff8f4'))],
    [has('car', false), 'slowed', line(kSlow, 2.4, [2, 4])],
    [run.trips.some((r) => r.who.startsWith('walker')), 'dotWalk', shape(kWalk, (c) => c.arc(15, 9, 3.4, 0, 2 * Math.PI))],
    [run.trips.some((r) => !r.who.startsWith('walker')), 'dotCar', shape(kRide, (c) => c.rect(11.5, 6.2, 7, 5.6))],
    [file.tasks.length > 0, 'dotTeam', shape(kTeam, (c) => {
      c.moveTo(15, 3.5);
      c.lineTo(20.4, 13);
      c.lineTo(9.6, 13);
      c.closePath();
    })],
    [file.villages.length > 0, 'villageCalm', village('calm')],
    [file.villages.some((v) => v.prepare_s !== null), 'villagePrepare', village('prepare')],
    [file.villages.some((v) => v.immediate_s !== null), 'villageImmediate', village('immediate')],
    [file.villages.some((v) => v.to_move > 0), 'villageOut', village('out')],
    [file.shelters.length > 0, 'shelter', (c) => shelterSymbol(c, 10, 10, 6, 10, 6)],
    [file.shelters.some((s) => s.fills.some(([, n]) => n > s.places)), 'shelterOver', (c) => shelterSymbol(c, 10, 10, 2, 1, 2)],
    [file.zones.length > 0, 'danger', shape('rgba(150,62,40,.25)', (c) => c.rect(7, 4, 16, 10))],
  ];
  return list.filter(([shown]) => shown).map(([, key, draw]) => [key, draw]);
}

function swatch(draw: Draw): HTMLCanvasElement {
  const canvas = el('canvas', 'sign');
  draw(fit(canvas, 30, 18));
  return canvas;
}

const number = (value: number): string => String(Math.round(value * 100) / 100);

function scale(ramp: Ramp, run: Run): HTMLElement {
  const { steps } = ramp;
  if (ramp.classes)
    return el('div', 'classes', ...steps.map(({ colour, label }) => {
      const box = el('i');
      box.style.background = css(colour);
      return el('div', '', box, label ? t(label) : '');
    }));
  const bar = el('div', 'rampbar', ...steps.map(({ colour }) => {
    const box = el('i');
    box.style.background = css(colour);
    return box;
  }));
  const label = (from: number): string => {
    if (ramp.unit !== 'hours') return number(from / ramp.divide);
    return number((from - run.file.meta.opens_s) / 3600 < 0 ? 0 : from / 3600);
  };
  const ticks = el('div', 'rampticks', ...steps.map(({ from }) => el('span', '', label(from))));
  return el('div', 'ramp', bar, ticks);
}

export interface Legend extends Panel {
  refresh(): void;
}

export function legend(run: Run, fields: Fields): Legend {
  const title = el('h2');
  const choices = el('div', 'choices');
  const ramp = el('div', 'rampbox');
  const signTitle = el('h2');
  const signList = el('div', 'signs');
  const layerCard = el('div', 'float layercard', title, choices, ramp);
  const signCard = el('details', 'float signcard', el('summary', '', signTitle), signList);
  signCard.open = true;
  const root = el('div', 'legend', layerCard, signCard);

  const refresh = (): void => {
    const layer = fields.chosen;
    replace(choices, ...[...fields.layers, null].map((l, i) => choice(l, i)));
    const unit = layer?.ramp.unit;
    const text = !layer || !unit ? '' : unit === 'hours' ? `T+ ${t('hours')}` : t(unit);
    replace(ramp, ...(layer ? [scale(layer.ramp, run), el('div', 'rampunit', text)] : []));
  };
  const choice = (layer: FieldLayer | null, i: number): HTMLElement => {
    const input = el('input');
    input.type = 'radio';
    input.name = 'layer';
    input.checked = fields.chosen === layer;
    input.addEventListener('change', () => {
      fields.choose(layer);
      refresh();
      input.blur();
    });
    return el('label', '', input, el('span', '', layer ? fields.title(layer) : t('none')), el('kbd', '', layer ? String(i + 1) : '0'));
  };
  const words = (): void => {
    title.textContent = t('layers');
    signTitle.textContent = t('legend');
    replace(signList, ...signs(run).map(([key, draw]) => el('div', '', swatch(draw), el('span', '', t(key)))));
    refresh();
  };
  layerCard.hidden = fields.layers.length === 0;
  words();
  return { root, words, refresh, tick: () => undefined };
}
