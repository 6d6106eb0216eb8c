// A curve drawn by hand over the steps: a stroke sets the heights below it, and may be drawn over again in parts.
const COLUMNS = 48; // heights that a hand can set
const ROOM = { left: 64, right: 14, top: 12, bottom: 40 };

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".optlab-answer_sketch");
  const canvas = (root.canvas ??= root.appendChild(document.createElement("canvas")));
  if (root.about !== data.about) {
    root.about = data.about;
    root.heights = heightsOf(data);
    root.cursor = 0;
  }
  const log = data.log;
  const up = (value) => (log ? Math.log10(value) : value);
  const [low, high] = [up(data.low), up(data.high)];
  const size = () => ({ wide: canvas.clientWidth, high: canvas.clientHeight });
  const box = () => {
    const { wide, high: tall } = size();
    return { x: ROOM.left, y: ROOM.top, w: wide - ROOM.left - ROOM.right, h: tall - ROOM.top - ROOM.bottom };
  };
  const xOf = (column) => box().x + (column / (COLUMNS - 1)) * box().w;
  const yOf = (share) => box().y + (1 - share) * box().h;
  const told = () => {
    const points = root.heights
      .map((share, column) => [(column / (COLUMNS - 1)) * data.steps, share])
      .filter(([, share]) => share !== null)
      .map(([step, share]) => [step, log ? 10 ** (low + share * (high - low)) : low + share * (high - low)]);
    setStateValue("curve", points);
  };
  const draw = () => {
    const { wide, high: tall } = size();
    const scale = devicePixelRatio || 1;
    canvas.width = wide * scale;
    canvas.height = tall * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    const style = getComputedStyle(root);
    const ink = style.color;
    const { x, y, w, h } = box();
    pen.font = `15px ${style.fontFamily}`;
    pen.fillStyle = pen.strokeStyle = ink;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.35;
    pen.strokeRect(x, y, w, h);
    pen.globalAlpha = 1;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const value of ticksOf(data.low, data.high, log)) {
      const at = yOf((up(value) - low) / (high - low));
      pen.globalAlpha = 0.15;
      pen.beginPath();
      pen.moveTo(x, at);
      pen.lineTo(x + w, at);
      pen.stroke();
      pen.globalAlpha = 1;
      pen.fillText(textOf(value), x - 8, at);
    }
    pen.textAlign = "center";
    for (const share of [0, 0.5, 1]) pen.fillText(String(Math.round(share * data.steps)), x + share * w, y + h + 14);
    pen.fillText("steps", x + w / 2, y + h + 31);
    stroke(pen, root.heights.map((share, column) => (share === null ? null : [xOf(column), yOf(share)])), style.getPropertyValue("--st-primary-color") || ink, [], 4);
    if (data.truth.length) {
      const line = data.truth.map(([step, value]) => [x + (step / data.steps) * w, yOf(Math.max(0, Math.min(1, (up(Math.max(value, log ? data.low : -Infinity)) - low) / (high - low))))]);
      stroke(pen, line, ink, [2, 5], 3);
    }
    if (document.activeElement === canvas && !data.locked) {
      pen.globalAlpha = 0.5;
      pen.strokeStyle = ink;
      pen.beginPath();
      pen.moveTo(xOf(root.cursor), y);
      pen.lineTo(xOf(root.cursor), y + h);
      pen.stroke();
      pen.globalAlpha = 1;
    }
    canvas.classList.toggle("empty", root.heights.every((share) => share === null));
  };
  const place = (event) => {
    const frame = canvas.getBoundingClientRect();
    const { x, y, w, h } = box();
    const column = Math.round(((event.clientX - frame.left - x) / w) * (COLUMNS - 1));
    const share = 1 - (event.clientY - frame.top - y) / h;
    return [Math.max(0, Math.min(COLUMNS - 1, column)), Math.max(0, Math.min(1, share))];
  };
  const fill = ([from, start], [to, end]) => {
    for (let column = Math.min(from, to); column <= Math.max(from, to); column += 1) {
      const along = from === to ? 1 : (column - from) / (to - from);
      root.heights[column] = start + along * (end - start);
    }
  };
  canvas.onpointerdown = (event) => {
    if (data.locked) return;
    canvas.setPointerCapture(event.pointerId);
    let last = place(event);
    fill(last, last);
    draw();
    canvas.onpointermove = (now) => {
      const next = place(now);
      fill(last, next);
      last = next;
      draw();
    };
    canvas.onpointerup = canvas.onpointercancel = () => {
      canvas.onpointermove = canvas.onpointerup = canvas.onpointercancel = null;
      between(root.heights);
      draw();
      told();
    };
  };
  canvas.onkeydown = (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 0.04], ArrowDown: [0, -0.04] }[event.key];
    if (!by || data.locked) return;
    event.preventDefault();
    event.stopPropagation();
    const here = root.heights[root.cursor] ?? 0.5;
    root.cursor = Math.max(0, Math.min(COLUMNS - 1, root.cursor + by[0]));
    root.heights[root.cursor] = by[0] ? (root.heights[root.cursor] ?? here) : Math.max(0, Math.min(1, here + by[1]));
    draw();
    told();
  };
  canvas.onfocus = canvas.onblur = draw;
  canvas.tabIndex = data.locked ? -1 : 0;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${data.label}. Draw with the pointer; left and right move along the steps, up and down set the height.`);
  const watch = new ResizeObserver(draw);
  watch.observe(canvas);
  draw();
  return () => watch.disconnect();
}

function heightsOf({ value, steps, low, high, log }) {
  const heights = new Array(COLUMNS).fill(null);
  if (!value.length) return heights;
  const up = (height) => (log ? Math.log10(height) : height);
  for (let column = 0; column < COLUMNS; column += 1) {
    const step = (column / (COLUMNS - 1)) * steps;
    const next = value.findIndex(([at]) => at >= step - 1e-9);
    if (next < 0 || (next === 0 && value[0][0] > step + 1e-9)) continue;
    const [before, after] = [value[Math.max(0, next - 1)], value[next]];
    const along = after[0] === before[0] ? 1 : (step - before[0]) / (after[0] - before[0]);
    const height = up(before[1]) + along * (up(after[1]) - up(before[1]));
    heights[column] = Math.max(0, Math.min(1, (height - up(low)) / (up(high) - up(low))));
  }
  return heights;
}

// What lies between two drawn parts goes straight from one to the other.
function between(heights) {
  const known = heights.flatMap((share, column) => (share === null ? [] : [column]));
  for (let number = 1; number < known.length; number += 1) {
    const [from, to] = [known[number - 1], known[number]];
    for (let column = from + 1; column < to; column += 1)
      heights[column] = heights[from] + ((column - from) / (to - from)) * (heights[to] - heights[from]);
  }
}

function stroke(pen, points, colour, dash, width) {
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.lineJoin = pen.lineCap = "round";
  pen.beginPath();
  let open = false;
  for (const point of points) {
    if (point) open ? pen.lineTo(...point) : pen.moveTo(...point);
    open = point !== null;
  }
  pen.stroke();
  pen.setLineDash([]);
}

function ticksOf(low, high, log) {
  if (!log) return [0, 0.25, 0.5, 0.75, 1].map((share) => low + share * (high - low));
  const decades = [];
  for (let power = Math.ceil(Math.log10(low) - 1e-9); power <= Math.log10(high) + 1e-9; power += 1) decades.push(10 ** power);
  const every = Math.ceil(decades.length / 6);
  return decades.filter((_, number) => number % every === 0);
}

function textOf(value) {
  const text = Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(0) : String(Number(value.toPrecision(3)));
  return text.replace("+", "").replace(/-/g, "−");
}
