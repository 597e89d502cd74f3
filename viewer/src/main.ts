// SPDX-License-Identifier: Apache-2.0
// The page as a whole: reads the run, builds the parts once, and lets the clock and the language tell them.
import './style.css';
import type { Chosen } from './card';
import { cards } from './card';
import { Clock, lastAtOrBefore } from './clock';
import { el, replace } from './dom';
import { Fields } from './fields';
import type { Panel } from './head';
import { head } from './head';
import { language, onLanguage, setLanguage, t } from './i18n';
import { bindKeys, helpSheet } from './keys';
import { legend } from './legend';
import { readLink, writeLink } from './link';
import { mapPanel } from './map';
import { scriptFetch } from './pack';
import { groundPainter, loadPicture, roadPainter } from './paint_ground';
import { labelPainter } from './paint_labels';
import { movingPainter } from './paint_moving';
import { RoadPicker } from './pick';
import { onClosedPiece, spotsAt } from './positions';
import { readRun, Run } from './run';
import { side } from './side';
import { Tally } from './tally';
import { TimeLayer } from './timelayer';
import { timeline } from './timeline';

/** Problems with the data stand on the page in plain words, in the language of the moment. */
class Problems {
  readonly root = el('div', 'problems');
  private readonly list = new Map<string, () => string>();
  constructor() {
    this.root.hidden = true;
  }
  add = (text: () => string): void => {
    this.list.set(text(), text);
    this.words();
  };
  words(): void {
    this.root.hidden = this.list.size === 0;
    replace(this.root, el('b', '', t('problems')), ...[...this.list.values()].slice(0, 6).map((text) => el('div', '', text())));
  }
  get texts(): string[] {
    return [...this.list.values()].map((text) => text());
  }
}

function firstLanguage(): 'zh' | 'en' {
  return readLink(location.hash).language ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
}

function start(run: Run, problems: Problems): void {
  const link = readLink(location.hash);
  const { meta } = run.file;
  const clock = new Clock(meta.duration_s);
  const tally = new Tally(run);
  const map = mapPanel(run);
  const redraw = (): void => {
    waterLayer.repaint();
    movingLayer.repaint();
    labelLayer.repaint();
  };
  const fields = new Fields(run, clock, scriptFetch(), problems.add, () => {
    waterLayer.repaint();
    saveSoon();
  });
  const terrain = run.file.terrain;
  const picture = terrain && loadPicture(terrain.file, () => groundLayer.repaint(), () =>
    problems.add(() => t('problemPicture', { file: terrain.file })));
  const labels = labelPainter(run, tally, () => clock.t, () => card.chosen());
  const groundLayer = new TimeLayer(groundPainter(run, picture), 0);
  const waterLayer = new TimeLayer(fields.paint, 1);
  const roadLayer = new TimeLayer(roadPainter(run), 2);
  const movingLayer = new TimeLayer(movingPainter(run, () => clock.t), 3);
  const labelLayer = new TimeLayer(labels.paint, 4);
  for (const layer of [groundLayer, waterLayer, roadLayer, movingLayer, labelLayer]) map.add(layer);

  const help = helpSheet(run);
  const card = cards(run, clock, tally, fields, () => labelLayer.repaint());
  const key = legend(run, fields);
  const line = timeline(run, clock);
  const top = head(run, clock, tally, help.toggle);
  const list = side(run, clock, (kind, index) => {
    const [x, y] = run.at(kind === 'shelter' ? run.file.shelters[index] : run.file.villages[index]);
    map.view.animate({ center: [x, y], resolution: Math.min(map.view.getResolution() ?? 12, 12), duration: 300 });
    card.show({ kind, index, x, y } as Chosen);
  });
  const parts: Panel[] = [top, map, key, card, list, line, help];
  map.root.append(key.root, card.root, problems.root);
  document.body.append(top.root, map.root, list.root, line.root, help.root);

  const roads = new RoadPicker(run);
  map.onClick((px, py, view) => {
    const spot = labels.hit(px, py, view);
    if (spot) return card.show(spot);
    const x = view.west + px * view.resolution;
    const y = view.north - py * view.resolution;
    const piece = roads.at(x, y, 5 * view.resolution);
    card.show(piece >= 0 ? { kind: 'road', index: piece, x, y } : { kind: 'cell', index: 0, x, y });
  });
  map.onHover((px, py, view) => labels.hit(px, py, view) !== null);

  let saving = 0;
  const save = (): void => {
    const [x, y] = map.view.getCenter() ?? [null, null];
    const next = writeLink({ t: clock.t, x: x ?? null, y: y ?? null, resolution: map.view.getResolution() ?? null,
      language: language(), layer: fields.chosen?.id ?? 'none' });
    if (next === location.hash) return;
    ownHash = next;
    try {
      history.replaceState(null, '', next);
    } catch {
      location.hash = next;
    }
  };
  let ownHash = location.hash;
  function saveSoon(): void {
    window.clearTimeout(saving);
    saving = window.setTimeout(save, 250);
  }

  clock.onChange((time) => {
    redraw();
    for (const part of parts) part.tick(time);
    if (!clock.playing) saveSoon();
  });
  onLanguage(() => {
    for (const part of parts) part.words();
    problems.words();
    labelLayer.repaint();
    saveSoon();
  });
  map.onMove(saveSoon);
  bindKeys({
    clock, timeline: line, help: help.toggle,
    chooseLayer: (index) => {
      if (index >= fields.layers.length) return;
      fields.choose(index < 0 ? null : fields.layers[index]);
      key.refresh();
    },
    closeAll: () => {
      card.show(null);
      help.root.hidden = true;
    },
  });

  const follow = (hash: string): void => {
    const view = readLink(hash);
    if (view.language && view.language !== language()) setLanguage(view.language);
    if (view.layer === 'none') fields.choose(null);
    else if (view.layer && fields.byId(view.layer)) fields.choose(fields.byId(view.layer));
    key.refresh();
    if (view.x !== null && view.y !== null && view.resolution !== null) {
      map.view.setCenter([view.x, view.y]);
      map.view.setResolution(view.resolution);
    }
    clock.seek(view.t ?? meta.opens_s);
  };
  window.addEventListener('hashchange', () => location.hash !== ownHash && follow(location.hash));
  window.addEventListener('resize', () => {
    map.size();
    line.resize();
  });
  const frame = (now: number): void => {
    clock.advance(now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  map.size();
  map.fit();
  line.words();
  follow(location.hash || `#t=${link.t ?? meta.opens_s}`);
  const wrong = onClosedPiece(run);
  if (wrong.length > 0) problems.add(() => t('problemClosed', { n: wrong.length }));

  // What tests and curious people may ask from the console.
  Object.assign(window, {
    dayu: {
      run, clock, fields, map: map.view, problems, setLanguage, onClosedPiece: () => onClosedPiece(run),
      spots: () => spotsAt(run, clock.t).map(({ trip, spot }) => ({ ...spot, who: trip.who })), lastAtOrBefore,
      show: card.show,
    },
  });
}

function page(): void {
  const problems = new Problems();
  setLanguage(firstLanguage());
  try {
    const run = new Run(readRun((window as unknown as Record<string, unknown>)['DAYU_RUN']));
    if (typeof DecompressionStream === 'undefined') problems.add(() => t('problemOld'));
    start(run, problems);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    document.body.replaceChildren(problems.root);
    onLanguage(() => problems.words());
    problems.add(() => t('problemRun', { what }));
  }
}

page();
