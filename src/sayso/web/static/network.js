// Draws the network as SVG: a small force layout, zoom, drag, hover for ties, a threshold, and windows of time.
const SVG = "http://www.w3.org/2000/svg";
const root = document.getElementById("network");
const graph = document.getElementById("graph");
const about = document.getElementById("about");
const status = document.getElementById("network-status");
const make = (name, attributes = {}) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
const text = (name, words, className) => {
  const element = document.createElement(name);
  element.textContent = words;
  if (className) element.className = className;
  return element;
};

let data, shown = [], focus = -1, frame = -1;
const places = [], velocity = [], drawn = [];

function start() {
  top = Math.max(1, ...data.ties.map((tie) => Math.abs(tie[2])));
  // A ring to begin with, the same each time, so that the same data gives the same picture.
  data.nodes.forEach((node, n) => {
    const angle = n * 2.399963; // the golden angle spreads them evenly
    const radius = 22 * Math.sqrt(n + 1);
    places.push([radius * Math.cos(angle), radius * Math.sin(angle)]);
    velocity.push([0, 0]);
  });
  data.nodes.forEach(drawNode);
  prepareThreshold();
  prepareTime();
  choose();
  for (let round = 0; round < 260; round++) step(1 - round / 260);
  spread();
  paint();
  fit();
}

// Into the picture's own size, so that letters stay legible whatever the number of nodes.
function spread() {
  const sides = [0, 1].map((side) => places.map((place) => place[side]));
  const [[left, right], [up, down]] = sides.map((values) => [Math.min(...values), Math.max(...values)]);
  const most = data.nodes.length < 40 ? [380, 250] : [620, 410];
  const scale = Math.min(1.4, (2 * most[0]) / (right - left || 1), (2 * most[1]) / (down - up || 1));
  for (const place of places) {
    place[0] = (place[0] - (left + right) / 2) * scale;
    place[1] = (place[1] - (up + down) / 2) * scale;
  }
}

const count = (n, noun) => `${n.toLocaleString()} ${noun}${n === 1 ? "" : "s"}`;
const radius = (node) => 5 + 2.2 * Math.sqrt(Math.min(node.statements, 200));
let top = 1; // the heaviest tie

function step(heat) {
  const count = places.length, ideal = 900 / Math.sqrt(count + 3);
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      let x = places[a][0] - places[b][0], y = places[a][1] - places[b][1];
      const square = x * x + y * y + 0.01;
      const push = (ideal * ideal) / square / 3;
      x *= push; y *= push;
      velocity[a][0] += x; velocity[a][1] += y;
      velocity[b][0] -= x; velocity[b][1] -= y;
    }
  }
  for (const [a, b, weight] of data.ties) {
    const x = places[b][0] - places[a][0], y = places[b][1] - places[a][1];
    const length = Math.sqrt(x * x + y * y) + 0.01;
    const pull = ((length - ideal * 0.75) / length) * 0.12 * (0.35 + 0.65 * Math.sqrt(Math.abs(weight) / top));
    velocity[a][0] += x * pull; velocity[a][1] += y * pull;
    velocity[b][0] -= x * pull; velocity[b][1] -= y * pull;
  }
  places.forEach((place, n) => {
    const [x, y] = velocity[n];
    const length = Math.sqrt(x * x + y * y) || 1;
    const far = Math.min(length, 40 * heat + 1);
    place[0] += (x / length) * far - place[0] * 0.012;
    place[1] += (y / length) * far - place[1] * 0.018;
    velocity[n] = [0, 0];
  });
}

const edges = graph.appendChild(make("g", { class: "edges", "aria-hidden": "true" }));
const knots = graph.appendChild(make("g", { class: "knots" }));

