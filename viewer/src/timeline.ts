// SPDX-License-Identifier: Apache-2.0
// The foot of the page: play controls, the time slider, rain above it and one lane of ticks for each family of
// events below it. The slider is a native range input laid over the drawing, so it works by keyboard and reader.
import type { Clock } from './clock';
import { tPlus, wall } from './clock';
import { button, el, fit, icon } from './dom';
import type { Key } from './i18n';
import { say, t } from './i18n';
import type { Panel } from './head';
import type { EventFile, Run } from './run';
import { kFonts } from './theme';

const kPad = 9; // half the thumb of the range input
const kLanes: { key: Key; kinds: string[]; colour: string }[] = [
  { key: 'lane_alert', kinds: ['alert', 'order', 'call', 'release', 'danger', 'hazard'], colour: '#c0661a' },
  { key: 'lane_inject', kinds: ['inject', 'expected', 'decision', 'drill'], colour: '#6a3d8f' },
  { key: 'lane_road', kinds: ['road'], colour: '#c4161c' },
  { key: 'lane_people', kinds: ['depart', 'arrive', 'shelter', 'task'], colour: '#0f6b63' },
];
export const laneColour = (kind: string): string => kLanes.find((l) => l.kinds.includes(kind))?.colour ?? '#5d6b70';

const paths = {
  play: 'M7 4.5v15l12-7.5z', pause: 'M6 5h4v14H6zM14 5h4v14h-4z',
  back: 'M6 5h2.4v14H6zM19 5v14l-9.5-7z', on: 'M15.6 5H18v14h-2.4zM5 5v14l9.5-7z', start: 'M5 5h2.4v14H5zM13 5v14l-6-7zM20.5 5v14l-7-7z',
};

export interface Timeline extends Panel {
  step(frames: number): void;
  jump(direction: number): void;
  resize(): void;
}

