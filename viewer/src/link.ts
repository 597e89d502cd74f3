// SPDX-License-Identifier: Apache-2.0
// The part of the address after '#' keeps time, view, layer and language, so that a link shows the same picture.
import type { Language } from './i18n';

export interface View {
  t: number | null;
  x: number | null;
  y: number | null;
  resolution: number | null;
  language: Language | null;
  layer: string | null;
}

export function readLink(hash: string): View {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const number = (text: string | undefined | null): number | null => {
    const value = text ? Number(text) : NaN;
    return Number.isFinite(value) ? value : null;
  };
  const view = (parts.get('v') ?? '').split(',');
  const lang = parts.get('l');
  const resolution = number(view[2]);
  return {
    t: number(parts.get('t')),
    x: number(view[0]),
    y: number(view[1]),
    resolution: resolution !== null && resolution > 0 ? resolution : null,
    language: lang === 'zh' || lang === 'en' ? lang : null,
    layer: parts.get('f'),
  };
}

export function writeLink(view: View): string {
  const parts: string[] = [];
  if (view.t !== null) parts.push(`t=${Math.round(view.t)}`);
  if (view.x !== null && view.y !== null && view.resolution !== null)
    parts.push(`v=${Math.round(view.x)},${Math.round(view.y)},${Number(view.resolution.toPrecision(5))}`);
  if (view.language !== null) parts.push(`l=${view.language}`);
  if (view.layer !== null) parts.push(`f=${encodeURIComponent(view.layer)}`);
  return `#${parts.join('&')}`;
}
