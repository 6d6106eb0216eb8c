// Numbers as expressions/printing/plain.py writes them; tests of the pages hold both to the same digits.

/** A number of a few digits as plain_number writes it. */
function plainNumber(value, digits = 3) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "undefined" : value > 0 ? "∞" : "−∞";
  const whole = 10 ** digits <= Math.abs(value) && Math.abs(value) < 1e5;
  return general(value, whole ? Math.floor(Math.log10(Math.abs(value))) + 1 : digits).replace("-", "−").replace("e-", "e−");
}

/** Python's format .{digits}g: rounded half to even, without zeros at the end. */
function general(value, digits) {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const sign = value < 0 ? "-" : "";
  let [mantissa, exponent] = Math.abs(value).toExponential(60).split("e");
  const all = mantissa.replace(".", "");
  const rest = all.slice(digits).replace(/0+$/, "");
  let kept = BigInt(all.slice(0, digits));
  if (rest > "5" || (rest === "5" && kept % 2n === 1n)) kept += 1n;
  exponent = Number(exponent) + (String(kept).length > digits ? 1 : 0);
  const text = String(kept).slice(0, digits);
  const trimmed = (part) => (part.includes(".") ? part.replace(/\.?0*$/, "") : part);
  if (exponent < -4 || exponent >= digits) return `${sign}${trimmed(`${text[0]}.${text.slice(1)}`)}e${exponent}`;
  if (exponent < 0) return sign + trimmed(`0.${"0".repeat(-exponent - 1)}${text}`);
  return sign + trimmed(`${text.slice(0, exponent + 1)}.${text.slice(exponent + 1)}`);
}

/** A number in as little room as two digits allow, as brief_number writes it. */
function briefNumber(value) {
  if (Number.isNaN(value)) return "?";
  const usual = plainNumber(value, Math.abs(value) >= 100 ? 3 : 2);
  if (!Number.isFinite(value)) return usual;
  const power = value.toExponential(0).replaceAll("-", "−").replace("e+", "e");
  return power.length + 1 < usual.length ? power : usual;
}
