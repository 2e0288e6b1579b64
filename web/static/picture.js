// A chart as a picture to take away, SVG or PNG, with its title, key and source line inside. The page's policy allows no picture made from
// data, so the PNG is painted shape by shape.
const SVG = "http://www.w3.org/2000/svg";
const FONT = '"Noto Sans", "Liberation Sans", "DejaVu Sans", Arial, sans-serif';
const WIDE = 960, EDGE = 16, INK = "#1b2530", QUIET = "#55616d";

export function buttons(told, parts, look, t) {
  const bar = document.createElement("p");
  bar.className = "take-picture";
  for (const [form, save] of [["SVG", saveSvg], ["PNG", savePng]]) {
    const button = bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = t(`Tải hình ${form}`, `Take the picture, ${form}`);
    button.addEventListener("click", () => save(composed(told, parts, look, t), named(told.title)));
  }
  return bar;
}

const named = (title) => title.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, "-");

function make(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// Title, heading, key, the drawings (one, or a grid of small ones) and the source, one below the other.
function composed(told, parts, look, t) {
  const root = make("svg", {xmlns: SVG, width: WIDE, "font-family": FONT, "font-size": 13, fill: INK, color: INK});
  const ground = root.appendChild(make("rect", {x: 0, y: 0, width: WIDE, fill: "#ffffff"}));
  let y = 34;
  root.append(make("text", {x: EDGE, y, "font-size": 20, "font-weight": 700}, told.title));
  y = lines(root, `${told.heading} (${told.unit})`, y + 22, 14);
  y = key(root, parts[0].names ?? [], look, y + 4);
  const columns = parts.length > 1 ? 3 : 1, step = WIDE / columns;
  let tallest = 0;
  parts.forEach(({drawing, title}, i) => {
    if (i && i % columns === 0) (y += tallest), (tallest = 0);
    const [width, height] = ["width", "height"].map((name) => Number(drawing.getAttribute(name)));
    const x = EDGE + (i % columns) * step, head = title ? 20 : 0;
    if (title) root.append(make("text", {x, y: y + 14, "font-weight": 600}, title));
    const fitted = Math.min(1.6, (step - 2 * EDGE) / width);
    const copy = drawing.cloneNode(true);
    for (const gone of copy.querySelectorAll('[aria-label="tip"]')) gone.remove();
    for (const [name, value] of Object.entries({x, y: y + head, width: width * fitted, height: height * fitted, fill: "currentColor", "font-size": 12})) copy.setAttribute(name, value);
    copy.removeAttribute("class");
    root.append(copy);
    tallest = Math.max(tallest, height * fitted + head + 8);
  });
  y += tallest + 14;
  const dashed = told.breaks.length ? t("Vạch đứt: chuẩn nghèo thay đổi, hai bên không so được. ", "Dashed mark: the poverty standard changes; the sides cannot be compared. ") : "";
  const day = new Intl.DateTimeFormat(t("vi-VN", "en-GB")).format(new Date());
  for (const said of [dashed, told.basis, told.source, `${readable(told.address)} (${day})`]) if (said) y = lines(root, said, y, 12, QUIET);
  for (const one of [root, ground]) one.setAttribute("height", y + 4);
  root.setAttribute("viewBox", `0 0 ${WIDE} ${y + 4}`);
  return root;
}

// "H%C3%B2a" as people read it; an address that was cut in a letter stays as it is.
function readable(address) {
  try {
    return decodeURI(address).replaceAll("+", " ");
  } catch {
    return address;
  }
}

function key(root, names, {colour, shape, sample}, y) {
  let x = EDGE;
  for (const name of names) {
    const width = 30 + name.length * 7.5;
    if (x + width > WIDE - EDGE) (x = EDGE), (y += 20);
    const mark = root.appendChild(sample(colour(name), shape(name)));
    for (const [at, value] of Object.entries({x, y: y - 12, width: 14, height: 14})) mark.setAttribute(at, value);
    root.append(make("text", {x: x + 18, y}, name));
    x += width;
  }
  return names.length ? y + 12 : y;
}

// Text broken into lines by its length; an address without spaces is broken too.
function lines(root, text, y, size, fill = INK) {
  const most = Math.floor((WIDE - 2 * EDGE) / (size * 0.56));
  const words = text.split(" ").flatMap((word) => word.match(new RegExp(`.{1,${most}}`, "gu")) ?? []);
  let said = "";
  for (const word of [...words, null]) {
    if (word === null || (said + " " + word).length > most) {
      root.append(make("text", {x: EDGE, y, "font-size": size, fill}, said.trim()));
      y += size * 1.45;
      said = "";
    }
    said += ` ${word}`;
  }
  return y;
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function saveSvg(svg, name) {
  for (const link of svg.querySelectorAll("a")) {
    const to = link.getAttribute("href") ?? link.getAttributeNS("http://www.w3.org/1999/xlink", "href");
    if (to) link.setAttribute("href", new URL(to, location.href).href), link.removeAttributeNS("http://www.w3.org/1999/xlink", "href");
  }
  const text = '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg);
  download(new Blob([text], {type: "image/svg+xml"}), `${name}.svg`);
}

function savePng(svg, name) {
  const stage = document.body.appendChild(document.createElement("div"));
  stage.className = "offstage";
  stage.setAttribute("aria-hidden", "true");
  stage.append(svg);
  const canvas = document.createElement("canvas");
  const size = 2;
  canvas.width = WIDE * size;
  canvas.height = Number(svg.getAttribute("height")) * size;
  const pen = canvas.getContext("2d");
  const home = svg.getScreenCTM().inverse();
  for (const one of svg.querySelectorAll("path, line, rect, circle, text")) paint(pen, one, new DOMMatrix([size, 0, 0, size, 0, 0]).multiply(home.multiply(one.getScreenCTM())));
  stage.remove();
  canvas.toBlob((blob) => download(blob, `${name}.png`), "image/png");
}

function paint(pen, one, matrix) {
  const style = getComputedStyle(one);
  const shown = Number(style.opacity) * Number(getComputedStyle(one.parentElement).opacity);
  pen.save();
  pen.setTransform(matrix);
  if (one.tagName === "text") {
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.fillStyle = style.fill;
    pen.globalAlpha = shown * Number(style.fillOpacity);
    const said = one.textContent;
    if (said && style.fill !== "none" && one.getNumberOfChars()) {
      const at = one.getStartPositionOfChar(0);
      pen.fillText(said, at.x, at.y);
    }
  } else {
    const shape = outline(one);
    pen.fillStyle = style.fill;
    pen.globalAlpha = shown * Number(style.fillOpacity);
    if (style.fill !== "none") pen.fill(shape);
    pen.strokeStyle = style.stroke;
    pen.globalAlpha = shown * Number(style.strokeOpacity);
    pen.lineWidth = parseFloat(style.strokeWidth);
    pen.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(parseFloat));
    if (style.stroke !== "none") pen.stroke(shape);
  }
  pen.restore();
}

function outline(one) {
  if (one.tagName === "path") return new Path2D(one.getAttribute("d") ?? "");
  const of = (name) => Number(one.getAttribute(name) ?? 0);
  const shape = new Path2D();
  if (one.tagName === "line") shape.moveTo(of("x1"), of("y1")), shape.lineTo(of("x2"), of("y2"));
  if (one.tagName === "rect") shape.rect(of("x"), of("y"), of("width"), of("height"));
  if (one.tagName === "circle") shape.arc(of("cx"), of("cy"), of("r"), 0, 2 * Math.PI);
  return shape;
}
