// One article: its text beside the source, findings in their places.

const SEVERITIES = ["critical", "major", "minor", "info"];
const grave = (a, b) => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
const ruleNamed = (name) => index.rules.find((it) => it.name === name) || { title: name, why: "", advice: "" };

// Whether a finding was not there when the article was checked before.
const isNew = (number) =>
  (index.articles[open.number].new || []).includes(number) ? make("b", { class: "new" }, "new") : "";

// Where the reader is: the article, and what is filtered.
let open = null;

async function show(number, finding) {
  if (!open || open.number !== number || !$("#article").firstChild) {
    const data = await load(number);
    open = { number, data, off: new Set(), rule: "", cards: new Map() };
    draw(number, data);
    scrollTo({ top: 0, behavior: "instant" });
    $("#article").focus({ preventScroll: true });
  }
  if (finding !== null && finding in open.data.findings) reveal(finding, true);
}

function draw(number, data) {
  const info = index.articles[number];
  const at = index.order.indexOf(number);
  const link = (to, words) => (to === undefined ? null : make("a", { href: `#a${to}` }, words));
  const versions = (info.versions || []).map((it) =>
    make("a", { href: `#a${it}` }, index.articles[it].engine || index.articles[it].path));
  const sides = make("p", { class: "names" },
    make("span", {}, `Translation: ${info.path}`), make("span", {}, data.rows.some((it) => it.s) ? "Source" : ""));
  sides.className = "names";
  const texts = make("div", { class: "texts" }, sides);
  data.rows.forEach((row) => texts.append(rowOf(row, info)));
  if (data.cut) texts.append(make("p", { class: "quiet" }, "The file goes on; more of it is not shown here. All findings are in the list."));
  $("#article").replaceChildren(
    make("p", { class: "ways" },
      make("a", { href: "#articles", id: "back" }, "← All articles"),
      link(index.order[at - 1], "Previous"), link(index.order[at + 1], "Next")),
    make("h1", {}, make("bdi", {}, info.title)),
    make("p", { class: "meta" }, make("bdi", {}, `${info.about} · ${info.figures}`)),
    versions.length ? make("p", { class: "meta" }, "Other versions: ", ...versions.flatMap((it, n) => (n ? [", ", it] : [it]))) : "",
    data.changes ? changesOf(data.changes) : "",
    tools(data),
    make("div", { class: "desk-view" }, texts, list(data)));
  filter();
}

// A row: paragraphs of the translation with those of the source.
function rowOf(row, info) {
  const side = (paragraphs, name, lang) => {
    const box = make("div", { class: name, lang: lang || false, dir: "auto" });
    (paragraphs || []).forEach((it) => box.append(paragraph(it, name)));
    return box;
  };
  const element = make("div", { class: "row clean" }, side(row.t, "target", info.lang), side(row.s, "source", info.source_lang));
  if (!row.t) $(".target", element).append(make("p", { class: "missing" }, "nothing in the translation"));
  if ($(".target mark", element)) element.classList.remove("clean");
  return element;
}

function paragraph({ k: kind, t: text, r: runs }, side) {
  const element = make("p", { class: kind || false });
  let at = 0;
  for (const [length, unit, findings = [], related = []] of runs) {
    const words = text.slice(at, at + length);
    at += length;
    let inner = words;
    if (findings.length) {
      const all = findings.map((it) => open.data.findings[it]).filter(Boolean);
      const worst = all.map((it) => it.severity).sort(grave)[0] || "info";
      const own = side === "target";
      inner = make("mark", {
        class: `${worst}${length ? "" : " gap"}`,
        "data-f": findings.join(" "),
        tabindex: own ? "0" : false,
        role: own ? "button" : false,
        "aria-expanded": own ? "false" : false,
        "aria-label": own ? `${words} – ${all.map((it) => `${it.severity}: ${it.message}`).join("; ")}` : false,
        title: all.map((it) => it.message).join("\n"),
      }, words);
    } else if (related.length) {
      inner = make("span", { class: "related", "data-r": related.join(" ") }, words);
    }
    element.append(unit < 0 ? inner : make("span", { "data-u": unit }, inner));
  }
  return element;
}

