// SPDX-License-Identifier: Apache-2.0
// The map: OpenLayers keeps the view and the gestures in the model's own CRS (metres, no reprojection, no tiles,
// no WebGL); all pictures are Canvas-2D layers. Also scale bar, north arrow and zoom keys.
import OlMap from 'ol/Map';
import OlView from 'ol/View';
import Projection from 'ol/proj/Projection';
import { button, el } from './dom';
import { t } from './i18n';
import type { Panel } from './head';
import type { Run } from './run';
import type { Viewport } from './timelayer';
import { TimeLayer, viewport } from './timelayer';

export interface MapPanel extends Panel {
  view: OlView;
  add(layer: TimeLayer): void;
  onMove(listener: () => void): void;
  onClick(listener: (px: number, py: number, view: Viewport) => void): void;
  onHover(listener: (px: number, py: number, view: Viewport) => boolean): void;
  fit(): void;
  size(): void;
}

const kMinResolution = 0.5; // m per px
const kLegend_px = 240; // kept free on the left when the whole map is shown

function scaleLength(resolution: number): number {
  const wanted = resolution * 120;
  const power = Math.pow(10, Math.floor(Math.log10(wanted)));
  return ([5, 2, 1].find((m) => m * power <= wanted) ?? 1) * power;
}

export function mapPanel(run: Run): MapPanel {
  const { extent } = run.file;
  const target = el('div', 'map');
  target.tabIndex = 0;
  const projection = new Projection({ code: 'DAYU-MODEL', units: 'm', extent });
  const margin = 0.15 * Math.max(extent[2] - extent[0], extent[3] - extent[1]);
  const view = new OlView({
    projection,
    center: [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2],
    resolution: 25,
    minResolution: kMinResolution,
    maxResolution: Math.max(extent[2] - extent[0], extent[3] - extent[1]) / 380,
    constrainResolution: false,
    enableRotation: false,
    extent: [extent[0] - margin, extent[1] - margin, extent[2] + margin, extent[3] + margin],
    showFullExtent: true,
  });
  const map = new OlMap({ target, view, controls: [], layers: [] });

  const bar = el('div', 'scalebar');
  const barText = el('span');
  bar.append(barText);
  const north = el('div', 'north', el('span'), el('b'));
  const zoom = (factor: number): void => view.animate({ resolution: (view.getResolution() ?? 25) * factor, duration: 180 });
  const inKey = button('zoomkey', () => zoom(0.6), '+');
  const outKey = button('zoomkey', () => zoom(1 / 0.6), '−');
  const allKey = button('zoomkey', () => fit(220), '⤢');
  const note = el('div', 'note');
  const corner = el('div', 'corner', el('div', 'zoomkeys', inKey, outKey, allKey), el('div', 'measure', north, bar));
  const root = el('div', 'mapbox', target, corner, note);

  const fit = (duration = 0): void => {
    const [width] = map.getSize() ?? [1000];
    view.fit(extent, { padding: [14, 14, 38, width > 700 ? kLegend_px : 14], duration });
  };
  const current = (): Viewport => {
    const [width, height] = map.getSize() ?? [1, 1];
    const centre = view.getCenter() ?? [0, 0];
    return viewport(width, height, [centre[0], centre[1]], view.getResolution() ?? 1);
  };
  const drawScale = (): void => {
    const resolution = view.getResolution() ?? 1;
    const length = scaleLength(resolution);
    bar.style.width = `${length / resolution}px`;
    barText.textContent = length >= 1000 ? t('km', { v: length / 1000 }) : t('metresAbove', { v: length });
  };
  view.on('change:resolution', drawScale);

  const words = (): void => {
    const { meta } = run.file;
    for (const [key, text] of [[inKey, 'zoomIn'], [outKey, 'zoomOut'], [allKey, 'full']] as const) {
      key.title = t(text);
      key.setAttribute('aria-label', t(text));
    }
    north.lastElementChild!.textContent = t('north');
    note.textContent = [t('note', { cell: meta.cell_m }), t('frameMeaning'), t('crs', { c: meta.crs }), t('version', { v: meta.version })].join('  ·  ');
    drawScale();
  };
  words();
  return {
    root, view, words,
    tick: () => undefined,
    add: (layer) => map.addLayer(layer),
    onMove: (listener) => map.on('moveend', listener),
    onClick: (listener) => map.on('singleclick', (e) => listener(e.pixel[0], e.pixel[1], current())),
    onHover: (listener) =>
      map.on('pointermove', (e) => {
        target.style.cursor = !e.dragging && listener(e.pixel[0], e.pixel[1], current()) ? 'pointer' : '';
      }),
    fit: () => fit(),
    size: () => map.updateSize(),
  };
}
