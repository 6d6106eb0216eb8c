// Finds the page's charts and copies them so that they need no page around them: what picture.js puts together.
const CHART = ".stVegaLiteChart, .js-plotly-plot, .stGraphVizChart, .optlab-data_picture, .optlab-network-drawing";

/** The charts with these keys (or inside containers with them); where there is none, all of the page's main part. */
function chartsOf(keys) {
  const keyed = keys.map((key) => document.querySelector(`.st-key-${key.replace(/[^a-zA-Z0-9_-]/g, "-")}`)).filter(Boolean);
  const places = keyed.length ? keyed : [...document.querySelectorAll('[data-testid="stMain"]')];
  return places
    .flatMap((place) => (place.matches(CHART) ? [place] : [...place.querySelectorAll(CHART)]))
    .filter((chart) => drawingsOf(chart).length && !chart.parentElement.closest(CHART));
}

/** The outermost drawings inside a chart, without icons. */
function drawingsOf(chart) {
  return [...chart.querySelectorAll("svg, canvas")].filter((node) => {
    const box = node.getBoundingClientRect();
    const large = (box.width > 60 && box.height > 60) || node.closest(".optlab-unit"); // the units of a network are small
    return large && !node.parentElement.closest("svg") && !node.closest(".modebar");
  });
}

// ---------------------------------------------------------------- a drawing that needs no page around it

const INHERITED = ["visibility", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"];
const LETTERS = ["font-family", "font-size", "font-style", "font-weight", "text-anchor", "dominant-baseline"];
const DROPPED = "script, style, foreignObject, title, [display=none], path[d='']";
const DROPPED_ATTRIBUTES = /^(on.*|aria-.*|data-.*|class|style|role|tabindex|pointer-events|cursor)$/;

/** Fill or stroke as every viewer reads it: a plain colour, its opacity apart, or none. */
function setPaint(copy, look, name) {
  const parts = look.getPropertyValue(name).match(/^rgba?\(([^)]+)\)/)?.[1].split(/[\s,/]+/).map(Number);
  const opacity = Number(look.getPropertyValue(`${name}-opacity`)) * (parts?.[3] ?? 1);
  const plain = parts ? `rgb(${parts.slice(0, 3).join(",")})` : look.getPropertyValue(name);
  copy.setAttribute(name, opacity ? plain : "none");
  if (opacity && opacity !== 1) copy.setAttribute(`${name}-opacity`, opacity);
  else copy.removeAttribute(`${name}-opacity`);
}

function setLook(node, copy, isRoot) {
  const look = getComputedStyle(node);
  const around = isRoot ? null : getComputedStyle(node.parentElement);
  const isShape = node.matches("path, line, rect, circle, ellipse, polyline, polygon, text, tspan");
  if (isShape) for (const name of ["fill", "stroke"]) setPaint(copy, look, name);
  for (const name of [...INHERITED, ...(node.matches("text, tspan") ? LETTERS : [])]) {
    const value = look.getPropertyValue(name);
    if (LETTERS.includes(name) || value !== around?.getPropertyValue(name)) copy.setAttribute(name, value);
    else copy.removeAttribute(name);
  }
  if (node.matches("stop")) for (const name of ["stop-color", "stop-opacity"]) copy.setAttribute(name, look.getPropertyValue(name));
  if (look.opacity !== "1") copy.setAttribute("opacity", look.opacity);
  if (look.display === "none") copy.setAttribute("display", "none");
}

/** Attributes without meaning outside the page dropped; clip paths and colour ramps named without the page's address. */
function cleanUp(copy) {
  for (const { name, value } of [...copy.attributes]) {
    if (DROPPED_ATTRIBUTES.test(name)) copy.removeAttribute(name);
    else if (value.includes("url(")) copy.setAttribute(name, value.replace(/url\(["']?[^#"')]*#([^"')]+)["']?\)/g, "url(#$1)"));
  }
}

function copyOf(svg) {
  const copy = svg.cloneNode(true);
  const nodes = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  nodes.forEach((node, index) => {
    setLook(node, copies[index], index === 0);
    cleanUp(copies[index]);
  });
  copy.querySelectorAll(DROPPED).forEach((node) => node.remove());
  return copy;
}

/** A chart in space, drawn once more so that its pixels are there to be read; empty where the browser refuses. */
function snapshot(canvas) {
  try {
    const scene = canvas.closest(".js-plotly-plot")?._fullLayout?.scene?._scene;
    if (scene) return scene.toImage("png");
    return canvas.toDataURL("image/png");
  } catch {
    return "";
  }
}