// What is wrong here, why it matters, what to do.
function card(number) {
  const it = open.data.findings[number];
  const rule = ruleNamed(it.rule);
  const lines = [];
  const line = (name, ...words) => lines.push(make("dt", {}, name), make("dd", { dir: "auto" }, ...words));
  if (it.source) line("Source", make("q", { lang: index.articles[open.number].source_lang || false }, it.source));
  if (it.seen) line("Seen", it.seen);
  (it.notes || []).forEach((note) => line("Note", note));
  if (rule.why) line("Why it matters", rule.why);
  if (it.advice || rule.advice) line("What to do", it.advice || rule.advice);
  if (it.fix) {
    const all = it.fix.text.split("; ");
    const text = all.length > 4 ? `${all.slice(0, 3).join("; ")} … (${all.length} changes)` : it.fix.text;
    const [old, changed] = text.split(" → ");
    const words = changed === undefined || text.includes("; ") ? [text] : [make("del", {}, old), " → ", make("ins", {}, changed)];
    line(it.fix.safe ? "Repair" : "Possible repair", ...words, it.fix.safe ? "" : make("span", { class: "quiet" }, " (read it before you take it)"));
  }
  const close = make("button", { type: "button", class: "close", "aria-label": "Close this explanation" }, "×");
  close.addEventListener("click", () => {
    hide(number);
    $(`mark[data-f~="${number}"]`)?.focus();
  });
  const where = `${it.record ? `record ${it.record}, ` : ""}line ${it.line}`;
  return make("section", { class: `card finding ${it.severity}`, "aria-label": it.message, tabindex: "-1" },
    make("h3", {}, make("bdi", {}, it.message)),
    make("p", { class: "quiet" }, make("b", { class: it.severity }, it.severity), isNew(number),
      ` ${rule.title} · ${Math.round(it.confidence * 100)} % sure · ${where}`),
    make("dl", {}, ...lines), close);
}

function reveal(number, scroll) {
  const mark = $(`.target mark[data-f~="${number}"]`);
  if (!open.cards.has(number)) {
    const made = card(number);
    open.cards.set(number, made);
    const row = mark && mark.closest(".row");
    if (row) row.append(made);
    else $(".texts").prepend(made);
  }
  $$(`mark[data-f~="${number}"]`).forEach((it) => { it.classList.add("here"); if (it.hasAttribute("role")) it.setAttribute("aria-expanded", "true"); });
  $$(".found-list button").forEach((it) => it.setAttribute("aria-current", it.dataset.f === String(number)));
  if (mark) {
    const row = mark.closest(".row");
    row.hidden = false;
    row.classList.remove("clean");
    pin(mark);
  }
  if (scroll) (mark || open.cards.get(number)).scrollIntoView({ block: "center" });
}

function hide(number) {
  open.cards.get(number)?.remove();
  open.cards.delete(number);
  $$(`mark[data-f~="${number}"]`).forEach((it) => { it.classList.remove("here"); if (it.hasAttribute("role")) it.setAttribute("aria-expanded", "false"); });
}

const hideAll = () => [...open.cards.keys()].forEach(hide);

// Sentences that belong together light up together.
const light = (unit, name) => {
  $$(`.texts .${name}`).forEach((it) => it.classList.remove(name));
  if (unit !== undefined) $$(`.texts [data-u="${unit}"]`).forEach((it) => it.classList.add(name));
};
const unitOf = (element) => element.closest("[data-u]")?.dataset.u;
const pin = (element) => light(unitOf(element), "pinned");

function list(data) {
  const found = data.findings.map((it, number) => ({ ...it, number }));
  if (!found.length) return make("aside", { class: "found-list none" }, "Nothing was found in this article.");
  const items = found.map((it) => {
    const button = make("button", { type: "button", "data-f": it.number },
      make("b", { class: it.severity }, it.severity), isNew(it.number), make("bdi", {}, it.message));
    button.addEventListener("click", () => { hideAll(); reveal(it.number, true); open.cards.get(it.number).focus({ preventScroll: true }); });
    return make("li", { "data-s": it.severity, "data-rule": it.rule }, button);
  });
  return make("aside", { class: "found-list", "aria-label": "Findings in this article" },
    make("h2", {}, "Findings, from top to bottom"), make("ol", {}, ...items));
}

function tools(data) {
  const box = make("div", { class: "tools", role: "group", "aria-label": "Filter the findings" });
  for (const severity of SEVERITIES) {
    const count = data.findings.filter((it) => it.severity === severity).length;
    if (!count) continue;
    const check = make("input", { type: "checkbox", checked: true });
    check.addEventListener("change", () => { open.off[check.checked ? "delete" : "add"](severity); filter(); });
    box.append(make("label", { class: "chip severity" }, check, make("b", { class: severity }, severity), String(count)));
  }
  const names = [...new Set(data.findings.map((it) => it.rule))].sort();
  if (names.length > 1) {
    const select = make("select", { "aria-label": "Kind of fault" }, make("option", { value: "" }, "all kinds of fault"),
      ...names.map((it) => make("option", { value: it }, ruleNamed(it).title)));
    select.addEventListener("change", () => { open.rule = select.value; filter(); });
    box.append(select);
  }
  const search = make("input", { type: "search", placeholder: "search both texts", "aria-label": "Search both texts", autocomplete: "off" });
  const count = make("output", {});
  search.addEventListener("input", () => { count.value = find(search.value); });
  const only = make("input", { type: "checkbox" });
  only.addEventListener("change", () => $(".texts").classList.toggle("quiet-rows", only.checked));
  box.append(make("label", { class: "chip" }, only, "only paragraphs with findings"), search, count);
  return box;
}

