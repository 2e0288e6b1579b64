// Draws the lines above a table of targets. The table says the same without JavaScript.
import {plot, line, dot, gridY, axisX, axisY, tip, pointer} from "./plot.js";

const COLOURS = ["#0a5a6b", "#b4510a", "#6a3d9a", "#1b7f3b", "#b01f5a", "#46608a", "#7a5c00", "#c0392b", "#00777a", "#444444"];
const SHAPES = ["circle", "square", "triangle", "diamond", "cross", "star", "wye"];
const vietnamese = document.documentElement.lang !== "en";
const written = new Intl.NumberFormat(vietnamese ? "vi-VN" : "en-GB", {maximumFractionDigits: 2});

function draw(figure) {
  const {points, line: steps, unit} = JSON.parse(figure.querySelector("script").textContent);
  const names = [...new Set(points.map((p) => p.name))];
  const years = [...new Set(points.map((p) => p.year))].sort();
  const colour = (name) => COLOURS[names.indexOf(name) % COLOURS.length];
  const shape = (name) => SHAPES[names.indexOf(name) % SHAPES.length];
  const span = Math.max(1, years.at(-1) - years[0]);
  const drawing = plot({
    width: Math.max(320, Math.min(960, figure.parentElement.clientWidth)),
    height: 320,
    marginLeft: 60,
    style: {fontSize: "12px"},
    ariaLabel: figure.dataset.label,
    x: {domain: [years[0] - span * 0.04, years.at(-1) + span * 0.04], label: null},
    y: {zero: true, nice: true, label: unit, tickFormat: (v) => written.format(v)},
    marks: [
      gridY({strokeOpacity: 0.15}),
      axisX({ticks: Array.from({length: span + 1}, (_, i) => years[0] + i).filter((y) => y <= years.at(-1)), tickFormat: (y) => String(y)}),
      axisY({tickFormat: (v) => written.format(v), ticks: 5}),
      line(steps, {x: "year", y: "value", z: "series", stroke: (d) => colour(d.name), strokeWidth: 2}),
      dot(points, {x: "year", y: "value", r: 4.5, fill: (d) => colour(d.name), symbol: (d) => shape(d.name), href: "href", ariaLabel: (d) => `${d.name} ${d.year}: ${d.said}`}),
      tip(points, pointer({x: "year", y: "value", title: (d) => `${d.name}, ${d.year}\n${d.said}`, fontSize: 13})),
    ],
  });
  figure.prepend(keys(names, colour, drawing), drawing);
  figure.hidden = false;
}

function keys(names, colour, drawing) {
  const list = document.createElement("ul");
  list.className = "keys";
  const dots = [...drawing.querySelectorAll('g[aria-label="dot"] path, g[aria-label="dot"] circle')];
  for (const name of names) {
    const item = list.appendChild(document.createElement("li"));
    const sample = dots.find((d) => (d.getAttribute("aria-label") ?? "").startsWith(name + " "));
    if (sample) {
      const mark = sample.cloneNode();
      for (const attribute of ["transform", "cx", "cy", "aria-label"]) mark.removeAttribute(attribute);
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "-7 -7 14 14");
      svg.setAttribute("aria-hidden", "true");
      svg.append(mark);
      item.append(svg);
    }
    item.append(name);
  }
  return list;
}

for (const figure of document.querySelectorAll("figure.chart")) draw(figure);
