// What htmx does not do by itself: the theme, one seat at a time on narrow screens, the composer, hints, dialogs, menus.
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- theme ---
const dark = matchMedia("(prefers-color-scheme: dark)");
function switchTheme() {
  const root = document.documentElement;
  const now = root.dataset.theme || (dark.matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it holds for this page */ }
}

// --- narrow screens: one thing at a time ---
function show(which) {
  $(".stage").dataset.shown = which;
  $$(".switch button").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.show === which)));
  bottom();
}

// --- the composer: replying in a thread, changing what was written ---
function mode(composer, name, message, label, text) {
  composer.elements.thread.value = name === "thread" ? message : "";
  composer.elements.edit.value = name === "edit" ? message : "";
  const banner = $(".mode", composer);
  banner.hidden = !name;
  $("span", banner).textContent = label || "";
  if (text !== undefined) composer.elements.text.value = text;
  composer.elements.text.focus();
}

function sent(composer) {
  composer.elements.text.value = "";
  $(".hints", composer).replaceChildren();
  mode(composer, "");
  grow(composer.elements.text);
}

function grow(area) {
  area.style.height = "";
  if (area.scrollHeight > area.clientHeight) area.style.height = `${Math.min(area.scrollHeight + 2, 160)}px`;
}

// --- hints while typing ---
function options(composer) { return $$(".hints [data-fills]", composer); }

function choose(composer, step) {
  const all = options(composer);
  if (!all.length) return false;
  const now = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
  const next = all[(now + step + all.length) % all.length] || all[0];
  all.forEach((each) => each.setAttribute("aria-selected", String(each === next)));
  composer.elements.text.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function take(composer, option) {
  const area = composer.elements.text;
  area.value = option.dataset.fills;
  $(".hints", composer).replaceChildren();
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function typed(event) {
  const composer = event.target.closest(".composer");
  if (!composer || event.target.name !== "text") return;
  const chosen = $('.hints [aria-selected="true"]', composer);
  if (event.key === "ArrowDown" && choose(composer, 1)) event.preventDefault();
  else if (event.key === "ArrowUp" && choose(composer, -1)) event.preventDefault();
  else if ((event.key === "Tab" || event.key === "Enter") && chosen && !event.shiftKey) {
    event.preventDefault();
    take(composer, chosen);
  } else if (event.key === "Escape") {
    $(".hints", composer).replaceChildren();
    mode(composer, "");
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (event.target.value.trim()) composer.requestSubmit();
  }
}

// --- the story by itself ---
let playing = 0;
function playAll(isOn) {
  clearInterval(playing);
  playing = isOn ? setInterval(step, 2600) : 0;
  marks();
  if (isOn) step();
}
function step() {
  const next = $("#story-next");
  if (!next || next.disabled) return playAll(false);
  next.click();
}
function marks() {
  const all = $("#story-all");
  if (all) { all.setAttribute("aria-pressed", String(playing !== 0)); all.textContent = playing ? "Pause" : "By itself"; }
}

// --- what comes and goes ---
function bottom(within = document) {
  $$(".messages", within).forEach((each) => { each.scrollTop = each.scrollHeight; });
}
function told(text) {
  const toast = $("#toast");
  toast.textContent = text;
  toast.classList.add("shown");
  setTimeout(() => toast.classList.remove("shown"), 6000);
}
function keepInside(event) {
  const dialog = event.target.closest(".dialog");
  if (!dialog || event.key !== "Tab") return;
  const stops = $$("input:not([type=hidden]), select, textarea, button", dialog);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  let found;
  if (at("[data-theme-switch]")) switchTheme();
  else if ((found = at("[data-show]"))) show(found.dataset.show);
  else if ((found = at("[data-mode]"))) {
    mode($(".composer", found.closest(".seat")), found.dataset.mode, found.dataset.message, found.dataset.label, found.dataset.text);
  } else if ((found = at("[data-mode-end]"))) sent(found.closest(".composer"));
  else if ((found = at("[data-fills]"))) take(found.closest(".composer"), found);
  else if (at("[data-play-all]")) playAll(!playing);
  $$("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target) || (at(".sheet button") && !at(".load"))) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  typed(event);
  keepInside(event);
  if (event.key !== "Escape") return;
  $$("details.menu[open]").forEach((menu) => { menu.open = false; $("summary", menu).focus(); });
  const dialog = event.target.closest(".dialog");
  if (dialog) $("[data-close]", dialog).click();
});
document.addEventListener("input", (event) => { if (event.target.matches(".composer textarea")) grow(event.target); });

// Whoever has read to the end sees what comes; whoever reads further up stays there.
document.addEventListener("htmx:beforeSwap", (event) => {
  const log = $(".messages", event.detail.target);
  event.detail.target.dataset.top = log && log.scrollHeight - log.scrollTop - log.clientHeight > 80 ? log.scrollTop : "";
  if (event.detail.xhr.status >= 400) told(event.detail.xhr.responseText || "That did not work.");
});
document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  if (target.matches(".talk")) {
    const log = $(".messages", target);
    log.scrollTop = target.dataset.top ? Number(target.dataset.top) : log.scrollHeight;
  } else bottom(target.parentElement || document);
  if (target.matches(".over")) {
    const first = $('[aria-invalid="true"], .field input, .field select, .field textarea', target);
    if (first) first.focus();
  }
  if (target.matches(".story")) look($("[data-step]", target));
  marks();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const from = event.detail.elt;
  if (from.matches(".composer") && event.detail.successful) sent(from);
});
document.addEventListener("htmx:sendError", () => told("The playground does not answer. Is it still running?"));
// A step of the story says where something happens: each seat looks there, once.
let looked = "0";
function look(step) {
  if (!step || step.dataset.step === looked) return;
  looked = step.dataset.step;
  for (const [seat, place] of Object.entries(JSON.parse(step.dataset.looks))) {
    const panel = $(`.seat[data-seat="${CSS.escape(seat)}"]`);
    const tab = panel && $(`[data-place="${CSS.escape(place)}"]:not([aria-current])`, panel);
    // Not a click: what was just drawn hears clicks a moment later.
    if (tab) htmx.ajax("GET", tab.getAttribute("hx-get"), { source: panel, target: `#${panel.id}`, swap: "outerHTML" });
  }
}
document.addEventListener("DOMContentLoaded", () => {
  bottom();
  if (new URLSearchParams(location.search).has("play")) playAll(true);
});
