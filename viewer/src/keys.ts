// SPDX-License-Identifier: Apache-2.0
// The keyboard, and the sheet that explains it.
import type { Clock } from './clock';
import { el, replace } from './dom';
import type { Panel } from './head';
import type { Run } from './run';
import { language, say, setLanguage, t } from './i18n';
import type { Timeline } from './timeline';

export interface Acts {
  clock: Clock;
  timeline: Timeline;
  chooseLayer(index: number): void;
  closeAll(): void;
  help(): void;
}

export function bindKeys(acts: Acts): void {
  const { clock, timeline } = acts;
  const table: Record<string, (shift: boolean) => void> = {
    ' ': () => clock.toggle(),
    ArrowRight: (shift) => (shift ? timeline.jump(1) : timeline.step(1)),
    ArrowLeft: (shift) => (shift ? timeline.jump(-1) : timeline.step(-1)),
    ArrowUp: () => clock.changeSpeed(1),
    ArrowDown: () => clock.changeSpeed(-1),
    Home: () => clock.seek(0),
    End: () => clock.seek(clock.duration_s),
    l: () => setLanguage(language() === 'zh' ? 'en' : 'zh'),
    '?': () => acts.help(),
    Escape: () => acts.closeAll(),
  };
  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-9]$/.test(event.key)) {
      acts.chooseLayer(Number(event.key) - 1);
      return;
    }
    const act = table[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key === ' ' && event.target instanceof HTMLElement && ['BUTTON', 'SUMMARY'].includes(event.target.tagName))) return;
    event.preventDefault();
    event.stopPropagation();
    act(event.shiftKey);
  }, true);
}

/** What the drill is about, and the keyboard. */
export function helpSheet(run: Run): Panel & { toggle(): void } {
  const box = el('div', 'helpbox');
  const root = el('div', 'help', box);
  root.hidden = true;
  const toggle = (): void => {
    root.hidden = !root.hidden;
  };
  root.addEventListener('click', () => (root.hidden = true));
  const words = (): void => {
    const row = (key: string, text: string): HTMLElement => el('div', '', el('kbd', '', key), text);
    const { title, story, aims } = run.file.meta;
    const about = el('div', 'about', el('h2', '', say(title)), el('p', '', say(story)),
      aims.length > 0 ? el('h2', '', t('aims')) : null, el('ol', '', ...aims.map((aim) => el('li', '', say(aim)))));
    const keys = el('div', 'keyhelp', el('h2', '', t('helpTitle')), row(t('keySpace'), t('helpSpace')), row('← →', t('helpArrows')),
      row('⇧ ← →', t('helpShift')), row('↓ ↑', t('helpSpeed')), row('⇱ ⇲', t('helpHome')), row('0–9', t('helpLayer')),
      row('L', t('helpLanguage')), row('Esc', t('helpEscape')), el('p', '', t('helpMap')));
    replace(box, say(story) || aims.length > 0 ? about : null, keys);
  };
  words();
  return { root, words, tick: () => undefined, toggle };
}
