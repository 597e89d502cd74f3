// SPDX-License-Identifier: Apache-2.0
// The clock, its words, and the link that keeps it.
import { Clock, hoursMinutes, lastAtOrBefore, tPlus, wall } from '../../viewer/src/clock';
import { readLink, writeLink } from '../../viewer/src/link';
import { niceTop } from '../../viewer/src/chart';
import { Steps } from '../../viewer/src/tally';

const start = 1750226400; // 2025-06-18T14:00:00+08:00

describe('words of time', () => {
  it('are in the scenario\'s own offset', () => {
    expect(wall(start, 28800, 0)).toEqual({ date: '2025-06-18', hm: '14:00', hms: '14:00:00' });
    expect(wall(start, 28800, 36000).date).toBe('2025-06-19');
    expect(wall(start, -3600, 61).hms).toBe('05:01:01');
  });
  it('count from the start', () => {
    expect(tPlus(23400)).toBe('T+06:30:00');
    expect(tPlus(359999.9999999)).toBe('T+100:00:00');
    expect(hoursMinutes(3900)).toEqual({ h: 1, m: '05' });
  });
});

describe('the clock', () => {
  it('stays inside the run and stops at its end', () => {
    const clock = new Clock(1000);
    clock.seek(-5);
    expect(clock.t).toBe(0);
    clock.toggle();
    clock.seek(2000);
    expect([clock.t, clock.playing]).toEqual([1000, false]);
    clock.toggle(); // play at the end starts anew
    expect([clock.t, clock.playing]).toEqual([0, true]);
    clock.seek(NaN);
    expect(clock.t).toBe(0);
  });
  it('runs at its speed, and a hidden tab does not make it jump', () => {
    const clock = new Clock(100000);
    clock.setSpeed(600);
    clock.toggle();
    clock.advance(1000);
    clock.advance(1100);
    expect(clock.t).toBeCloseTo(60);
    clock.advance(61100);
    expect(clock.t).toBeCloseTo(60 + 150);
    clock.toggle();
    clock.advance(61200);
    expect(clock.t).toBeCloseTo(210);
  });
  it('goes through its speeds and no further', () => {
    const clock = new Clock(10);
    clock.setSpeed(1);
    clock.changeSpeed(-1);
    expect(clock.speed).toBe(1);
    for (let i = 0; i < 20; i++) clock.changeSpeed(1);
    expect(clock.speed).toBe(3600);
  });
  it('tells every change', () => {
    const clock = new Clock(10);
    const heard: number[] = [];
    clock.onChange((t) => heard.push(t));
    clock.seek(3);
    clock.seek(4);
    expect(heard).toEqual([3, 4]);
  });
});

describe('searching times', () => {
  it('finds the last at or before', () => {
    expect([-1, 0, 4, 5, 9, 10, 99].map((t) => lastAtOrBefore([0, 5, 10], t))).toEqual([-1, 0, 0, 1, 1, 2, 2]);
    expect(lastAtOrBefore([], 3)).toBe(-1);
  });
  it('adds people up in steps', () => {
    const steps = new Steps([[20, 3], [10, 2], [20, 4]]);
    expect([9, 10, 19, 20, 99].map((t) => steps.at(t))).toEqual([0, 2, 2, 9, 9]);
    expect([steps.first, steps.last, steps.total]).toEqual([10, 20, 9]);
  });
  it('ends axes on round figures', () => {
    expect([0.13, 1, 1.1, 3.2, 7, 18].map(niceTop)).toEqual([0.2, 1, 2, 5, 10, 20]);
  });
});

describe('the link', () => {
  it('keeps time, view, language and layer', () => {
    const view = { t: 23400, x: 506120, y: 3075001, resolution: 12.5, language: 'en' as const, layer: 'flood.max_depth_m' };
    expect(readLink(writeLink(view))).toEqual(view);
  });
  it('ignores what is not a value', () => {
    expect(readLink('#t=abc&v=1,2,-3&l=fr')).toEqual({ t: null, x: 1, y: 2, resolution: null, language: null, layer: null });
    expect(readLink('').t).toBeNull();
  });
});
