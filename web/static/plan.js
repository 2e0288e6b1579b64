// The panel of evidence without loading the page anew: links to a row (?dong=) or a page (&trang=) of this plan are answered in place.
const panel = document.querySelector("#evidence");
const aside = document.querySelector("#bang-chung");
const narrow = matchMedia("(max-width: 51.99rem)");
let latest = 0;

const chosenRow = () => new URL(location).searchParams.get("dong") ?? decodeURIComponent(location.hash).replace(/^#r(ow)?-|^#.*/, "");

// Lights up every piece of the span that is chosen (a span may be cut into pieces by others that overlap it), and its row in the list.
function light(id) {
  for (const old of document.querySelectorAll(".paper .now")) old.classList.remove("now");
  for (const old of document.querySelectorAll(".guides [aria-current]")) old.removeAttribute("aria-current");
  for (const old of document.querySelectorAll(".to-evidence")) old.remove();
  if (!id) return;
  const pieces = [...document.querySelectorAll(`.m[data-rows~="${CSS.escape(id)}"]`)];
  for (const piece of pieces) piece.classList.add("now");
  document.getElementById(`r-${id}`)?.closest("p[class]")?.classList.toggle("now", pieces.length === 0);
  if (pieces.length) pieces[0].after(toEvidence());
  const row = document.getElementById(`row-${id}`);
  row?.setAttribute("aria-current", "true");
  if (row) row.parentElement.scrollTop = row.offsetTop - row.parentElement.clientHeight / 3;
}

function toEvidence() {
  const link = document.createElement("a");
  link.className = "to-evidence";
  link.href = "#bang-chung";
  link.textContent = document.documentElement.lang === "en" ? "evidence ↓" : "bằng chứng ↓";
  return link;
}

async function show(url) {
  const turn = ++latest;
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${url.pathname}/bang-chung${url.search}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const html = await answer.text();
    if (turn !== latest) return;
    const focused = panel.contains(document.activeElement) ? document.activeElement.dataset.go : undefined;
    panel.innerHTML = html; // our own server's template, escaped there
    if (focused) (panel.querySelector(`[data-go="${focused}"]`) ?? aside).focus({preventScroll: true});
    aside.scrollTop = 0;
    document.querySelector("#said").textContent = panel.querySelector("h3, figcaption strong")?.textContent.trim() ?? "";
  } catch {
    if (turn === latest) location.assign(url);
  } finally {
    panel.removeAttribute("aria-busy");
  }
}

addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href);
  const choosing = url.searchParams.has("dong") || url.searchParams.has("trang");
  if (link.target || url.origin !== location.origin || url.pathname !== location.pathname || !choosing) return;
  event.preventDefault();
  const fromText = Boolean(link.closest(".paper"));
  history.pushState(null, "", url);
  light(chosenRow());
  if (!url.searchParams.has("trang") && !fromText) document.getElementById(url.hash.slice(1))?.scrollIntoView({block: "center"});
  await show(url);
  if (narrow.matches && fromText) aside.scrollIntoView();
});
addEventListener("popstate", () => {
  light(chosenRow());
  show(new URL(location));
});

const asked = chosenRow();
const url = new URL(location);
if (asked && !url.searchParams.has("dong")) { // an address that names the place alone
  url.searchParams.set("dong", asked);
  show(url);
}
light(asked);
