// The sentences of sentences.py, for numbers that the server does not know yet; a test holds both to the same words.
const LEVEL = 1e-8;
const MOST_NUMBERS = 4;

const listedNumbers = (values) =>
  values.slice(0, MOST_NUMBERS).map((value) => plainNumber(value)).join(", ") + (values.length > MOST_NUMBERS ? ", …" : "");
const euclidean = (values) => Math.hypot(...values);

function knobNote(size, slope) {
  if (!Number.isFinite(slope)) return "no slope here";
  const change = slope * size;
  return `${general(size, 6)} more: loss ${change >= 0 ? "+" : ""}${plainNumber(change)}`;
}

function directionWords(side, symbol, slope) {
  const [word, after] = [side ? `**${side}**: ` : "", side ? `**${side} ` : "**"];
  if (!Number.isFinite(slope)) return `${word}${symbol} does not exist here`;
  return `${after}${slope === 0 ? "→" : slope > 0 ? "↗" : "↘"}** ${symbol} = **${plainNumber(slope)}**`;
}

function secantWords(nudge, quotient, rounding) {
  if (!Number.isFinite(quotient)) return "Δ leaves the domain";
  const gives = rounding > 1e-3 * Math.max(1, Math.abs(quotient)) ? "rounds to" : "gives";
  return `Δ = ${plainNumber(nudge, 2)} ${gives} ${plainNumber(quotient, 4)}`;
}

function gradientWords(slope, height) {
  if (!Number.isFinite(height)) return "The formula has no finite value at this point: turn a knob.";
  const loss = plainNumber(height);
  if (!slope.every(Number.isFinite)) return `The loss is ${loss} here, but its slope does not exist at this point.`;
  const length = euclidean(slope);
  if (length === 0) return `The loss is ${loss}. Every slope vanishes here: descent stands still.`;
  if (length < LEVEL) return `The loss is ${loss}. Every slope almost vanishes here: descent hardly moves.`;
  const what = slope.length === 1 ? `**Slope** ${plainNumber(slope[0])}, uphill is ${slope[0] > 0 ? "right" : "left"}` : `**Gradient** (${listedNumbers(slope)}), length ${plainNumber(length)}, points uphill`;
  return `${what}; descent goes the opposite way. The loss here is ${loss}.`;
}

function promiseWords(slope, rate, drop) {
  const promised = rate * slope.reduce((sum, part) => sum + part * part, 0);
  if (!slope.every(Number.isFinite) || promised < LEVEL ** 2) return "";
  return `**Next step**: the tangent promises a drop of ${plainNumber(promised)}; ${resultWords(promised, drop)}`;
}

function resultWords(promised, drop) {
  if (!Number.isFinite(drop)) return "the loss has no finite value there.";
  if (drop < 0) return `the loss will rise by ${plainNumber(-drop)}: the step is too long for the curvature.`;
  const percent = (100 * drop) / promised;
  const share = drop < 100 * promised ? ` (${wholeNumber(percent)} % of it)` : "";
  return `the loss will fall by ${plainNumber(drop)}${share}.`;
}

/** Rounded half to even. */
function wholeNumber(value) {
  const floor = Math.floor(value);
  return String(value - floor > 0.5 || (value - floor === 0.5 && floor % 2 === 1) ? floor + 1 : floor);
}
