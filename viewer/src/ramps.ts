// SPDX-License-Identifier: Apache-2.0
// Colours of the fields: one entry for each field or raster a hazard publishes, as steps "from this value on".
// A field without an entry gets a plain grey ramp and its own name. Palette: one calm blue family for water, so that
// red is left for closed roads and amber for orders; every step also differs in lightness.
import type { Key } from './i18n';

export type Rgba = [number, number, number, number];

export interface Ramp {
  title: Key | null; // null: the field's own name
  unit: Key | null;
  divide: number; // shown value = value / divide
  classes: boolean; // steps are classes, not a scale
  steps: { from: number; colour: Rgba; label?: Key }[];
}

const water: Ramp['steps'] = [
  { from: 0.03, colour: [176, 214, 226, 90] },
  { from: 0.15, colour: [146, 200, 222, 175] },
  { from: 0.3, colour: [104, 174, 210, 215] },
  { from: 0.5, colour: [66, 142, 193, 228] },
  { from: 1, colour: [40, 106, 165, 236] },
  { from: 2, colour: [27, 72, 131, 242] },
  { from: 4, colour: [18, 43, 92, 246] },
];

const arrival: Rgba[] = [
  [94, 23, 78, 225], [152, 38, 96, 220], [203, 72, 92, 215], [232, 121, 84, 210], [246, 173, 98, 205], [250, 214, 137, 200], [240, 236, 190, 195],
];

const classes: Rgba[] = [
  [200, 226, 233, 205], [140, 192, 214, 215], [250, 219, 130, 220], [240, 152, 74, 225], [203, 66, 74, 230], [104, 18, 64, 235],
];

const speed: Ramp['steps'] = [
  { from: 0.1, colour: [222, 232, 208, 160] },
  { from: 0.3, colour: [172, 208, 178, 200] },
  { from: 0.6, colour: [110, 176, 158, 220] },
  { from: 1, colour: [56, 138, 138, 230] },
  { from: 2, colour: [28, 94, 112, 238] },
  { from: 4, colour: [18, 52, 78, 244] },
];

const force: Ramp['steps'] = [
  { from: 0.03, colour: [226, 222, 236, 120] },
  { from: 0.15, colour: [196, 186, 220, 185] },
  { from: 0.3, colour: [160, 138, 198, 215] },
  { from: 0.6, colour: [122, 88, 170, 228] },
  { from: 1.2, colour: [84, 46, 134, 238] },
  { from: 4, colour: [44, 16, 82, 246] },
];

// Heat of a fire: from dim red to white-yellow, darkest where people are only warned.
const heat: Ramp['steps'] = [
  { from: 0.2, colour: [120, 30, 30, 110] },
  { from: 0.7, colour: [158, 36, 34, 185] },
  { from: 1.7, colour: [198, 58, 32, 215] },
  { from: 2.5, colour: [226, 96, 32, 228] },
  { from: 7, colour: [244, 152, 44, 236] },
  { from: 12.5, colour: [252, 204, 84, 242] },
  { from: 40, colour: [255, 240, 178, 246] },
];

const flame: Ramp['steps'] = [
  { from: 0.1, colour: [250, 226, 160, 150] },
  { from: 1.2, colour: [246, 178, 92, 200] },
  { from: 2.4, colour: [226, 112, 56, 220] },
  { from: 3.4, colour: [176, 52, 44, 232] },
  { from: 8, colour: [104, 18, 40, 242] },
];

const smoke: Ramp['steps'] = [1000, 500, 200, 100, 50].map((sight_m, i) => ({
  from: 3912 / sight_m,
  colour: [128 - 22 * i, 124 - 22 * i, 122 - 21 * i, 90 + 34 * i] as Rgba,
  label: `sight_${sight_m}` as Key,
}));

const depthRamp = (title: Key): Ramp => ({ title, unit: 'metres', divide: 1, classes: false, steps: water });

const known: Record<string, Ramp> = {
  water_depth_m: depthRamp('depthNow'),
  max_depth_m: depthRamp('maxDepth'),
  depth_speed_m2_per_s: { title: 'forceNow', unit: 'forceUnit', divide: 1, classes: false, steps: force },
  max_speed_m_per_s: { title: 'maxSpeed', unit: 'metresPerSecond', divide: 1, classes: false, steps: speed },
  fire_heat_kW_per_m2: { title: 'heatNow', unit: 'heatUnit', divide: 1, classes: false, steps: heat },
  smoke_extinction_per_km: { title: 'smokeNow', unit: null, divide: 1, classes: true, steps: smoke },
  flame_length_m: { title: 'flameLength', unit: 'metres', divide: 1, classes: false, steps: flame },
  max_hazard_class_1: {
    title: 'hazardClass', unit: null, divide: 1, classes: true,
    steps: classes.map((colour, i) => ({ from: i + 1, colour, label: `class_${i + 1}` as Key })),
  },
};

/** Arrival in seven equal steps between the drill's opening and its end, on whole half hours. */
function arrivalRamp(opens_s: number, duration_s: number): Ramp {
  const step = Math.max(1800, Math.ceil((duration_s - opens_s) / 7 / 1800) * 1800);
  return {
    title: 'arrival', unit: 'hours', divide: 3600, classes: false,
    steps: arrival.map((colour, i) => ({ from: i === 0 ? 0 : opens_s + i * step, colour })),
  };
}

function plainRamp(top: number): Ramp {
  const n = 5;
  const steps = Array.from({ length: n }, (_, i) => ({
    from: (top * (i + 0.2)) / n,
    colour: [200 - 36 * i, 206 - 36 * i, 210 - 34 * i, 130 + 25 * i] as Rgba,
  }));
  return { title: null, unit: null, divide: 1, classes: false, steps };
}

/** Has the page colours of its own for this field? */
export const isKnown = (name: string): boolean => name === 'arrival_s' || name in known;

export function rampOf(name: string, opens_s: number, duration_s: number, top = 1): Ramp {
  if (name === 'arrival_s') return arrivalRamp(opens_s, duration_s);
  return known[name] ?? plainRamp(top);
}

/** Colour of every count 0..65535 as a packed little-endian RGBA word; scales blend between steps. */
export function table(ramp: Ramp, scale: number, never65535: boolean): Uint32Array {
  const out = new Uint32Array(65536);
  const { steps } = ramp;
  const last = never65535 ? 65534 : 65535;
  let s = -1;
  for (let count = 0; count <= last; count++) {
    const value = count * scale;
    while (s + 1 < steps.length && value >= steps[s + 1].from - 1e-9) s++;
    if (s < 0) continue;
    const a = steps[s].colour;
    const b = steps[s + 1]?.colour;
    const f = ramp.classes || !b ? 0 : (value - steps[s].from) / (steps[s + 1].from - steps[s].from);
    const mix = (i: number): number => Math.round(a[i] + (b ? f * (b[i] - a[i]) : 0));
    out[count] = ((mix(3) << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)) >>> 0;
  }
  return out;
}

export const css = ([r, g, b, a]: Rgba): string => `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