function filter() {
  const { data, off, rule } = open;
  const fits = (number) => {
    const it = data.findings[number];
    return it && !off.has(it.severity) && (!rule || it.rule === rule);
  };
  $$(".texts mark").forEach((mark) => {
    const on = mark.dataset.f.split(" ").some((it) => fits(Number(it)));
    mark.classList.toggle("off", !on);
    if (mark.hasAttribute("role")) mark.tabIndex = on ? 0 : -1;
  });
  $$(".found-list li").forEach((it) => { it.hidden = off.has(it.dataset.s) || (rule && it.dataset.rule !== rule); });
  $$(".texts .row").forEach((it) => it.classList.toggle("clean", !$(".target mark:not(.off)", it)));
  [...open.cards.keys()].filter((it) => !fits(it)).forEach(hide);
}

// Words of both texts: rows without them go away, and where the browser can they are coloured.
function find(text) {
  const needle = text.trim().toLowerCase();
  const ranges = [];
  for (const row of $$(".texts .row")) {
    let here = false;
    for (const element of $$("p", row)) {
      const whole = element.textContent.toLowerCase();
      for (let at = needle ? whole.indexOf(needle) : -1; at >= 0; at = whole.indexOf(needle, at + needle.length)) {
        here = true;
        ranges.push(range(element, at, at + needle.length));
      }
    }
    row.hidden = needle !== "" && !here;
  }
  if (globalThis.CSS?.highlights) CSS.highlights.set("search", new Highlight(...ranges));
  return needle ? plural(ranges.length, "place") : "";
}

function range(element, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.length;
    if (start >= at && start < next) range.setStart(node, start - at);
    if (end > at && end <= next) { range.setEnd(node, end - at); break; }
    at = next;
  }
  return range;
}

// What an edit did to the text.
function changesOf(changes) {
  const told = (it, sign) => make("span", { class: "what" }, make(sign === "–" ? "del" : "ins", {}, sign === "–" ? "gone" : "new"), " ",
    make("b", { class: it.severity }, it.severity), " ", make("bdi", {}, it.message));
  const items = changes.changes.map((change) => make("li", { dir: "auto" },
    ...change.words.map(({ kind, text }) => (kind === "same" ? text : make(kind === "old" ? "del" : "ins", {}, text))),
    ...change.removed.map((it) => told(changes.removed[it], "–")),
    ...change.brought.map((it) => told(changes.brought[it], "+"))));
  const sum = `${plural(changes.removed.length, "finding")} gone, ${changes.brought.length} new, ${changes.kept} still there`;
  return make("details", { class: "card changes", open: changes.changes.length < 12 },
    make("summary", {}, make("strong", {}, "What changed"), ` since ${changes.path}: ${plural(changes.changes.length, "place")}; ${sum}`),
    make("ol", {}, ...items));
}

{
  const article = $("#article");
  const toggle = (mark) => {
    const numbers = mark.dataset.f.split(" ").map(Number);
    const shown = numbers.every((it) => open.cards.has(it));
    hideAll();
    pin(mark);
    if (!shown) numbers.forEach((it) => reveal(it, false));
  };
  article.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[role]:not(.off)");
    if (mark) return toggle(mark);
    const unit = event.target.closest("[data-u]");
    if (unit) pin(unit);
  });
  article.addEventListener("mouseover", (event) => light(unitOf(event.target), "on"));
  article.addEventListener("focusin", (event) => { if (event.target.matches("mark")) light(unitOf(event.target), "on"); });
  article.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark[role]:not(.off)");
    if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); toggle(mark); }
    if (event.key === "Escape" && open.cards.size) {
      const at = event.target.closest(".finding") ? [...open.cards.keys()][0] : null;
      hideAll();
      if (at !== null) $(`.target mark[data-f~="${at}"]`)?.focus();
    }
  });
  // On paper all explanations are open.
  let opened = [];
  addEventListener("beforeprint", () => {
    if (article.hidden || !open) return;
    opened = open.data.findings.map((_, it) => it).filter((it) => !open.cards.has(it));
    opened.forEach((it) => reveal(it, false));
  });
  addEventListener("afterprint", () => { opened.forEach(hide); opened = []; });
}

if (/^#a\d/.test(location.hash) || location.hash.length > 1) go();
