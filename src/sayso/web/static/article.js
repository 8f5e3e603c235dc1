// The article page works without this; with it the chain shows on hover and focus, and filters answer at once.
const reading = document.querySelector(".reading");
const tip = document.getElementById("tip");
const marks = new Map(); // statement -> its parts in the text and its card
for (const element of reading.querySelectorAll("[data-s]")) {
  for (const key of element.dataset.s.split(" ")) {
    if (!marks.has(key)) marks.set(key, { parts: [], card: null, chain: "" });
    const of = marks.get(key);
    if (element.classList.contains("card")) of.card = element;
    else of.parts.push(element);
    if (element.classList.contains("mark")) {
      of.chain = element.title;
      element.removeAttribute("title");
      element.setAttribute("aria-describedby", "tip");
    }
  }
}

const at = (event) => (event.target.closest ? event.target.closest("[data-s]") : null);
const keyOf = (element) => element.dataset.s.split(" ").at(-1); // the innermost
let lit = [];

function light(element) {
  for (const one of lit) one.classList.remove("lit");
  const found = element && marks.get(keyOf(element));
  lit = found ? [...found.parts, ...(found.card ? [found.card] : [])] : [];
  for (const one of lit) one.classList.add("lit");
}

function explain(element, x, y) {
  const found = element && !element.classList.contains("card") ? marks.get(keyOf(element)) : null;
  tip.hidden = !found || !found.chain;
  if (tip.hidden) return;
  tip.textContent = found.chain;
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(x - 12, innerWidth - box.width - 8))}px`;
  tip.style.top = `${y + 24 + box.height > innerHeight ? y - box.height - 14 : y + 24}px`;
}

reading.addEventListener("mouseover", (event) => light(at(event)));
reading.addEventListener("mousemove", (event) => explain(at(event), event.clientX, event.clientY));
reading.addEventListener("mouseleave", () => { light(null); tip.hidden = true; });
reading.addEventListener("focusin", (event) => {
  const box = event.target.getBoundingClientRect();
  light(at(event));
  explain(at(event), box.left, box.top);
});
reading.addEventListener("focusout", () => { light(null); tip.hidden = true; });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
reading.addEventListener("click", (event) => {
  const element = at(event);
  if (!element || event.target.closest("a") || String(getSelection())) return;
  const found = marks.get(keyOf(element));
  const to = element.classList.contains("card") ? found.parts[0] : found.card;
  if (to) to.scrollIntoView({ block: "nearest" });
});

// Filters: each is a link that the server understands; here the same is done without loading the page again.
const wanted = Object.fromEntries(["speaker", "act"].map((name) => [name, new URLSearchParams(location.search).get(name) || ""]));

function apply() {
  const off = new Set();
  for (const [key, { card }] of marks) {
    if (!card) continue;
    const fits = (!wanted.speaker || card.dataset.speaker.split(" ").includes(wanted.speaker)) && (!wanted.act || card.dataset.act === wanted.act);
    card.classList.toggle("off", !fits);
    if (!fits) off.add(key);
  }
  for (const { parts } of marks.values()) {
    for (const part of parts) part.classList.toggle("off", part.dataset.s.split(" ").every((key) => off.has(key)));
  }
  for (const chip of document.querySelectorAll("[data-filter]")) {
    if (wanted[chip.dataset.filter] === chip.dataset.value) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
  }
  align();
}
document.querySelector(".filters")?.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-filter]");
  if (!chip || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const { filter, value } = chip.dataset;
  wanted[filter] = wanted[filter] === value ? "" : value;
  const query = new URLSearchParams(Object.entries(wanted).filter(([, held]) => held));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  apply();
});

// Beside its line: a card moves down to where its statement begins, as far as its paragraph leaves room.
function align() {
  const beside = matchMedia("(min-width: 62rem)").matches;
  for (const row of reading.querySelectorAll(".row")) {
    const cards = [...row.querySelectorAll(".card:not(.off)")];
    for (const card of cards) card.style.marginTop = "";
    const list = row.querySelector(".cards");
    if (!beside || !list || !cards.length) continue;
    const bottom = row.querySelector(".text").getBoundingClientRect().bottom;
    let spare = bottom - cards.at(-1).getBoundingClientRect().bottom;
    for (const card of cards) {
      const mark = document.getElementById(`t${card.dataset.s}`);
      if (!mark || spare <= 0) continue;
      const down = Math.min(mark.getBoundingClientRect().top - card.getBoundingClientRect().top - 4, spare);
      if (down <= 0) continue;
      card.style.marginTop = `${down}px`;
      spare -= down;
    }
  }
}
align();
document.fonts?.ready.then(align);
addEventListener("resize", () => requestAnimationFrame(align));
