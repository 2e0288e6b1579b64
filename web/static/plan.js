// Lights up every piece of the span that the address names (a span may be cut into pieces by others that overlap it).
function light() {
  for (const piece of document.querySelectorAll(".m.now")) piece.classList.remove("now");
  const id = decodeURIComponent(location.hash.slice(1)).replace(/^(r|row)-/, "");
  if (!id) return;
  for (const piece of document.querySelectorAll(`.m[data-rows~="${CSS.escape(id)}"]`)) piece.classList.add("now");
}
addEventListener("hashchange", light);
light();
