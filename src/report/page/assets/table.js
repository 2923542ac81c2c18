// The list of articles: sorted, narrowed, and shown bit by bit.

{
  const STEP = 50;
  const table = $("#table");
  const form = $("#filters");
  const body = $("tbody", table);
  const rows = $$("tr", body);
  const more = $("#more");
  let shown = STEP;
  let fitting = rows;
  let plain = null;

  const number = (row) => Number(row.dataset.a);
  const info = (row) => index.articles[number(row)];
  const found = (row) => row.dataset.found.split(" ").map(Number);
  const figure = (text) => Number(text.replaceAll(",", ""));
  const keys = {
    title: (row) => info(row).title,
    desk: (row) => row.dataset.desk,
    engine: (row) => row.dataset.engine,
    languages: (row) => row.dataset.languages,
    words: (row) => figure($(".words", row).textContent),
    findings: (row) => found(row).reduce((sum, it) => sum + it, 0),
    points: (row) => figure($("td.points", row).textContent),
  };
  const worst = new Map(index.order.map((it, at) => [it, at]));

  // The words of all texts, read when somebody first searches for any.
  const texts = () => {
    if (!plain && !index.folder) {
      plain = index.articles.map((_, at) => {
        const { rows } = JSON.parse($(`#t${at}`).textContent);
        const all = rows.flatMap((row) => [...(row.t || []), ...(row.s || [])]);
        return all.map((it) => it.t).join("\n").toLowerCase();
      });
    }
    return plain;
  };

  const draw = () => {
    const visible = new Set(fitting.slice(0, shown));
    rows.forEach((row) => { row.hidden = !visible.has(row); });
    const rest = fitting.length - visible.size;
    more.hidden = rest <= 0;
    $("button", more).textContent = `Show ${plural(rest, "more article")}`;
    const all = rows.length.toLocaleString("en");
    form.elements.count.value = fitting.length === rows.length
      ? plural(rows.length, "article") : `${fitting.length.toLocaleString("en")} of ${all} articles`;
  };

  const narrow = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const severities = ["info", "minor", "major", "critical"];
    const rule = wanted.rule ? index.rules.findIndex((it) => it.name === wanted.rule) : -1;
    const needle = wanted.text.trim().toLowerCase();
    const inTexts = needle.length > 2 ? texts() : null;
    fitting = rows.filter((row) => {
      for (const name of ["state", "desk", "engine", "languages"]) {
        if (wanted[name] && row.dataset[name] !== wanted[name]) return false;
      }
      if (wanted.severity && !found(row)[severities.indexOf(wanted.severity)]) return false;
      if (rule >= 0 && !info(row).rules.some(([it]) => it === rule)) return false;
      const { title, path } = info(row);
      return !needle || `${title}\n${path}`.toLowerCase().includes(needle)
        || (inTexts && inTexts[number(row)].includes(needle));
    });
    shown = STEP;
    draw();
    say(form.elements.count.value);
  };

  const sort = (head) => {
    const key = $("button", head).dataset.sort;
    const wordy = ["title", "desk", "engine", "languages"].includes(key);
    const was = head.getAttribute("aria-sort");
    const up = was ? was === "descending" : wordy;
    $$("th", head.parentElement).forEach((it) => it.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const value = keys[key];
    const collator = new Intl.Collator("en", { numeric: true });
    const order = (a, b) => (wordy ? collator.compare(value(a), value(b)) : value(a) - value(b));
    rows.sort((a, b) => (up ? order(a, b) : order(b, a)) || worst.get(number(a)) - worst.get(number(b)));
    body.append(...rows);
    narrow();
  };

  let soon = 0;
  form.hidden = false;
  form.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(narrow, 120); });
  form.addEventListener("reset", () => setTimeout(narrow));
  form.addEventListener("submit", (event) => event.preventDefault());
  $("button", more).addEventListener("click", () => { shown = Infinity; draw(); });
  $$("thead th", table).forEach((head) => $("button", head).addEventListener("click", () => sort(head)));
  $('[data-sort="points"]', table).closest("th").setAttribute("aria-sort", "descending");
  // Links of other parts lead here with a filter.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filter]");
    if (!link) return;
    form.reset();
    form.elements[link.dataset.filter].value = link.dataset.value;
    setTimeout(narrow);
  });
  narrow();
  say("");
}
