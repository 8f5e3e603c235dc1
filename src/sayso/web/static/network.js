// Draws the network as SVG: placed, zoomed and dragged by d3 (vendor/d3.js); ties on hover, a threshold, windows of time.
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
const drawn = [];
const WIDE = 1000, HIGH = 660; // of the picture, as its viewBox has them, with the middle at 0, 0

function start() {
  top = Math.max(1, ...data.ties.map((tie) => Math.abs(tie[2])));
  place();
  data.nodes.forEach(drawNode);
  prepareThreshold();
  prepareTime();
  choose();
  fit();
}

// d3 begins with a spiral and draws its lots from a seed: the same data gives the same picture.
function place() {
  const ties = data.ties.map(([source, target, weight]) => ({ source, target, weight }));
  const link = d3.forceLink(ties).distance(90);
  const usual = link.strength();
  link.strength((tie, ...more) => usual(tie, ...more) * (0.35 + 0.65 * Math.sqrt(Math.abs(tie.weight) / top)));
  d3.forceSimulation(data.nodes)
    .force("ties", link)
    .force("apart", d3.forceManyBody().strength(-500))
    .force("room", d3.forceCollide((node) => radius(node) + 14))
    .force("x", d3.forceX().strength(0.05))
    .force("y", d3.forceY().strength(0.09))
    .stop()
    .tick(300);
  spread();
}

// Into the picture's own size, so that letters stay legible whatever the number of nodes.
function spread() {
  const [[left, right], [up, down]] = [reach("x"), reach("y")];
  const most = data.nodes.length < 40 ? [380, 250] : [620, 410];
  const scale = Math.min(1.4, (2 * most[0]) / (right - left || 1), (2 * most[1]) / (down - up || 1));
  for (const node of data.nodes) {
    node.x = (node.x - (left + right) / 2) * scale;
    node.y = (node.y - (up + down) / 2) * scale;
  }
}

const reach = (side) => {
  const values = data.nodes.map((node) => node[side]);
  return [Math.min(...values), Math.max(...values)];
};
const count = (n, noun) => `${n.toLocaleString()} ${noun}${n === 1 ? "" : "s"}`;
const radius = (node) => 5 + 2.2 * Math.sqrt(Math.min(node.statements, 200));
let top = 1; // the heaviest tie

const scene = graph.appendChild(make("g"));
const edges = scene.appendChild(make("g", { class: "edges", "aria-hidden": "true" }));
const knots = scene.appendChild(make("g", { class: "knots" }));

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
  d3.select(group).call(d3.drag().subject(() => node).on("start", () => group.focus()).on("drag", (event) => {
    [node.x, node.y] = [event.x, event.y];
    paint();
  }));
  group.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-12, 0], ArrowRight: [12, 0], ArrowUp: [0, -12], ArrowDown: [0, 12] };
    const by = moves[event.key];
    if (!by) return;
    event.preventDefault();
    node.x += by[0]; node.y += by[1];
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
  drawn.forEach((group, n) => group.setAttribute("transform", `translate(${data.nodes[n].x.toFixed(1)} ${data.nodes[n].y.toFixed(1)})`));
  [...edges.children].forEach((line, n) => {
    const [from, to] = [data.nodes[shown[n][0]], data.nodes[shown[n][1]]];
    line.setAttribute("x1", from.x.toFixed(1)); line.setAttribute("y1", from.y.toFixed(1));
    line.setAttribute("x2", to.x.toFixed(1)); line.setAttribute("y2", to.y.toFixed(1));
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

const zoom = d3.zoom().scaleExtent([0.2, 8]).on("zoom", (event) => scene.setAttribute("transform", event.transform));
const picture = d3.select(graph).call(zoom);
function fit() {
  const [[left, right], [up, down]] = [reach("x"), reach("y")];
  const scale = Math.min(1.5, WIDE / Math.max(right - left + 180, 300), HIGH / Math.max(down - up + 90, 200));
  picture.call(zoom.transform, d3.zoomIdentity.scale(scale).translate(-(left + right) / 2, -(up + down + 10) / 2));
}
document.getElementById("zoom-in").addEventListener("click", () => picture.call(zoom.scaleBy, 1.3));
document.getElementById("zoom-out").addEventListener("click", () => picture.call(zoom.scaleBy, 1 / 1.3));
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