function drawNode(node, n) {
  const group = make("g", { class: `knot ${data.kind === "onemode" ? `g${(node.group ?? 0) % 8}` : `mode${node.mode}`}`, tabindex: "0", role: "button" });
  group.setAttribute("aria-label", `${node.label}: ${node.statements} statements`);
  const size = radius(node);
  group.append(node.mode === 1 ? make("circle", { r: size }) : make("rect", { x: -size, y: -size * 0.8, width: 2 * size, height: 1.6 * size, rx: 2 }));
  const label = make("text", { y: size + 13 });
  label.textContent = node.label.length > 28 ? `${node.label.slice(0, 27)}…` : node.label;
  group.append(label);
  group.addEventListener("mouseenter", () => point(n));
  group.addEventListener("focus", () => point(n));
  group.addEventListener("click", () => point(n));
  group.addEventListener("pointerdown", (event) => drag(event, n));
  group.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-12, 0], ArrowRight: [12, 0], ArrowUp: [0, -12], ArrowDown: [0, 12] };
    const by = moves[event.key];
    if (!by) return;
    event.preventDefault();
    places[n][0] += by[0]; places[n][1] += by[1];
    paint();
  });
  knots.append(group);
  drawn.push(group);
}

function choose() {
  const ties = frame < 0 ? data.ties : data.frames[frame].ties;
  const least = Number(document.getElementById("threshold").value);
  shown = ties.filter((tie) => Math.abs(tie[2]) >= least);
  edges.replaceChildren(...shown.map(([, , weight]) => {
    const signed = data.signed ? (weight > 0 ? "plus" : "minus") : data.view === "allies" ? "plus" : data.view === "rivals" ? "minus" : "plain";
    return make("line", { class: `tie ${signed}`, "stroke-width": (0.8 + 5 * Math.sqrt(Math.abs(weight) / top)).toFixed(2) });
  }));
  const used = new Set(shown.flatMap(([a, b]) => [a, b]));
  drawn.forEach((group, n) => group.classList.toggle("alone", !used.has(n)));
  const rows = shown.slice(0, 100).map(([a, b, weight]) => {
    const row = document.createElement("tr");
    const from = document.createElement("th");
    from.scope = "row";
    const link = text("a", data.nodes[a].label);
    link.href = tieAddress(a, b);
    from.append(link);
    row.append(from, text("td", data.nodes[b].label), text("td", String(weight), "num"));
    return row;
  });
  document.getElementById("ties").replaceChildren(...rows);
  paint();
  if (focus >= 0) point(focus);
}

function tieAddress(a, b) {
  const url = new URL(root.dataset.tie, location.href);
  url.searchParams.set("first", data.nodes[a].label);
  url.searchParams.set("second", data.nodes[b].label);
  return url.pathname + url.search;
}

function paint() {
  drawn.forEach((group, n) => group.setAttribute("transform", `translate(${places[n][0].toFixed(1)} ${places[n][1].toFixed(1)})`));
  [...edges.children].forEach((line, n) => {
    const [a, b] = shown[n];
    line.setAttribute("x1", places[a][0].toFixed(1)); line.setAttribute("y1", places[a][1].toFixed(1));
    line.setAttribute("x2", places[b][0].toFixed(1)); line.setAttribute("y2", places[b][1].toFixed(1));
  });
}

function point(n) {
  focus = n;
  const node = data.nodes[n];
  const mine = shown.filter(([a, b]) => a === n || b === n);
  const near = new Set([n, ...mine.flatMap(([a, b]) => [a, b])]);
  drawn.forEach((group, at) => group.classList.toggle("far", !near.has(at)));
  [...edges.children].forEach((line, at) => line.classList.toggle("far", !(shown[at][0] === n || shown[at][1] === n)));
  const list = document.createElement("ul");
  for (const [a, b, weight] of mine.slice(0, 30)) {
    const item = document.createElement("li");
    const link = text("a", data.nodes[a === n ? b : a].label);
    link.href = tieAddress(a, b);
    item.append(link, " ", text("span", data.signed && weight > 0 ? `+${weight}` : String(weight), "n"));
    list.append(item);
  }
  const title = text("h2", node.label);
  about.replaceChildren(title, text("p", `${count(node.statements, "statement")}, ${count(mine.length, "tie")}`, "soft"), list);
}
graph.addEventListener("click", (event) => {
  if (event.target !== graph) return;
  focus = -1;
  for (const one of graph.querySelectorAll(".far")) one.classList.remove("far");
});

