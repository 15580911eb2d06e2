'use strict';
document.documentElement.classList.add('js');
const boxes = [...document.querySelectorAll('.filter input')];
const rule = document.getElementById('rule');
const say = document.getElementById('shown');
function chosen(kind) {
  return new Set(boxes.filter((box) => box.name === kind && box.checked).map((box) => box.value));
}
function apply() {
  const verdicts = chosen('verdict'), outcomes = chosen('outcome');
  let findings = 0, messages = 0;
  for (const article of document.querySelectorAll('article')) {
    let some = 0;
    const items = article.querySelectorAll('.findings > li');
    for (const item of items) {
      item.hidden = !outcomes.has(item.dataset.outcome) || (rule.value !== '' && item.dataset.rule !== rule.value);
      if (!item.hidden) some += 1;
    }
    article.hidden = !verdicts.has(article.dataset.verdict) || (rule.value !== '' && some === 0);
    if (!article.hidden) { messages += 1; findings += some; }
  }
  say.textContent = `${findings} findings in ${messages} messages are shown`;
}
function keep() {
  const state = new URLSearchParams();
  if (rule.value !== '') state.set('rule', rule.value);
  for (const box of boxes) if (!box.checked) state.append('without', `${box.name}-${box.value}`);
  history.replaceState(null, '', state.size ? `#?${state}` : '#');
  apply();
}
function restore() {
  if (location.hash.startsWith('#?')) {
    const state = new URLSearchParams(location.hash.slice(2));
    rule.value = state.get('rule') ?? '';
    if (rule.selectedIndex < 0) rule.value = '';
    const without = new Set(state.getAll('without'));
    for (const box of boxes) box.checked = !without.has(`${box.name}-${box.value}`);
  }
  apply();
}
for (const control of [...boxes, rule]) control.addEventListener('change', keep);
addEventListener('hashchange', () => { if (location.hash.startsWith('#?')) restore(); });
addEventListener('beforeprint', () => { for (const part of document.querySelectorAll('details')) part.open = true; });
restore();
