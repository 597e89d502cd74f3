// SPDX-License-Identifier: Apache-2.0
// The card of what was clicked: village, shelter, road, team, other place, or a cell of the map. A card is built
// once and its changing rows follow the clock.
import type { Chart } from './chart';
import { chart } from './chart';
import type { Clock } from './clock';
import { hoursMinutes, wall } from './clock';
import { button, el, replace } from './dom';
import type { Fields } from './fields';
import { arrivalWords, causeKey, causeValue, pointWords } from './fieldwords';
import type { Panel } from './head';
import { say, t, word } from './i18n';
import type { Spot } from './paint_labels';
import { pieceState } from './paint_moving';
import type { Closure, Run, Words } from './run';
import { kBridge, kFord, kTunnel, Run as RunClass } from './run';
import type { Tally } from './tally';

export type Chosen = Spot | { kind: 'road'; index: number; x: number; y: number } | { kind: 'cell'; index: number; x: number; y: number };

type Row = [label: string, value: string | Node | ((time: number) => string)];

export interface CardPanel extends Panel {
  show(chosen: Chosen | null): void;
  chosen(): Chosen | null;
}

export function cards(run: Run, clock: Clock, tally: Tally, fields: Fields, onChange: () => void): CardPanel {
  const { file } = run;
  const { meta } = file;
  const title = el('h2');
  const sub = el('div', 'cardsub');
  const table = el('dl');
  const extra = el('div', 'cardextra');
  const closeKey = button('cardclose', () => show(null), '×');
  const root = el('div', 'float card', closeKey, title, sub, table, extra);
  root.hidden = true;
  let chosen: Chosen | null = null;
  let live: { node: HTMLElement; value: (time: number) => string }[] = [];
  let graph: Chart | null = null;

  const at = (time: number | null): string =>
    time === null || !Number.isFinite(time) ? t('noNews') : wall(meta.start_unix_s, meta.offset_s, time).hm;
  const span = (s: number): string => (Math.abs(s) >= 3600 ? t('hm', hoursMinutes(s)) : t('minutes', { n: Math.floor(s / 60) }));

  const fill = (name: string, kind: string, rows: (Row | null)[]): void => {
    title.textContent = name;
    sub.textContent = kind;
    live = [];
    replace(table, ...rows.flatMap((row) => {
      if (!row) return [];
      const [label, value] = row;
      const node = el('dd');
      if (typeof value === 'function') live.push({ node, value });
      else node.append(value);
      return [el('dt', '', label), node];
    }));
    replace(extra);
    graph = null;
    tick(clock.t);
  };

  const build: Record<Chosen['kind'], (index: number, c: Chosen) => void> = {
    village: (v, c) => {
      const village = file.villages[v];
      const flow = tally.villages[v];
      const goes = new Map<number, number>();
      let margin = Infinity;
      for (const trip of run.trips)
        if (trip.village === v) {
          goes.set(trip.shelter, (goes.get(trip.shelter) ?? 0) + trip.people);
          margin = Math.min(margin, trip.latest_s - trip.depart_s);
        }
      const where = el('div', 'list', ...[...goes].sort((a, b) => b[1] - a[1]).map(([s, n]) =>
        el('div', '', `${say(file.shelters[s].name)} ${t('people_n', { n })}`)));
      fill(say(village.name), `${t('village')} · ${say(village.township)}`, [
        [t('population'), `${village.people} ${t('people')} · ${village.households} ${t('households')}`],
        [t('prepareAt'), at(village.prepare_s)],
        [t('immediateAt'), at(village.immediate_s)],
        village.basis ? [t('basis'), basis(village.basis)] : null,
        [t('firstWater'), at(village.touched_s)],
        [t('dangerAt'), at(village.danger_s)],
        [t('moved'), flow.left.total === 0 ? t('noTrip') : (time) => {
          const a = flow.arrived.at(time);
          return t('movedOf', { a, b: village.to_move, c: flow.left.at(time) - a });
        }],
        flow.left.first === null ? null : [t('firstLeaves'), at(flow.left.first)],
        flow.arrived.last === null ? null : [t('lastArrives'), at(flow.arrived.last)],
        Number.isFinite(margin) ? [t('margin'), span(margin)] : null,
        goes.size > 0 ? [t('goesTo'), where] : null,
        village.left > 0 ? [t('left'), t('noSafe', { n: village.left })] : null,
        village.left > 0 ? [t('reason'), reasons(v)] : null,
      ]);
      depth(c);
    },
    shelter: (s, c) => {
      const shelter = file.shelters[s];
      fill(say(shelter.name), `${t('shelter')} · ${word('shelterkind', shelter.kind)}`, [
        [t('inside'), (time) => {
          const inside = RunClass.inside(shelter, time);
          const over = inside > shelter.places ? ` · ${t('over', { n: inside - shelter.places })}` : ` · ${t('spare', { n: shelter.places - inside })}`;
          return `${inside} / ${shelter.places}${over}`;
        }],
        [t('capacity'), String(shelter.places)],
        [t('accessible'), t(shelter.accessible ? 'yes' : 'no')],
        shelter.open_s > 0 ? [t('state'), t('opensIn', { m: Math.round(shelter.open_s / 60) })] : null,
        [t('firstWater'), at(shelter.touched_s)],
      ]);
      depth(c);
    },
    road: (p) => {
      const piece = run.pieces[p];
      const flags = [piece.flags & kBridge ? t('bridge') : '', piece.flags & kTunnel ? t('tunnel') : '', piece.flags & kFord ? t('ford') : ''];
      const states = { open: 'open', slow: 'slowed', cut: 'closedCar', cutAll: 'closedAll' } as const;
      const cuts = run.closuresOf[p].filter((c) => c.stop);
      fill(say(piece.name) || t('unnamedRoad'), [word('roadkind', piece.kind), ...flags.filter(Boolean)].join(' · '), [
        [t('state'), (time) => t(states[pieceState(run.closuresOf[p], time)])],
        [t('length'), `${Math.round(piece.length)} ${t('metres')}`],
        [t('closures'), cuts.length === 0 ? t('always') : el('div', 'list', ...cuts.map(cut))],
      ]);
    },
    cell: (_, c) => {
      fill(t('cell'), meta.crs, [[t('coordinate'), `${Math.round(c.x)}, ${Math.round(c.y)}`], ...rasterRows(c)]);
      depth(c);
    },
    team: (i) => {
      const team = file.teams[i];
      const tasks = file.tasks.filter((task) => task.team === i);
      const list = el('div', 'list', ...tasks.map((task) => {
        const load = say(task.item) ? ` · ${say(task.item)} ${task.quantity}` : task.people > 0 ? ` · ${t('people_n', { n: task.people })}` : '';
        return el('div', '', `${at(task.depart_s)}–${at(task.arrive_s)} ${word('taskkind', task.kind)} → ${say(task.to)}${load}`);
      }));
      fill(say(team.name), `${t('team')} · ${word('teamkind', team.kind)}`, [
        [t('population'), String(team.people)],
        [t('vehicles'), String(team.vehicles)],
        [t('mission'), tasks.length > 0 ? list : t('noMission')],
      ]);
    },
    group: (i, c) => {
      const group = file.groups[i];
      fill(say(group.name), `${t('group')} · ${say(file.villages[group.village]?.name ?? empty)}`, [
        [t('population'), String(group.people)],
        [t('firstWater'), at(group.touched_s)],
        [t('dangerAt'), at(group.danger_s)],
        [t('classHere'), word('class', String(group.worst_class))],
        [t('latestDeparture'), at(group.latest_s)],
      ]);
      depth(c);
    },
    site: (i, c) => {
      const site = file.sites[i];
      fill(say(site.name), `${t('site')} · ${word('sitekind', site.kind)}`, [
        [t('dayNight'), `${site.people_day} / ${site.people_night}`],
        [t('dangerAt'), at(site.danger_s)],
      ]);
      depth(c);
    },
    reservoir: (i) => fill(say(file.reservoirs[i].name), t('reservoir'), [[t('scale'), word('scale', file.reservoirs[i].scale)]]),
    gauge: (i, c) => {
      fill(say(file.gauges[i].name), word('gaugekind', file.gauges[i].kind), []);
      depth(c);
    },
    warehouse: (i) => fill(say(file.warehouses[i].name), t('warehouse'), []),
  };
  const empty: Words = { zh: '', en: '' };

  /** "prepare: rain G1 180 min >= 65 mm; immediate: ..." in the reader's words; anything else as it stands. */
  const basis = (text: string): HTMLElement =>
    el('div', 'list', ...text.split('; ').map((part) => {
      const m = /^(prepare|immediate): rain (\S+) ([\d.]+) min >= ([\d.]+) mm$/.exec(part);
      return el('div', '', m ? t('basisRain', { state: t(m[1] === 'prepare' ? 'prepareAt' : 'immediateAt'), gauge: m[2], n: m[3], mm: m[4] }) : part);
    }));

  const reasons = (v: number): HTMLElement => {
    const texts = new Set(file.left.filter((l) => l.village === v).map((l) => say(l.reason)));
    return el('div', 'list', ...[...texts].map((text) => el('div', '', text)));
  };

  const cut = (c: Closure): HTMLElement => {
    const when = Number.isFinite(c.to_s) ? t('fromTo', { a: at(c.from_s), b: at(c.to_s) }) : t('from', { a: at(c.from_s) });
    const cause = t(causeKey(c.field), { field: c.field, v: causeValue(c.field, c.value) });
    return el('div', '', `${word('who', c.who)}: ${when} · ${cause}`);
  };

  /** Values of the rasters at a cell come when they are read. */
  const rasterRows = (c: Chosen): Row[] => {
    const wanted = [
      ['max_depth_m', 'maxHere', (v: number) => `${v.toFixed(2)} ${t('metres')}`],
      ['arrival_s', arrivalWords(fields.hazardOf('arrival_s')).here, (v: number) => at(v)],
      ['max_speed_m_per_s', 'speedHere', (v: number) => `${v.toFixed(2)} ${t('metresPerSecond')}`],
      ['max_hazard_class_1', 'classHere', (v: number) => word('class', String(Math.round(v)))],
    ] as const;
    return wanted.filter(([name]) => fields.layers.some((l) => l.name === name)).map(([name, label, text]) => {
      const node = el('span', '', t('load'));
      void fields.valueAt(name, c.x, c.y).then((v) => (node.textContent = v === null ? t('noNews') : text(v)));
      return [t(label), node];
    });
  };

  /** The hazard at the place in time, as a figure that follows the clock and a graph. */
  const depth = (c: Chosen): void => {
    const box = el('div', 'depth', t('load'));
    extra.append(box);
    void fields.seriesAt(c.x, c.y).then((series) => {
      if (chosen !== c) return;
      const words = series && pointWords(series.store.index.field);
      if (!series || !words) return replace(box);
      const unit = t(words.unit);
      const now = el('b');
      const peak = Math.max(0, ...series.values);
      live.push({ node: now, value: (time) => {
        const k = series.store.frameAt(time);
        const v = k < 0 ? 0 : series.values[k];
        return v > 0 ? `${v.toFixed(2)} ${unit}` : t(words.none);
      } });
      const peakAt = series.values.indexOf(peak);
      const top = peak > 0 ? `${t(words.peak)} ${peak.toFixed(2)} ${unit} (${at(series.times[peakAt])})` : '';
      graph = peak > 0 ? chart(meta, clock, series.times, series.values, unit) : null;
      replace(box, el('div', 'depthline', `${t(words.here)} `, now, ` ${top}`), graph?.root ?? null);
      tick(clock.t);
    }, () => replace(box));
  };

  const tick = (time: number): void => {
    if (root.hidden) return;
    for (const { node, value } of live) {
      const text = value(time);
      if (node.textContent !== text) node.textContent = text;
    }
    graph?.tick(time);
  };
  const show = (next: Chosen | null): void => {
    chosen = next;
    root.hidden = next === null;
    if (next) build[next.kind](next.index, next);
    onChange();
  };
  const words = (): void => {
    closeKey.title = t('close');
    closeKey.setAttribute('aria-label', t('close'));
    if (chosen) build[chosen.kind](chosen.index, chosen);
  };
  words();
  return { root, words, tick, show, chosen: () => chosen };
}
