// SPDX-License-Identifier: Apache-2.0
// Every word the page shows stands in both dictionaries, and nowhere else in the source; nothing makes HTML of data.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from '../../viewer/node_modules/typescript/lib/typescript.js';
import { dictionaries } from '../../viewer/src/i18n';
import type { Key } from '../../viewer/src/i18n';

const folder = fileURLToPath(new URL('../../viewer/src', import.meta.url));
const sources = readdirSync(folder).filter((f) => f.endsWith('.ts')).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const others = sources.filter((s) => s.name !== 'i18n.ts');
const cjk = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** Every string literal and template part with its place in the syntax tree. */
function literals(name: string, text: string): { value: string; node: ts.Node }[] {
  const out: { value: string; node: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) out.push({ value: node.text, node });
    if (ts.isTemplateExpression(node)) {
      out.push({ value: node.head.text, node });
      for (const span of node.templateSpans) out.push({ value: span.literal.text, node });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2020, true));
  return out;
}

/** Does this literal end up as text: a child of el() or button(), or assigned to textContent or title? */
function isShown(node: ts.Node): boolean {
  let child = node;
  let parent = node.parent;
  while (parent && (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isTemplateExpression(parent) || ts.isTemplateSpan(parent))) {
    if (ts.isConditionalExpression(parent) && parent.condition === child) return false;
    child = parent;
    parent = parent.parent;
  }
  if (!parent) return false;
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left))
    return ['textContent', 'title', 'innerText'].includes(parent.left.name.text) && parent.right === child;
  if (!ts.isCallExpression(parent)) return false;
  const name = parent.expression.getText();
  const index = parent.arguments.indexOf(child as ts.Expression);
  return (name === 'el' || name === 'button') ? index >= 2 : name === 'replace' ? index >= 1 : name === 'row' ? index === 0 : name.endsWith('.fillText') ? index === 0 : false;
}

describe('dictionaries', () => {
  const keys = Object.keys(dictionaries.zh) as Key[];
  it('hold the same keys, none empty', () => {
    expect(Object.keys(dictionaries.en).sort()).toEqual([...keys].sort());
    for (const key of keys) for (const lang of ['zh', 'en'] as const) expect(dictionaries[lang][key], `${lang} ${key}`).not.toBe('');
  });
  it('take the same values in both languages', () => {
    const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const key of keys) expect(holes(dictionaries.zh[key]), key).toEqual(holes(dictionaries.en[key]));
  });
  it('are Chinese in Chinese and English in English', () => {
    for (const key of keys) if (key !== 'markOther' && key !== 'languageOther') expect(cjk.test(dictionaries.en[key]), key).toBe(false);
  });
  it('hold no word that nothing uses', () => {
    const text = others.map((s) => s.text).join('\n');
    const lists = [...text.matchAll(/word\('(\w+)'/g)].map((m) => `${m[1]}_`);
    const templates = [...text.matchAll(/`(\w+_)\$\{/g)].map((m) => m[1]);
    const unused = keys.filter((key) => !text.includes(`'${key}'`) && ![...lists, ...templates].some((l) => key.startsWith(l)));
    expect(unused).toEqual([]);
  });
});

describe('the source', () => {
  it('has no Chinese outside the dictionaries', () => {
    const found = others.flatMap((s) => literals(s.name, s.text).filter((l) => cjk.test(l.value)).map((l) => `${s.name}: ${l.value}`));
    expect(found).toEqual([]);
  });
  it('shows no word that is not from a dictionary or the run', () => {
    const found = others.flatMap((s) => literals(s.name, s.text).filter((l) => /[A-Za-z]{2,}/.test(l.value) && isShown(l.node)).map((l) => `${s.name}: ${l.value}`));
    expect(found).toEqual(['keys.ts: Esc']); // what stands on the key
  });
  it('never makes HTML from text', () => {
    for (const { name, text } of sources) expect(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/.test(text), name).toBe(false);
  });
  it('never asks for WebGL, a worker file, storage or a network', () => {
    const code = (text: string): string => text.replace(/\/\/ .*$/gm, '');
    for (const { name, text } of sources) expect(/webgl|new Worker|fetch\('|XMLHttpRequest|WebSocket|localStorage|https?:\/\/(?!www\.w3\.org\/2000\/svg)/i.test(code(text)), name).toBe(false);
  });
  it('keeps every file under 400 lines', () => {
    for (const { name, text } of sources) expect(text.split('\n').length, name).toBeLessThan(400);
  });
});
