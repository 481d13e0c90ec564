// The data_visualization block as a plain inline drawing.

import { el, svg } from "./dom.js";

const COLOURS = ["#2a7f78", "#c9822b", "#5b6fb5", "#b4495f", "#6c8f3c", "#8a6aa8"];
const WIDTH = 520;
const HEIGHT = 220;
const LEFT = 40;
const BOTTOM = 28;
const TOP = 10;

/** A chart with its title and its legend. */
export function chart(block) {
  const { chart: drawn } = block;
  const names = drawn.type === "pie" ? drawn.segments.map((one) => one.label) : drawn.series.map((one) => one.name);
  const legend = names.map((name, at) => el("span", { class: "legend" }, el("i", { style: `background:${COLOURS[at % 6]}` }), name));
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": block.title });
  picture.append(...(drawn.type === "pie" ? pie(drawn.segments) : plot(drawn)));
  return el("figure", { class: "chart" }, el("figcaption", {}, block.title), picture, el("div", { class: "legends" }, legend));
}

function plot({ type, series, axis_config: axis }) {
  const top = niceTop(Math.max(1, ...series.flatMap((one) => one.data.map((point) => point.value))));
  const y = (value) => HEIGHT - BOTTOM - (Math.max(0, value) / top) * (HEIGHT - BOTTOM - TOP);
  const step = (WIDTH - LEFT - 10) / axis.categories.length;
  const grid = [0, top / 2, top].flatMap((value) => [
    svg("line", { x1: LEFT, x2: WIDTH - 10, y1: y(value), y2: y(value), class: "grid" }),
    svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, String(Math.round(value * 10) / 10)),
  ]);
  const labels = axis.categories.map((label, at) => svg("text", { x: LEFT + step * (at + 0.5), y: HEIGHT - 10, "text-anchor": "middle" }, label));
  const marks = type === "bar" ? bars(series, step, y) : lines(series, step, y, type === "area");
  return [...grid, ...labels, ...marks];
}

function bars(series, step, y) {
  const width = (step * 0.7) / series.length;
  return series.flatMap((one, which) =>
    one.data.map((point, at) =>
      svg("rect", { x: LEFT + step * (at + 0.15) + width * which, y: y(point.value), width, height: Math.max(0, y(0) - y(point.value)), rx: 2, fill: COLOURS[which % 6] }),
    ),
  );
}

function lines(series, step, y, filled) {
  return series.flatMap((one, which) => {
    const points = one.data.map((point, at) => `${LEFT + step * (at + 0.5)},${y(point.value)}`);
    const line = svg("polyline", { points: points.join(" "), fill: "none", stroke: COLOURS[which % 6], "stroke-width": 2.5 });
    if (!filled) return [line];
    const ends = [`${LEFT + step * 0.5},${y(0)}`, ...points, `${LEFT + step * (one.data.length - 0.5)},${y(0)}`];
    return [svg("polygon", { points: ends.join(" "), fill: COLOURS[which % 6], opacity: 0.25 }), line];
  });
}

function pie(segments) {
  const total = segments.reduce((sum, one) => sum + one.value, 0) || 1;
  const radius = 95;
  let turned = 0;
  return segments.map((one, at) => {
    const share = one.value / total;
    const dash = 2 * Math.PI * (radius / 2);
    const ring = svg("circle", {
      cx: WIDTH / 2, cy: HEIGHT / 2, r: radius / 2, fill: "none", stroke: COLOURS[at % 6], "stroke-width": radius,
      "stroke-dasharray": `${share * dash} ${dash}`, transform: `rotate(${turned * 360 - 90} ${WIDTH / 2} ${HEIGHT / 2})`,
    });
    turned += share;
    return ring;
  });
}

function niceTop(value) {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * magnitude).find((top) => top >= value);
}
