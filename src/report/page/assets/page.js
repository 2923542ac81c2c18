// What all parts share, the theme, and the way between the report and its articles.

const $ = (query, at = document) => at.querySelector(query);
const $$ = (query, at = document) => [...at.querySelectorAll(query)];
const index = JSON.parse($("#index").textContent);

// An element with attributes and children; text is only ever text.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((it) => it != null));
  return element;
}

const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
const say = (text) => { $("#said").textContent = text; };

// The texts of an article come from the page itself, or from a file beside it.
const waiting = new Map();
globalThis.bilint = {
  take(number, data) {
    const done = waiting.get(number);
    waiting.delete(number);
    if (done) done(data);
  },
};

function load(number) {
  if (!index.folder) return Promise.resolve(JSON.parse($(`#t${number}`).textContent));
  return new Promise((done, failed) => {
    waiting.set(number, done);
    const name = `${String(number).padStart(5, "0")}.js`;
    const folder = index.folder.split("/").map(encodeURIComponent).join("/");
    const script = make("script", { src: `${folder}/${name}` });
    script.onerror = () => failed(new Error(`${index.folder}/${name}`));
    script.onload = () => script.remove();
    document.head.append(script);
  });
}

// The theme: the system's until somebody chooses; the choice is kept where that is allowed.
{
  const button = $("#theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => { try { return localStorage.getItem("bilint-theme"); } catch { return null; } };
  const is = () => document.documentElement.dataset.theme || (system.matches ? "dark" : "light");
  const show = () => { button.textContent = is() === "dark" ? "Light" : "Dark"; };
  const chosen = kept();
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  button.title = "Change between light and dark";
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = is() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try { localStorage.setItem("bilint-theme", next); } catch { /* It holds for this visit then. */ }
    show();
  });
  system.addEventListener("change", show);
  show();
}

// #a12 opens an article, #a12.3 one of its findings; all else is a place of the report.
const title = document.title;
let place = 0;

async function go() {
  const wanted = /^#a(\d+)(?:\.(\d+))?$/.exec(location.hash);
  const number = wanted ? Number(wanted[1]) : -1;
  const article = $("#article");
  if (!(number in index.articles)) {
    const back = !article.hidden;
    article.hidden = true;
    article.replaceChildren();
    $("#report").hidden = false;
    document.title = title;
    const at = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (at) {
      if (at.tagName === "DETAILS") at.open = true;
      at.scrollIntoView();
    } else if (back) scrollTo({ top: place, behavior: "instant" });
    return;
  }
  if (article.hidden) place = scrollY;
  $("#report").hidden = true;
  article.hidden = false;
  document.title = `${index.articles[number].title} – ${title}`;
  try {
    await show(number, wanted[2] === undefined ? null : Number(wanted[2]));
  } catch (error) {
    article.replaceChildren(
      make("p", { class: "warning" }, index.folder
        ? `The texts of this article cannot be read: ${error.message} is missing. The folder belongs beside this file; keep the two together.`
        : `The texts of this article cannot be shown: ${error.message}`),
      make("p", {}, make("a", { href: "#articles" }, "Back to the report")));
  }
}

addEventListener("hashchange", go);
