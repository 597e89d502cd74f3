// SPDX-License-Identifier: Apache-2.0
// The head of the page: exercise mark, title, clock, the figures that a duty officer asks first.
import type { Clock } from './clock';
import { tPlus, wall } from './clock';
import { button, el, replace } from './dom';
import { language, say, setLanguage, t, word } from './i18n';
import { cutCount } from './paint_moving';
import type { Run } from './run';
import type { Tally } from './tally';

export interface Panel {
  root: HTMLElement;
  words(): void; // language changed
  tick(time: number): void;
}

export function head(run: Run, clock: Clock, tally: Tally, onHelp: () => void): Panel {
  const { meta } = run.file;
  const seal = el('div', 'seal');
  const title = el('h1');
  title.addEventListener('click', onHelp);
  const place = el('div', 'place');
  const hm = el('div', 'hm');
  const date = el('div', 'date');
  const plus = el('div', 'plus');
  const figures = el('div', 'figures');
  const other = button('lang', () => setLanguage(language() === 'zh' ? 'en' : 'zh'));
  const help = button('lang helpkey', onHelp, '?');
  const root = el('header', 'head', seal, el('div', 'titles', title, place),
    el('div', 'clock', hm, el('div', 'clockside', date, plus)), figures, el('div', 'headkeys', other, help));

  const total = run.file.villages.reduce((sum, v) => sum + v.to_move, 0) || tally.county.arrived.total;
  const lost = run.file.left.reduce((sum, l) => sum + l.people, 0);
  const numbers = new Map<string, HTMLElement>();
  const figure = (key: 'onTheWay' | 'safe' | 'roadsClosed' | 'left', unit: 'people' | 'roadsUnit'): HTMLElement => {
    const number = el('b');
    numbers.set(key, number);
    const box = el('div', `figure ${key}`, el('div', 'number', number), el('div', 'label', t(key)));
    box.title = `${t(key)} (${t(unit)})`;
    return box;
  };

  const words = (): void => {
    replace(seal, el('span', 'sealmain', t('mark')), el('span', 'sealother', t('markOther')));
    title.textContent = say(meta.title);
    const invented = meta.invented && !say(meta.area).includes(t('invented')) ? ` (${t('invented')})` : '';
    const secret = meta.classification ? ` · ${t('classificationIs', { c: word('secret', meta.classification) })}` : '';
    place.textContent = `${say(meta.area)}${invented}${secret}`;
    document.title = `${t('mark')} ${t('markOther')} · ${say(meta.title)}`;
    other.textContent = t('languageOther');
    help.title = t('help');
    help.setAttribute('aria-label', t('help'));
    replace(figures, figure('onTheWay', 'people'), figure('safe', 'people'), figure('roadsClosed', 'roadsUnit'),
      lost > 0 ? figure('left', 'people') : null);
    tick(clock.t);
  };
  const tick = (time: number): void => {
    const now = wall(meta.start_unix_s, meta.offset_s, time);
    hm.textContent = now.hms;
    date.textContent = now.date;
    plus.textContent = tPlus(time);
    const arrived = tally.county.arrived.at(time);
    numbers.get('onTheWay')!.textContent = String(tally.county.left.at(time) - arrived);
    replace(numbers.get('safe')!, String(arrived), el('small', '', ` / ${total}`));
    numbers.get('roadsClosed')!.textContent = String(cutCount(run, time));
    const left = numbers.get('left');
    if (left) left.textContent = String(lost);
  };
  words();
  return { root, words, tick };
}
