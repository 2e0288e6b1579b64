// Draws the charts above the tables of targets: one with all places, or a small one a place where there are many. The tables say the same
// without JavaScript.
import {plot, line, dot, gridY, axisX, axisY, tip, pointer} from "./plot.js";
import {buttons} from "./picture.js";

const COLOURS = ["#0a5a6b", "#b4510a", "#6a3d9a", "#1b7f3b", "#b01f5a", "#46608a", "#7a5c00", "#c0392b", "#00777a", "#444444"];
const SHAPES = ["circle", "square", "triangle", "diamond", "cross", "star", "wye"];
const MANY = 6; // more places than this stand side by side, each in a chart of its own with the same scale
const vietnamese = document.documentElement.lang !== "en";
const t = (vi, en) => (vietnamese ? vi : en);
const written = new Intl.NumberFormat(vietnamese ? "vi-VN" : "en-GB", {maximumFractionDigits: 2});

function draw(figure) {
  const told = JSON.parse(figure.querySelector("script").textContent);
  const names = [...new Set([...told.points, ...told.bands].map((p) => p.name))];
  const scale = scales(told);
  const look = {
    colour: (name) => COLOURS[names.indexOf(name) % COLOURS.length],
    shape: (name) => SHAPES[names.indexOf(name) % SHAPES.length],
    sample,
  };
  const wide = Math.max(300, Math.min(960, figure.parentElement.clientWidth));
  const parts = [];
  if (names.length <= MANY) {
    const drawing = drawn(told, scale, look, {width: wide, height: 320, label: figure.dataset.label});
    figure.prepend(keys(names, look), drawing);
    parts.push({drawing, names});
  } else {
    const grid = document.createElement("div");
    grid.className = "small";
    const plain = {colour: () => COLOURS[0], shape: () => "circle"};
    for (const name of names) {
      const cell = grid.appendChild(document.createElement("div"));
      const head = cell.appendChild(document.createElement("h3"));
      head.textContent = name;
      head.lang = "vi";
      const drawing = drawn(only(told, name), scale, plain, {width: 250, height: 150, label: `${figure.dataset.label}: ${name}`});
      cell.append(drawing);
      parts.push({drawing, title: name});
    }
    figure.prepend(grid);
    if (names.length < told.places) note(figure, t(`Hiện ${names.length}/${told.places} nơi; chọn tỉnh để xem nơi khác, bảng dưới có thêm.`, `${names.length} of ${told.places} places shown; choose a province, or see the table below.`));
  }
  if (told.breaks.length) note(figure, t("┆ Vạch đứt: chuẩn nghèo thay đổi, hai bên vạch không so được với nhau.", "┆ Dashed mark: the poverty standard changes; the two sides cannot be compared."));
  figure.append(buttons(told, parts, look, t));
  figure.hidden = false;
}

// The same scale for all charts of a figure, from nought.
function scales({points, bands}) {
  const years = [...points.map((p) => p.year), ...bands.flatMap((b) => [b.from, b.to])];
  const first = Math.min(...years), last = Math.max(...years);
  return {first, last, top: Math.max(...[...points, ...bands].map((p) => p.high ?? p.value), 0)};
}

const only = (told, name) => ({
  ...told,
  points: told.points.filter((p) => p.name === name),
  bands: told.bands.filter((p) => p.name === name),
  line: told.line.filter((p) => p.name === name),
  breaks: broken(told.line.filter((p) => p.name === name)),
});
const broken = (steps) => [...new Set(steps.filter((s) => s.why === "standard").map((s) => s.year))];

