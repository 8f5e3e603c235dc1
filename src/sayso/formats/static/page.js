(function () {
  "use strict";
  const tip = document.getElementById("tip");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let lit = [];

  // The chains stand in title attributes, which work without this script; with it they get a better place.
  document.querySelectorAll(".text [title]").forEach((e) => {
    e.dataset.chain = e.title;
    e.removeAttribute("title");
  });

  const at = (event) => (event.target.closest ? event.target.closest("[data-s]") : null);
  const key = (e) => e.dataset.s.split(" ").pop();
  const parts = (k) => document.querySelectorAll('[data-s~="' + k + '"]');
  const row = (k) => document.querySelector('.row[data-s="' + k + '"]');

  function light(e) {
    lit.forEach((x) => x.classList.remove("lit"));
    lit = e ? Array.from(parts(key(e))) : [];
    lit.forEach((x) => x.classList.add("lit"));
  }
  function explain(e, x, y) {
    tip.hidden = !(e && e.dataset.chain);
    if (tip.hidden) return;
    tip.textContent = e.dataset.chain;
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(x - 12, innerWidth - box.width - 8)) + "px";
    tip.style.top = (y + 22 + box.height > innerHeight ? y - box.height - 12 : y + 22) + "px";
  }
  function follow(e) {
    const to = e && !e.classList.contains("row") && row(key(e));
    const side = to && to.closest(".side");
    if (!side || getComputedStyle(side).position !== "sticky") return;
    const a = to.getBoundingClientRect(), b = side.getBoundingClientRect();
    if (a.top < b.top || a.bottom > b.bottom) side.scrollTop += a.top - b.top - b.height / 3;
  }
  function show(k) {
    const found = Array.from(parts(k)).filter((x) => !x.classList.contains("row"));
    if (!found.length) return;
    found[0].scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    found.forEach((x) => {
      x.classList.remove("flash");
      void x.offsetWidth;
      x.classList.add("flash");
    });
  }

  document.addEventListener("mouseover", (event) => {
    const e = at(event);
    light(e);
    follow(e);
    explain(e, event.clientX, event.clientY);
  });
  document.addEventListener("mousemove", (event) => explain(at(event), event.clientX, event.clientY));
  document.addEventListener("focusin", (event) => {
    const e = at(event);
    const box = event.target.getBoundingClientRect();
    light(e);
    follow(e);
    explain(e, box.left, box.top);
  });
  document.addEventListener("focusout", () => {
    light(null);
    tip.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tip.hidden = true;
  });
  document.addEventListener("scroll", () => (tip.hidden = true), { passive: true });
  document.addEventListener("click", (event) => {
    const e = at(event);
    if (!e || !e.classList.contains("row") || String(getSelection())) return;
    const link = event.target.closest("a");
    if (link && link.closest(".within")) return;
    event.preventDefault();
    show(key(e));
    if (link) document.getElementById(link.hash.slice(1)).focus({ preventScroll: true });
  });
})();
