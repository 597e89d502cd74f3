// SPDX-License-Identifier: Apache-2.0
// How the field of a hazard is told in words: its arrival, its value at a point, why it closed a road.
import type { Key } from './i18n';

export interface PointWords {
  here: Key;
  peak: Key;
  unit: Key;
  none: Key; // instead of zero
}

const atPoint: Record<string, PointWords> = {
  water_depth_m: { here: 'depthHere', peak: 'peakDepth', unit: 'metres', none: 'dry' },
  fire_heat_kW_per_m2: { here: 'heatHere', peak: 'peakHeat', unit: 'heatUnit', none: 'noHeat' },
};

const causes: Record<string, Key> = {
  water_depth_m: 'causeDepth',
  depth_speed_m2_per_s: 'causeForce',
  fire_heat_kW_per_m2: 'causeHeat',
  debris_1: 'causeDebris',
  smoke_extinction_per_km: 'causeSmoke',
  given: 'causeGiven',
  incident: 'causeIncident',
};

const arrivals: Record<string, { title: Key; here: Key }> = {
  flood: { title: 'arrival', here: 'arrivalHere' },
  fire: { title: 'fireArrival', here: 'fireHere' },
  slide: { title: 'debrisArrival', here: 'debrisHere' },
};

/** Null: a field that this page does not know; its value is not told at a point. */
export const pointWords = (field: string): PointWords | null => atPoint[field] ?? null;
export const causeKey = (field: string): Key => causes[field] ?? 'causeOther';
/** Smoke is told as what one sees, in metres (Koschmieder). */
export const causeValue = (field: string, value: number): string =>
  field === 'smoke_extinction_per_km' ? String(Math.round(3912 / value)) : value.toFixed(2);
export const arrivalWords = (hazard: string): { title: Key; here: Key } => arrivals[hazard] ?? arrivals.flood;