function drawn(told, {first, last, top}, {colour, shape}, {width, height, label}) {
  const span = Math.max(1, last - first);
  const every = Math.ceil((span + 1) / Math.max(2, Math.floor((width - 60) / 44)));
  const years = Array.from({length: span + 1}, (_, i) => first + i).filter((y) => y <= last && (y - first) % every === 0);
  const ranges = told.points.filter((p) => p.high !== null).flatMap((p, i) => [{...p, i, y: p.value}, {...p, i, y: p.high}]);
  const bands = told.bands.flatMap((b, i) => corners(b, span).map(([x, y]) => ({...b, i, x, y})));
  const marks = told.breaks.flatMap((x) => [{x, y: 0}, {x, y: top * 1.05 || 1}]);
  // A band is opened by a mark on its upper edge.
  const linked = [...told.points, ...told.bands.map((b) => ({...b, year: (b.from + b.to) / 2, value: b.high ?? b.value}))];
  const drawing = plot({
    width,
    height,
    marginLeft: 50,
    style: {fontSize: "12px"},
    ariaLabel: label,
    x: {domain: [first - span * 0.06, last + span * 0.06], label: null},
    y: {domain: [0, top * 1.08 || 1], nice: true, label: told.unit, tickFormat: (v) => written.format(v)},
    marks: [
      gridY({strokeOpacity: 0.15}),
      axisX({ticks: years, tickFormat: (y) => String(y)}),
      axisY({tickFormat: (v) => written.format(v), ticks: 5}),
      line(marks, {x: "x", y: "y", z: "x", stroke: "#55616d", strokeDasharray: "4 4", strokeWidth: 1.5}),
      line(bands, {x: "x", y: "y", z: "i", curve: "linear-closed", fill: (d) => colour(d.name), fillOpacity: 0.18, stroke: (d) => colour(d.name), strokeWidth: 1}),
      line(ranges, {x: "year", y: "y", z: "i", stroke: (d) => colour(d.name), strokeWidth: 7, strokeOpacity: 0.35}),
      line(told.line, {x: "year", y: "value", z: "series", stroke: (d) => colour(d.name), strokeWidth: 2}),
      dot(linked, {x: "year", y: "value", r: 4.5, fill: (d) => colour(d.name), symbol: (d) => shape(d.name), href: "href", ariaLabel: (d) => `${d.name} ${d.from ? `${d.from}–${d.to}` : d.year}: ${d.said}`}),
      tip(linked, pointer({x: "year", y: "value", title: (d) => `${d.name}, ${d.from ? `${d.from}–${d.to}` : d.year}\n${d.said}`, fontSize: 13})),
    ],
  });
  for (const part of drawing.querySelectorAll("g[aria-label]")) part.setAttribute("role", "group");
  return drawing;
}

// A band over its years; one value is a thin one, so that it can be seen.
function corners({from, to, value, high}, span) {
  const edge = Math.min(0.3, span * 0.04), top = high ?? value * 1.02, bottom = high === null ? value * 0.98 : value;
  return [[from - edge, bottom], [to + edge, bottom], [to + edge, top], [from - edge, top]];
}

function keys(names, {colour, shape}) {
  const list = document.createElement("ul");
  list.className = "keys";
  for (const name of names) {
    const item = list.appendChild(document.createElement("li"));
    item.lang = "vi";
    item.append(sample(colour(name), shape(name)), name);
  }
  return list;
}

// One mark as the chart draws it, for the key.
function sample(colour, shape) {
  const drawing = plot({width: 14, height: 14, margin: 7, axis: null, x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: [dot([{x: 0, y: 0}], {x: () => 0, y: () => 0, r: 4.5, fill: colour, symbol: shape})]});
  const mark = drawing.querySelector('g[aria-label="dot"] path, g[aria-label="dot"] circle');
  for (const attribute of ["transform", "cx", "cy"]) mark.removeAttribute(attribute);
  mark.setAttribute("fill", colour);
  mark.removeAttribute("stroke");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-7 -7 14 14");
  svg.setAttribute("aria-hidden", "true");
  svg.append(mark);
  return svg;
}

function note(figure, text) {
  const said = document.createElement("p");
  said.className = "quiet";
  said.textContent = text;
  figure.insertBefore(said, figure.querySelector("figcaption"));
}

for (const figure of document.querySelectorAll("figure.chart")) draw(figure);
