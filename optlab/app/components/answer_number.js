// A number on a track that has no handle until it is touched: what is set beforehand would be an answer already.
const PLACES = 1000;

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".optlab-answer_number");
  const track = (root.track ??= make("input", { type: "range", min: 0, max: PLACES, step: 1 }));
  const field = (root.field ??= make("input", { type: "text", inputMode: "decimal", autocomplete: "off" }));
  const unit = (root.unit ??= make("span", {}));
  const fault = (root.fault ??= make("div", { className: "optlab-answer-fault", role: "status" }));
  const ends = (root.ends ??= [make("span", {}), make("span", {})]);
  if (!root.firstChild) {
    const scale = make("div", { className: "optlab-answer-scale" });
    scale.append(...ends);
    const line = make("label", { className: "optlab-answer-line" });
    line.append("Your number", field, unit);
    root.append(track, scale, line, fault);
  }
  const to = (share) => (data.log ? data.low * (data.high / data.low) ** share : data.low + share * (data.high - data.low));
  const from = (value) => (data.log ? Math.log(value / data.low) / Math.log(data.high / data.low) : (value - data.low) / (data.high - data.low));
  const rounded = (value) => Math.min(data.high, Math.max(data.low, Number(value.toPrecision(3)))); // an end may have more digits
  const tracked = () => rounded(to(Number(track.value) / PLACES));
  const shown = (value) => String(value).replaceAll("-", "−");
  const blame = (words) => {
    fault.textContent = words;
    field.setAttribute("aria-invalid", words ? "true" : "false");
  };
  const show = (value) => {
    const known = Number.isFinite(value);
    root.classList.toggle("untouched", !known);
    track.value = known ? Math.round(PLACES * from(value)) : PLACES / 2;
    if (document.activeElement !== field && !fault.textContent) field.value = known ? shown(value) : "";
    track.setAttribute("aria-valuetext", known ? `${shown(value)} ${data.unit}` : "not answered");
  };
  const tell = (value) => {
    root.value = value;
    show(value);
    setStateValue("value", value);
  };
  ends[0].textContent = shown(data.low);
  ends[1].textContent = shown(data.high);
  unit.textContent = data.unit;
  track.setAttribute("aria-label", data.label);
  field.setAttribute("aria-label", data.label);
  for (const control of [track, field]) control.disabled = data.locked;
  track.oninput = () => {
    blame("");
    root.value = tracked();
    show(root.value);
  };
  track.onpointerdown = () => root.classList.remove("untouched");
  // whoever presses the very middle changes nothing of the track, and has answered all the same
  track.onpointerup = () => !data.locked && !Number.isFinite(root.value) && (blame(""), tell(tracked()));
  track.onchange = () => tell(tracked());
  field.onchange = () => {
    const { value, words } = numberOf(field.value, data.low, data.high, shown);
    blame(words);
    tell(words ? null : value); // what stands in the field is the answer, or there is none
  };
  show(data.value ?? root.value ?? NaN);
}

// A comma before three digits may group thousands or begin a fraction: who typed it says which.
function numberOf(typed, low, high, shown) {
  const text = typed.trim().replaceAll("−", "-");
  if (/^[-+]?[1-9]\d{0,2},\d{3}$/.test(text)) {
    const [grouped, fraction] = [text.replace(",", ""), text.replace(",", ".")].map(shown);
    return { words: `“${typed.trim()}” can be read in two ways: write ${grouped} or ${fraction}.` };
  }
  const value = text === "" ? NaN : Number(text.replace(",", "."));
  if (value >= low && value <= high) return { value, words: "" };
  return { words: `Write a number from ${shown(low)} to ${shown(high)}.` };
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
