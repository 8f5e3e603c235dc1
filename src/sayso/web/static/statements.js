// Searches while one types, and shows the server's own answer in place.
const form = document.getElementById("search");
const results = document.getElementById("results");
let asked = 0;
let timer = 0;

async function show(url, push) {
  const mine = ++asked;
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  const page = await answer.text();
  if (mine !== asked) return; // a later one was asked meanwhile
  const safe = parse(page).getElementById("results");
  if (!safe) { location.assign(url); return; }
  results.replaceChildren(...[...safe.childNodes].map((node) => document.importNode(node, true)));
  if (push) history.replaceState(null, "", url);
  count();
}

// Of very many statements the counts come later.
async function count() {
  const facets = document.getElementById("facets");
  if (!facets?.dataset.counts) return;
  const answer = await fetch(facets.dataset.counts);
  if (!answer.ok) return;
  const body = parse(await answer.text()).body;
  facets.replaceChildren(...[...body.childNodes].map((node) => document.importNode(node, true)));
}

// Our own server's page, which holds no script that could run (the policy forbids it, and parsed scripts never do).
const policy = globalThis.trustedTypes?.createPolicy("sayso-page", { createHTML: (page) => page });
function parse(page) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(page) : page, "text/html");
}

function address() {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  return query.size ? `${form.action}?${query}` : form.action;
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => show(address(), true), 250);
});

count();
