// SPDX-License-Identifier: Apache-2.0
// Sums of people over time: who has left and who has arrived, for the county and each village. Computed from
// the trips once; asked at every tick.
import { lastAtOrBefore } from './clock';
import type { Run } from './run';

/** A sum that steps up at given times. */
export class Steps {
  private times: number[] = [];
  private sums: number[] = [];

  constructor(changes: [number, number][]) {
    let sum = 0;
    for (const [time, people] of [...changes].sort((a, b) => a[0] - b[0])) {
      sum += people;
      if (this.times[this.times.length - 1] === time) this.sums[this.sums.length - 1] = sum;
      else {
        this.times.push(time);
        this.sums.push(sum);
      }
    }
  }
  at(t: number): number {
    const i = lastAtOrBefore(this.times, t);
    return i < 0 ? 0 : this.sums[i];
  }
  get total(): number {
    return this.sums[this.sums.length - 1] ?? 0;
  }
  get first(): number | null {
    return this.times[0] ?? null;
  }
  get last(): number | null {
    return this.times[this.times.length - 1] ?? null;
  }
}

export interface Flow {
  left: Steps;
  arrived: Steps;
}

export type VillageState = 'calm' | 'prepare' | 'immediate' | 'out';

export class Tally {
  readonly county: Flow;
  readonly villages: Flow[];

  constructor(private readonly run: Run) {
    const flow = (village: number | null): Flow => {
      const trips = run.trips.filter((trip) => village === null || trip.village === village);
      return {
        left: new Steps(trips.map((trip) => [trip.depart_s, trip.people])),
        arrived: new Steps(trips.map((trip) => [trip.arrive_s, trip.people])),
      };
    };
    this.county = flow(null);
    this.villages = run.file.villages.map((_, v) => flow(v));
  }

  village(v: number, t: number): VillageState {
    const { to_move, prepare_s, immediate_s } = this.run.file.villages[v];
    if (to_move > 0 && this.villages[v].arrived.at(t) >= to_move) return 'out';
    if (immediate_s !== null && t >= immediate_s) return 'immediate';
    return prepare_s !== null && t >= prepare_s ? 'prepare' : 'calm';
  }
}
