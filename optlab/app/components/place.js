// Turns a click on the plot of one chart into a point, told in the units of the axes as they stand now.
// Dragging is the chart's own: it pans.
const STILL = 4; // pixels that the hand may tremble in a click
const DOUBLE = 260; // milliseconds in which a second click makes it a double click, which is the chart's own too

export default function (component) {
  const { data, setTriggerValue } = component;
  const chart = () => document.querySelector(`.st-key-${data.chart}`);
  const plot = () => chart()?.querySelector("svg .mark-group.root path.background");
  let from = null;
  let waiting = 0;
  let clicked = -Infinity;

  const share = (event) => {
    const box = plot().getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (box.bottom - event.clientY) / box.height };
  };
  const inside = (at) => at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1;
  // An axis tells its units by its labels: Vega keeps the value and the place of each with the drawing.
  const units = (size, along, at) => {
    const axes = [...chart().querySelectorAll(".role-axis-label")].map((axis) =>
      [...axis.querySelectorAll("text")].map((text) => text.__data__).filter((item) => Number.isFinite(item?.datum?.value)),
    );
    const spread = (items) => Math.abs(items.at(-1)[along] - items[0][along]);
    const items = axes.filter((found) => found.length > 1 && spread(found) > 1)[0];
    if (!items) return null;
    const [first, last] = [items[0], items.at(-1)];
    const place = along === "x" ? at * size : (1 - at) * size;
    return first.datum.value + ((place - first[along]) / (last[along] - first[along])) * (last.datum.value - first.datum.value);
  };
  const told = (event) => {
    const at = share(event);
    const box = plot().getBoundingClientRect();
    const [x, y] = [units(box.width, "x", at.x), units(box.height, "y", at.y)];
    return x === null || y === null ? null : { x, y };
  };

  const forget = () => (from = null);
  const down = (event) => {
    clearTimeout(waiting);
    if (event.button !== 0 || !event.target.closest(`.st-key-${data.chart}`) || !plot() || !inside(share(event))) return;
    from = [event.clientX, event.clientY];
  };
  const up = (event) => {
    if (!from || !plot()) return forget();
    const still = Math.hypot(event.clientX - from[0], event.clientY - from[1]) <= STILL;
    const point = inside(share(event)) && still ? told(event) : null;
    forget();
    if (point && event.timeStamp - clicked > DOUBLE) waiting = setTimeout(() => setTriggerValue("point", point), DOUBLE);
    clicked = event.timeStamp;
  };
  const listeners = { pointerdown: down, pointerup: up, pointercancel: forget };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener, true);
  return () => {
    clearTimeout(waiting);
    for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener, true);
  };
}
