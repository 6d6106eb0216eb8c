// Carries out a program of the graph (expressions/printing/browser.py) on many points at once, without eval: a
// Float64Array a node, a number in it for each point, or for each pair of a point and a row.

/** As a function from points, an array of numbers for each parameter, to an array of numbers for each output.
    ``rows`` are the columns of data, an array each: then every output is its mean over the rows. */
function graphEvaluator({ nodes, outputs }, rows = []) {
  const height = rows.length ? rows[0].length : 1;
  let values = [];
  let lanes = 0;

  /** Room for this many points; constants and columns are written once. */
  const prepare = (count) => {
    if (lanes === count * height) return;
    lanes = count * height;
    values = nodes.map(([operation, first]) => {
      const room = new Float64Array(lanes);
      if (operation === "constant") room.fill(Number(first));
      if (operation === "column") for (let point = 0; point < count; point++) room.set(rows[first], point * height);
      return room;
    });
  };
  const place = (numbers, room) => {
    if (height === 1) return room.set(numbers);
    for (let point = 0; point < numbers.length; point++) room.fill(numbers[point], point * height, (point + 1) * height);
  };
  const mean = (room, count) => {
    if (height === 1) return room.slice();
    return Float64Array.from({ length: count }, (_, point) => {
      let sum = 0;
      for (let lane = point * height; lane < (point + 1) * height; lane++) sum += room[lane];
      return sum / height;
    });
  };

  return (points) => {
    const count = points[0].length;
    prepare(count);
    nodes.forEach(([operation, ...operands], index) => {
      if (operation === "parameter") place(points[operands[0]], values[index]);
      else if (operation in GRAPH_OPERATIONS) GRAPH_OPERATIONS[operation](values[index], ...operands.map((node) => values[node]));
    });
    return outputs.map((node) => mean(values[node], count));
  };
}

/** The error function by its series of positive terms, 2x/√π·exp(−x²)·Σ (2x²)ⁿ/(1·3·…·(2n+1)): nothing cancels. */
function errorFunction(x) {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) >= 6) return Math.sign(x);
  let [sum, term] = [1, 1];
  for (let odd = 3; term > 1e-17 * sum; odd += 2) sum += term *= (2 * x * x) / odd;
  return (2 / Math.sqrt(Math.PI)) * x * Math.exp(-x * x) * sum;
}

/** As C and NumPy have it: 1 to any power is 1, and so is -1 to an infinite one, where JavaScript says NaN. */
function power(base, exponent) {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return exponent === 2 ? base * base : base ** exponent;
}

/** 1 - erf(x): from 2 on by its continued fraction, where the difference would have no digits left. */
function errorRest(x) {
  if (Number.isNaN(x)) return x;
  if (x < 2) return 1 - errorFunction(x);
  if (x > 27) return 0;
  let below = x;
  for (let level = 120; level > 0; level--) below = x + level / 2 / below;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * below);
}

/** log(exp(x) + exp(y)) without overflow. */
function logSumExp(x, y) {
  if (x === y) return x + Math.LN2;
  return x > y ? x + Math.log1p(Math.exp(y - x)) : y + Math.log1p(Math.exp(x - y));
}

/** log(cosh(x)): near 0 by cosh(x) = 1 + 2 sinh(x/2)², far out about |x| - log 2. */
function logCosh(x) {
  const size = Math.abs(x);
  if (size < 1) return Math.log1p(2 * Math.sinh(size / 2) ** 2);
  return size + Math.log1p(Math.exp(-2 * size)) - Math.LN2;
}

/** 1/cosh(x) without the overflow of cosh. */
function hyperbolicSecant(x) {
  const decay = Math.exp(-Math.abs(x));
  return (2 * decay) / (1 + decay * decay);
}

/** sqrt(1 + x) - 1 with all digits near 0. */
function rootLessOne(x) {
  const root = Math.sqrt(x + 1);
  return root === Infinity ? root : x / (root + 1);
}

const GRAPH_OPERATIONS = (() => {
  const one = (f) => (out, x) => {
    for (let lane = 0; lane < out.length; lane++) out[lane] = f(x[lane]);
  };
  const two = (f) => (out, x, y) => {
    for (let lane = 0; lane < out.length; lane++) out[lane] = f(x[lane], y[lane]);
  };
  const add = (out, first, ...more) => {
    out.set(first);
    for (const term of more) for (let lane = 0; lane < out.length; lane++) out[lane] += term[lane];
  };
  const logsumexp = (out, first, ...more) => {
    out.set(first);
    for (const term of more) for (let lane = 0; lane < out.length; lane++) out[lane] = logSumExp(out[lane], term[lane]);
  };
  const powerLog = (out, x, exponent, times) => {
    for (let lane = 0; lane < out.length; lane++)
      out[lane] = x[lane] === 0 ? 0 : power(x[lane], exponent[lane]) * power(Math.log(x[lane]), times[lane]);
  };
  const where = (out, condition, yes, no) => {
    for (let lane = 0; lane < out.length; lane++) out[lane] = condition[lane] !== 0 ? yes[lane] : no[lane];
  };
  const {
    sqrt, cbrt, exp, log, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh,
    abs, sign, floor, log1p, expm1,
  } = Math;
  const plain = { sqrt, cbrt, exp, log, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, abs, sign, floor, log1p, expm1 };
  return {
    ...Object.fromEntries(Object.entries(plain).map(([name, f]) => [name, one(f)])),
    add,
    where,
    subtract: two((x, y) => x - y),
    negative: one((x) => -x),
    multiply: two((x, y) => x * y),
    divide: two((x, y) => x / y),
    power: two(power),
    atan2: two(Math.atan2),
    erf: one(errorFunction),
    sigmoid: one((x) => 1 / (1 + exp(-x))),
    softplus: one((x) => Math.max(x, 0) + Math.log1p(exp(-abs(x)))),
    logsumexp,
    erfc: one(errorRest),
    sech: one(hyperbolicSecant),
    logcosh: one(logCosh),
    sqrt1pm1: one(rootLessOne),
    xlogy: two((x, y) => (x === 0 && y >= 0 ? 0 : x * log(y))),
    xlog1py: two((x, y) => (x === 0 && y >= -1 ? 0 : x * log1p(y))),
    xdivy: two((x, y) => (x === 0 && y === 0 ? 0 : x / y)),
    divide_or_zero: two((x, y) => (y === 0 ? 0 : x / y)),
    power_or_zero: two((x, exponent) => (x === 0 ? 0 : power(x, exponent))),
    even_power: two((x, exponent) => power(abs(x), exponent)),
    odd_power: two((x, exponent) => (x === 0 ? 0 : sign(x) * power(abs(x), exponent))),
    power_log: powerLog,
    relu: one((x) => Math.max(x, 0)),
    heaviside: one((x) => (x === 0 ? 0.5 : x > 0 ? 1 : x < 0 ? 0 : x)),
    max: two(Math.max),
    min: two(Math.min),
    less: two((x, y) => Number(x < y)),
    less_equal: two((x, y) => Number(x <= y)),
    equal: two((x, y) => Number(x === y)),
    not_equal: two((x, y) => Number(x !== y)),
    both: two((x, y) => x * y),
    either: two(Math.max),
    not: one((x) => 1 - x),
  };
})();
