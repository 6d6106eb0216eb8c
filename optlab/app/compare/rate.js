// A learning rate: a field to type into, and a slider over the useful decades with the limit of the rate on its track.
// What the hand does is told to the rest of the page by "optlab-rate" events; the server hears of it when the hand lets
// go: {id, rate, low, high, what} where what is near (the hand may come), move (held at this rate), back (let go where it began) or
// set (this rate from now on).
const DIGITS = 4; // of a rate that is set
const UP = 1.01, FAR_UP = 1.1, FINE_UP = 1.001; // what a key multiplies a rate by
const NEAR = 120; // milliseconds for which a hand rests on the slider before it is expected to take it
const NAMES = { ArrowRight: [UP, 1], ArrowUp: [UP, 1], ArrowLeft: [UP, -1], ArrowDown: [UP, -1], PageUp: [FAR_UP, 1], PageDown: [FAR_UP, -1] };

const rounded = (rate) => Number(rate.toPrecision(DIGITS));
const SMALL = 1e-4; // below which a rate is written with a power of ten
const written = (rate) => (rate > 0 && rate < SMALL ? rounded(rate).toExponential() : String(rounded(rate)));

const AGAIN = 800; // milliseconds after which a rate is told again, longer each time
const MOST_TOLD = 5;

/** The positive number that a text says, with a point or a comma; null for any other text. */
function readRate(text) {
  const plain = text.trim().replace(",", ".").replace(/^\+/, "");
  const rate = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".optlab-rate");
  const [field, slider, marks, about, fault] = [".optlab-rate-field", "[type=range]", ".optlab-rate-marks", ".optlab-rate-about", ".optlab-rate-fault"].map(
    (name) => root.querySelector(name),
  );
  // what outlives a drawing of the page: whether the hand holds the slider, and the rate that the server does not know yet
  const hand = (root.hand ??= { held: false, rate: null, sent: null, from: null, near: 0 });
  hand.trigger = setTriggerValue;
  if (hand.sent !== null && data.rate !== hand.from) hand.sent = null;
  const present = () => (hand.held ? hand.rate : (hand.sent ?? data.rate));

  const [low, high] = [Math.log(data.low), Math.log(data.high)];
  const share = (rate) => Math.min(1, Math.max(0, (Math.log(rate) - low) / (high - low)));
  const tell = (what, rate) => document.dispatchEvent(new CustomEvent("optlab-rate", { detail: { id: data.id, rate, low: data.low, high: data.high, what } }));

  const inWords = (rate) => {
    const limit = data.marks[0];
    if (!limit) return written(rate);
    return `${written(rate)}, ${Number((rate / limit.rate).toPrecision(3))} times the limit ${limit.label}`;
  };
  const show = (typing = document.activeElement === field && field.dirty) => {
    const rate = present();
    slider.value = rate > 0 ? share(rate) : 0;
    slider.setAttribute("aria-valuetext", inWords(rate));
    if (!typing) field.value = written(rate);
  };
  const clear = () => {
    field.dirty = false;
    field.setAttribute("aria-invalid", "false");
    fault.textContent = "";
  };
  const send = (rate) => {
    if (rate === (hand.sent ?? data.rate)) return tell("back", rate);
    [hand.sent, hand.from] = [rate, data.rate];
    tell("set", rate);
    insist(rate, 1);
  };
  // Of two requests that a busy server takes as one it may forget the first: what it does not know after a while is told again.
  const insist = (rate, time) => {
    clearTimeout(hand.again);
    if (hand.sent !== rate || time > MOST_TOLD) return;
    hand.trigger("rate", rate);
    hand.again = setTimeout(() => insist(rate, time + 1), AGAIN * time);
  };
  const move = (rate) => {
    clear();
    [hand.held, hand.rate] = [true, rounded(rate)];
    show();
    tell("move", hand.rate);
  };
  const letGo = () => {
    if (!hand.held) return;
    hand.held = false;
    send(hand.rate);
    show();
  };
  const take = (rate) => {
    clear();
    hand.held = false;
    send(rounded(rate));
    show(false);
  };
  const type = () => {
    if (!field.dirty) return;
    const rate = readRate(field.value);
    if (rate !== null) return take(rate);
    field.setAttribute("aria-invalid", "true");
    fault.textContent = `“${field.value.slice(0, 30)}” is not a learning rate: write a positive number, for example 0.02. The rate is still ${written(present())}.`;
  };

  const name = `Learning rate of ${data.name}`;
  root.style.setProperty("--paint", data.colour);
  slider.setAttribute("aria-label", name);
  field.setAttribute("aria-label", `${name}, as a number`);
  field.oninput = () => (field.dirty = true);
  field.onchange = type;
  field.onkeydown = (event) => {
    if (event.key === "Enter") type();
    if (event.key === "Escape") (clear(), show(false));
  };
  slider.oninput = () => move(Math.exp(low + Number(slider.value) * (high - low)));
  slider.onchange = slider.onblur = slider.onpointerup = slider.onpointercancel = letGo;
  slider.onkeydown = (event) => {
    const [factor, sign] = NAMES[event.key] ?? [];
    const end = { Home: data.low, End: data.high }[event.key];
    if ((!factor && !end) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(end ?? (present() || data.low) * (event.shiftKey ? FINE_UP : factor) ** sign);
  };
  slider.onkeyup = letGo;
  slider.onpointerdown = slider.onfocus = () => tell("near", present());
  slider.onpointerenter = () => (hand.near = setTimeout(() => tell("near", present()), NEAR));
  slider.onpointerleave = () => clearTimeout(hand.near);

  const explain = (text) => {
    about.textContent = text;
    about.hidden = !text;
  };
  marks.replaceChildren(
    ...data.marks.flatMap((mark) => {
      const line = element("i", "");
      const button = element("button", mark.label);
      line.style.left = button.style.left = `${100 * share(mark.rate)}%`;
      button.type = "button";
      button.setAttribute("aria-label", `${mark.label} = ${written(mark.rate)}: ${mark.about}; take this rate`);
      button.onclick = () => take(mark.rate);
      button.onpointerenter = button.onfocus = () => explain(`${mark.label} = ${written(mark.rate)}: ${mark.about}.`);
      button.onpointerleave = button.onblur = () => explain("");
      return [line, button];
    }),
  );
  const sized = new ResizeObserver(() => apart(marks));
  sized.observe(marks);
  show();
  return () => (clearTimeout(hand.near), clearTimeout(hand.again), sized.disconnect());
}

/** Labels that would stand on each other: the limit keeps its place, the other stands to the left of it. */
function apart(marks) {
  const [limit, other] = marks.querySelectorAll("button");
  const whole = marks.getBoundingClientRect();
  if (!whole.width) return;
  for (const label of [limit, other].filter(Boolean)) {
    label.style.marginLeft = "0px";
    const box = label.getBoundingClientRect();
    const over = Math.max(0, box.right - whole.right - 8) - Math.max(0, whole.left - 8 - box.left);
    label.style.marginLeft = `${-over}px`;
  }
  if (!other) return;
  const [right, left] = [limit.getBoundingClientRect(), other.getBoundingClientRect()];
  if (left.right > right.left) other.style.marginLeft = `${parseFloat(other.style.marginLeft) - (left.right - right.left)}px`;
}