export function timeline(run: Run, clock: Clock): Timeline {
  const { meta } = run.file;
  const canvas = el('canvas', 'track');
  const range = el('input', 'range');
  range.type = 'range';
  range.min = '0';
  range.max = String(meta.duration_s);
  range.step = '1';
  const tip = el('div', 'tip');
  tip.hidden = true;
  const playKey = button('play', () => clock.toggle(), icon(paths.play));
  const backKey = button('step', () => step(-1), icon(paths.back));
  const onKey = button('step', () => step(1), icon(paths.on));
  const startKey = button('step', () => clock.seek(meta.opens_s), icon(paths.start));
  const slower = button('step text', () => clock.changeSpeed(-1), '−');
  const faster = button('step text', () => clock.changeSpeed(1), '+');
  const speed = el('output', 'speed');
  const keys = el('div', 'keys', startKey, backKey, playKey, onKey, el('div', 'speeds', slower, speed, faster));
  const stage = el('div', 'stage', canvas, range, tip);
  const root = el('footer', 'foot', keys, stage);

  const frameTimes = [...new Set(run.file.frames.flatMap((f) => f.times_s))].sort((a, b) => a - b);
  const stepTimes = frameTimes.length > 1 ? frameTimes : Array.from({ length: 101 }, (_, i) => (i * meta.duration_s) / 100);
  const eventTimes = [...new Set(run.file.events.map((e) => e.t))].sort((a, b) => a - b);
  const toNeighbour = (times: number[], direction: number): void => {
    const next = direction > 0 ? times.find((x) => x > clock.t + 1e-6) : [...times].reverse().find((x) => x < clock.t - 1e-6);
    clock.pause();
    clock.seek(next ?? (direction > 0 ? meta.duration_s : 0));
  };
  const step = (direction: number): void => toNeighbour(stepTimes, direction);

  const size = (): [number, number] => [stage.clientWidth, stage.clientHeight];
  const x = (time: number, width: number): number => kPad + (time / meta.duration_s) * (width - 2 * kPad);

  let backdrop: HTMLCanvasElement | null = null;
  const drawBackdrop = (): void => {
    const [w, h] = size();
    if (w < 10) return;
    backdrop = document.createElement('canvas');
    const c = fit(backdrop, w, h);
    drawAxis(c, w, h);
    drawRain(c, w);
    drawLanes(c, w);
  };
  const drawAxis = (c: CanvasRenderingContext2D, w: number, h: number): void => {
    const first = meta.start_unix_s + meta.offset_s;
    const perHour = ((w - 2 * kPad) / meta.duration_s) * 3600;
    const every = perHour >= 44 ? 1 : perHour >= 22 ? 2 : perHour >= 10 ? 6 : 24;
    c.font = `11px ${kFonts}`;
    c.textBaseline = 'alphabetic';
    for (let s = (3600 - (first % 3600)) % 3600; s <= meta.duration_s; s += 3600) {
      const major = Math.round((first + s) / 3600) % every === 0;
      c.fillStyle = major ? '#cfc8b9' : '#e3ddd0';
      c.fillRect(Math.round(x(s, w)), 2, 1, h - 18);
      if (!major) continue;
      const label = wall(meta.start_unix_s, meta.offset_s, s).hm;
      const half = c.measureText(label).width / 2;
      c.fillStyle = '#5d6b70';
      c.fillText(label, Math.min(w - 2 * half, Math.max(0, x(s, w) - half)), h - 4);
    }
    if (meta.opens_s <= 0) return;
    c.fillStyle = 'rgba(93,107,112,.10)';
    c.fillRect(kPad, 2, x(meta.opens_s, w) - kPad, h - 18);
  };
  const drawRain = (c: CanvasRenderingContext2D, w: number): void => {
    const rain = run.file.rain[0];
    if (!rain) return;
    const top = Math.max(1, ...rain.mm);
    rain.end_s.forEach((end, i) => {
      const from = i > 0 ? rain.end_s[i - 1] : end - (rain.end_s[1] - rain.end_s[0] || 600);
      const height = (rain.mm[i] / top) * 24;
      if (height <= 0 || end > meta.duration_s || from < 0) return;
      c.fillStyle = '#7fb0cc';
      c.fillRect(x(from, w) + 0.4, 27 - height, Math.max(0.8, x(end, w) - x(from, w) - 0.8), height);
    });
  };
  const drawLanes = (c: CanvasRenderingContext2D, w: number): void => {
    kLanes.forEach((lane, i) => {
      const y = laneY(i);
      c.fillStyle = '#ece7db';
      c.fillRect(kPad, y + 3, w - 2 * kPad, 1);
      c.fillStyle = lane.colour;
      c.globalAlpha = 0.85;
      for (const e of run.file.events) if (lane.kinds.includes(e.kind)) c.fillRect(Math.round(x(e.t, w)) - 1, y, 2, 7);
      c.globalAlpha = 1;
    });
  };
  const laneY = (i: number): number => 32 + i * 9.5;

  const tick = (time: number): void => {
    range.value = String(Math.round(time));
    const text = `${wall(meta.start_unix_s, meta.offset_s, time).hm} ${tPlus(time)}`;
    range.setAttribute('aria-valuetext', text);
    const playing = clock.playing;
    if (playKey.dataset['playing'] !== String(playing)) {
      playKey.dataset['playing'] = String(playing);
      playKey.replaceChildren(icon(playing ? paths.pause : paths.play));
      playKey.title = t(playing ? 'pause' : 'play');
      playKey.setAttribute('aria-label', playKey.title);
    }
    speed.textContent = t('timesPerSecond', { n: clock.speed });
    const [w, h] = size();
    if (w < 10 || !backdrop) return;
    const c = fit(canvas, w, h);
    c.drawImage(backdrop, 0, 0, w, h);
    const px = x(time, w);
    c.fillStyle = 'rgba(20,74,84,.08)';
    c.fillRect(kPad, 2, px - kPad, h - 18);
    c.fillStyle = '#144a54';
    c.fillRect(px - 1, 0, 2, h - 14);
    c.beginPath();
    c.moveTo(px - 6, 0);
    c.lineTo(px + 6, 0);
    c.lineTo(px, 8);
    c.closePath();
    c.fill();
  };

  const rainAt = (time: number): string => {
    const rain = run.file.rain[0];
    const i = rain ? rain.end_s.findIndex((end) => end >= time) : -1;
    const gauge = run.file.gauges.find((g) => g.id === rain?.gauge);
    return rain && i >= 0 ? t('rainPerInterval', { gauge: gauge ? say(gauge.name) : rain.gauge, mm: rain.mm[i] }) : '';
  };
  const showTip = (event: PointerEvent): void => {
    const [w] = size();
    const box = stage.getBoundingClientRect();
    const px = event.clientX - box.left;
    const lane = kLanes.findIndex((_, i) => Math.abs(event.clientY - box.top - laneY(i) - 3) <= 5);
    const near = (e: EventFile): number => Math.abs(x(e.t, w) - px);
    const found = lane < 0 ? [] : run.file.events.filter((e) => kLanes[lane].kinds.includes(e.kind) && near(e) <= 3);
    const time = ((px - kPad) / (w - 2 * kPad)) * meta.duration_s;
    if (time < 0 || time > meta.duration_s) {
      tip.hidden = true;
      return;
    }
    found.sort((a, b) => near(a) - near(b));
    const lines = found.slice(0, 3).map((e) => `${wall(meta.start_unix_s, meta.offset_s, e.t).hm} ${say(e)}`);
    if (found.length > 3) lines.push(`+${found.length - 3}`);
    if (lines.length === 0) lines.push([wall(meta.start_unix_s, meta.offset_s, time).hm, rainAt(time)].filter(Boolean).join('  '));
    tip.replaceChildren(...lines.map((l) => el('div', '', l)));
    tip.hidden = false;
    tip.style.left = `${Math.min(w - tip.offsetWidth, Math.max(0, px - tip.offsetWidth / 2))}px`;
  };
  range.addEventListener('input', () => clock.seek(Number(range.value)));
  range.addEventListener('pointermove', showTip);
  range.addEventListener('pointerleave', () => (tip.hidden = true));

  const words = (): void => {
    for (const [node, key] of [[backKey, 'stepBack'], [onKey, 'stepOn'], [startKey, 'drillOpens'], [range, 'slider']] as const) {
      node.title = node === range ? '' : t(key);
      node.setAttribute('aria-label', t(key));
    }
    slower.title = `${t('speed')} −`;
    faster.title = `${t('speed')} +`;
    speed.title = t('speed');
    playKey.dataset['playing'] = '';
    drawBackdrop();
    tick(clock.t);
  };
  return {
    root, words, tick, step,
    jump: (direction) => toNeighbour(eventTimes, direction),
    resize: () => {
      drawBackdrop();
      tick(clock.t);
    },
  };
}