// Zoom and drag.
let view = { x: -500, y: -330, w: 1000, h: 660 };
const show = () => graph.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
function zoom(by, x = view.x + view.w / 2, y = view.y + view.h / 2) {
  const w = Math.min(6000, Math.max(120, view.w * by)), share = w / view.w;
  view = { x: x - (x - view.x) * share, y: y - (y - view.y) * share, w, h: view.h * share };
  show();
}
function fit() {
  const xs = places.map((p) => p[0]), ys = places.map((p) => p[1]);
  const left = Math.min(...xs) - 90, right = Math.max(...xs) + 90, up = Math.min(...ys) - 40, down = Math.max(...ys) + 50;
  const w = Math.max(right - left, (down - up) * 1.515, 300);
  view = { x: (left + right - w) / 2, y: (up + down - w / 1.515) / 2, w, h: w / 1.515 };
  show();
}
const inGraph = (event) => {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(graph.getScreenCTM().inverse());
  return [at.x, at.y];
};
graph.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.12 : 1 / 1.12, ...inGraph(event)); }, { passive: false });
graph.addEventListener("pointerdown", (event) => {
  if (event.target !== graph) return;
  const [x, y] = inGraph(event);
  const move = (next) => { const [a, b] = inGraph(next); view.x -= a - x; view.y -= b - y; show(); };
  follow(event, move);
});
function drag(event, n) {
  event.preventDefault();
  drawn[n].focus();
  follow(event, (next) => { places[n] = inGraph(next); paint(); });
}
function follow(event, move) {
  graph.setPointerCapture(event.pointerId);
  const end = () => { graph.removeEventListener("pointermove", move); graph.removeEventListener("pointerup", end); graph.removeEventListener("pointercancel", end); };
  graph.addEventListener("pointermove", move);
  graph.addEventListener("pointerup", end);
  graph.addEventListener("pointercancel", end);
}
document.getElementById("zoom-in").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-all").addEventListener("click", fit);

function prepareThreshold() {
  const input = document.getElementById("threshold");
  input.max = String(Math.ceil(top));
  input.step = top > 10 ? "1" : "0.5";
  const tell = () => { document.getElementById("threshold-value").textContent = input.value; };
  tell();
  input.addEventListener("input", () => { tell(); choose(); });
}

function prepareTime() {
  if (!data.frames.length) return;
  const input = document.getElementById("time"), play = document.getElementById("play");
  document.getElementById("time-field").hidden = false;
  input.max = String(data.frames.length - 1);
  frame = 0;
  const tell = () => {
    frame = Number(input.value);
    document.getElementById("time-value").textContent = data.frames[frame].label;
    input.setAttribute("aria-valuetext", data.frames[frame].label);
  };
  tell();
  input.addEventListener("input", () => { tell(); choose(); });
  let timer = 0;
  play.addEventListener("click", () => {
    const on = play.getAttribute("aria-pressed") !== "true";
    play.setAttribute("aria-pressed", String(on));
    play.textContent = on ? "Stop" : "Play";
    clearInterval(timer);
    if (on) timer = setInterval(() => { input.value = String((frame + 1) % data.frames.length); tell(); choose(); }, 900);
  });
}

try {
  const answer = await fetch(root.dataset.source, { headers: { Accept: "application/json" } });
  data = await answer.json();
  if (!answer.ok) throw new Error(data.error);
} catch (error) {
  status.textContent = `This network cannot be drawn: ${error.message}`;
  throw error;
}
if (!data.nodes.length) {
  status.textContent = "There is nothing to draw yet: this picture needs statements that are coded with concepts.";
} else {
  const left = data.left_out.nodes;
  status.textContent = `${count(data.statements, "statement")}, ${count(data.nodes.length, "node")}${left ? ` (of ${(left + data.nodes.length).toLocaleString()}, those with most statements)` : ""}, ${count(data.ties.length, "tie")}.`;
  document.getElementById("canvas").hidden = false;
  start();
}
