// Keyboard, selecting spans, and saving that loses nothing: what the server did not confirm is kept here and sent again.
const page = document.getElementById("coding");
const form = document.getElementById("decide");
const status = document.getElementById("saving");
const UNSENT = "sayso-unsent";
const draft = `sayso-draft-${page.dataset.number}`;

const read = (key) => { try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; } };
const write = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* nowhere to keep it */ } };

async function send(one) {
  const post = (body) => fetch(one.path, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(body) });
  let answer = await post(one.body);
  if (answer.status === 403) { // the server was started anew: its old token holds no more
    one.body.csrf = (await (await fetch("/token")).json()).csrf;
    answer = await post(one.body);
  }
  if (!answer.ok) throw new Error((await answer.text()).length ? `the server says ${answer.status}` : "no answer");
  return answer.json();
}

async function flush() {
  const waiting = read(UNSENT);
  while (waiting.length) {
    await send(waiting[0]);
    waiting.shift();
    write(UNSENT, waiting);
  }
}

async function save() {
  const one = { path: form.getAttribute("action"), body: Object.fromEntries(new FormData(form)) };
  status.textContent = "Saving …";
  try {
    await flush();
    const { next } = await send(one);
    try { sessionStorage.removeItem(draft); } catch { /* it was not there */ }
    location.assign(next);
  } catch {
    write(UNSENT, [...read(UNSENT), one]);
    status.textContent = "Not saved yet: the server does not answer. It is kept in this browser and will be sent again.";
    retry();
  }
}

let timer = 0;
function retry() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try { await flush(); status.textContent = "All is saved."; } catch { retry(); }
  }, 2000);
}

if (form) {
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  form.addEventListener("input", () => {
    try { sessionStorage.setItem(draft, JSON.stringify(Object.fromEntries(new FormData(form)))); } catch { /* full */ }
  });
  try {
    const held = JSON.parse(sessionStorage.getItem(draft) || "null");
    for (const name of held ? ["concept", "comment", "decision", "agreement"] : []) {
      if (form.elements[name] && held[name] !== undefined) form.elements[name].value = held[name];
    }
  } catch { /* a draft that cannot be read is none */ }
  if (read(UNSENT).length) retry();
}

const check = (id) => { const box = document.getElementById(id); box.checked = true; box.focus(); for (const kind of ["change", "input"]) box.dispatchEvent(new Event(kind, { bubbles: true })); };
// Accepting a proposal shows what is accepted; rejecting it leaves no concept.
form?.addEventListener("change", (event) => {
  if (event.target.name !== "decision") return;
  const { concept, stand } = form.dataset;
  if (event.target.value === "rejected") { form.elements.concept.value = ""; form.elements.agreement.value = ""; }
  else if (concept) { form.elements.concept.value = concept; form.elements.agreement.value = stand; }
});
const focus = (id) => document.getElementById(id).focus();
const keys = {
  a: () => check("d-accept"), r: () => check("d-reject"), f: () => check("s-for"), g: () => check("s-against"), e: () => check("s-none"),
  c: () => focus("concept"), m: () => focus("comment"), n: () => document.getElementById("skip").click(), Enter: () => save(),
  x: () => { const mend = document.getElementById("mend"); mend.open = !mend.open; mend.querySelector("summary").focus(); },
};
document.addEventListener("keydown", (event) => {
  if (!form || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (event.key === "Escape") { at.blur(); return; }
  if (at.closest("textarea, select, input:not([type=radio]), button, a, summary, [contenteditable]")) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

// Selected words -> offsets in code points of the article's text.
const passage = document.getElementById("passage");
const box = document.getElementById("selected");
function offset(node, at) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!paragraph || !passage.contains(paragraph)) return null;
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, at);
  return Number(paragraph.dataset.start) + Array.from(range.toString()).length;
}
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!box || !chosen.rangeCount || chosen.isCollapsed || !passage.contains(chosen.anchorNode)) return;
  const range = chosen.getRangeAt(0);
  const words = range.toString();
  let start = offset(range.startContainer, range.startOffset);
  let stop = offset(range.endContainer, range.endOffset);
  if (start === null || stop === null || !words.trim()) return;
  start += Array.from(words).length - Array.from(words.trimStart()).length;
  stop -= Array.from(words).length - Array.from(words.trimEnd()).length;
  for (const field of box.querySelectorAll("[name=spans]")) field.value = `${start}-${stop}`;
  document.getElementById("selected-text").textContent = words.trim();
  box.hidden = false;
});
