// SPDX-License-Identifier: Apache-2.0
// The right-hand side: shelters filling, and the list of events that follows the clock.
import type { Clock } from './clock';
import { wall } from './clock';
import { button, el, replace } from './dom';
import type { Panel } from './head';
import type { Key } from './i18n';
import { say, t, word } from './i18n';
import { used } from './paint_labels';
import type { EventFile, Run } from './run';
import { Run as RunClass } from './run';
import { laneColour } from './timeline';

export type Pick = (kind: 'shelter' | 'village', index: number) => void;

function shelterPanel(run: Run, clock: Clock, onPick: Pick): Panel {
  const title = el('h2');
  const unit = el('span', 'unit');
  const list = el('div', 'shelterlist');
  const empty = el('p', 'empty');
  const root = el('section', 'shelters', el('div', 'sidehead', title, unit), list);
  const inUse = run.file.shelters
    .map((shelter, index) => ({ shelter, index, first: shelter.fills[0]?.[0] ?? Infinity }))
    .filter(({ shelter }) => used(shelter) > 0)
    .sort((a, b) => a.first - b.first || a.index - b.index);
  const rows = inUse.map(({ shelter, index }) => {
    const name = el('span', 'name');
    const number = el('span', 'count');
    const fill = el('i');
    const note = el('span', 'note');
    const row = button('row', () => onPick('shelter', index), name, number, el('span', 'bar', fill), note);
    return { shelter, row, name, number, fill, note };
  });
  replace(list, ...(rows.length > 0 ? rows.map((r) => r.row) : [empty]));
  const tick = (time: number): void => {
    for (const { shelter, row, number, fill, note } of rows) {
      const inside = RunClass.inside(shelter, time);
      const { places } = shelter;
      number.textContent = `${inside} / ${places}`;
      fill.style.width = `${places > 0 ? Math.min(100, (100 * inside) / places) : inside > 0 ? 100 : 0}%`;
      row.classList.toggle('over', inside > places);
      row.classList.toggle('idle', inside === 0);
      note.textContent = inside > places ? t('over', { n: inside - places }) : inside === places && inside > 0 ? t('full100') : '';
    }
  };
  const words = (): void => {
    title.textContent = t('shelters');
    unit.textContent = t('used');
    empty.textContent = t('shelterNone');
    for (const { shelter, name } of rows) name.textContent = say(shelter.name);
    tick(clock.t);
  };
  words();
  return { root, words, tick };
}

const kKinds: [Key, string[]][] = [
  ['allKinds', []], ['lane_alert', ['alert', 'order', 'danger', 'hazard']], ['lane_inject', ['inject', 'expected', 'drill']], ['lane_road', ['road']],
  ['lane_people', ['depart', 'arrive', 'shelter', 'task']],
];

function eventPanel(run: Run, clock: Clock): Panel {
  const title = el('h2');
  const filters = el('div', 'filters');
  const list = el('ol', 'eventlist');
  const root = el('section', 'events', el('div', 'sidehead', title), filters, list);
  const { meta, events } = run.file;
  let chosen = 0;
  let rows: { event: EventFile; node: HTMLElement }[] = [];
  let current = -2;
  let held = false;
  list.addEventListener('pointerenter', () => (held = true));
  list.addEventListener('pointerleave', () => (held = false));

  const build = (): void => {
    const kinds = kKinds[chosen][1];
    const shown = kinds.length > 0 ? events.filter((e) => kinds.includes(e.kind)) : events;
    rows = shown.map((event) => {
      const text = el('span', 'text', el('b', 'kind', word('kind', event.kind)), say(event));
      const node = el('li', '', el('time', '', wall(meta.start_unix_s, meta.offset_s, event.t).hm), text);
      node.style.setProperty('--kind', laneColour(event.kind));
      node.addEventListener('click', () => {
        clock.pause();
        clock.seek(event.t);
      });
      return { event, node };
    });
    replace(list, ...(rows.length > 0 ? rows.map((r) => r.node) : [el('li', 'empty', t('noEvents'))]));
    current = -2;
  };
  const tick = (time: number): void => {
    let now = -1;
    while (now + 1 < rows.length && rows[now + 1].event.t <= time + 1e-6) now++;
    if (now === current) return;
    const [from, to] = current < now ? [Math.max(0, current - 1), now] : [Math.max(0, now - 1), Math.min(rows.length - 1, current + 1)];
    for (let i = current === -2 ? 0 : from; i <= (current === -2 ? rows.length - 1 : to); i++) {
      const { node } = rows[i];
      node.classList.toggle('past', i <= now);
      node.classList.toggle('now', i === now);
    }
    current = now;
    if (held) return;
    const node = rows[Math.max(0, now)]?.node;
    if (node) list.scrollTop = node.offsetTop - list.offsetTop - list.clientHeight * 0.55;
  };
  const words = (): void => {
    title.textContent = t('events');
    replace(filters, ...kKinds.map(([key], i) => {
      const chip = button('chip', () => {
        chosen = i;
        words();
      }, t(key));
      chip.setAttribute('aria-pressed', String(i === chosen));
      return chip;
    }));
    build();
    tick(clock.t);
  };
  words();
  return { root, words, tick };
}

export function side(run: Run, clock: Clock, onPick: Pick): Panel {
  const parts = [shelterPanel(run, clock, onPick), eventPanel(run, clock)];
  return {
    root: el('aside', 'side', ...parts.map((p) => p.root)),
    words: () => parts.forEach((p) => p.words()),
    tick: (time) => parts.forEach((p) => p.tick(time)),
  };
}
