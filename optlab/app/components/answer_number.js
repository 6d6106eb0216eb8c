// A number on a track that has no handle until it is touched: what is set beforehand would be an answer already.
const PLACES = 1000;

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".optlab-answer_number");
  const track = (root.track ??= make("input", { type: "range", min: 0, max: PLACES, step: 1 }));
  const field = (root.field ??= make("input", { type: "text", inputMode: "decimal", autocomplete: "off" }));
  const unit = (root.unit ??= make("span", {}));
  const ends = (root.ends ??= [make("span", {}), make("span", {})]);
  if (!root.firstChild) {
    const scale = make("div", { className: "optlab-answer-scale" });
    scale.append(...ends);
    const line = make("label", { className: "optlab-answer-line" });
    line.append("Your number", field, unit);
    root.append(track, scale, line);
  }
  const to = (share) => (data.log ? data.low * (data.high / data.low) ** share : data.low + share * (data.high - data.low));
  const from = (value) => (data.log ? Math.log(value / data.low) / Math.log(data.high / data.low) : (value - data.low) / (data.high - data.low));
  const rounded = (value) => Number(value.toPrecision(3));
  const shown = (value) => String(value).replace("-", "−");
  const show = (value) => {
    const known = Number.isFinite(value);
    root.classList.toggle("untouched", !known);
    track.value = known ? Math.round(PLACES * from(value)) : PLACES / 2;
    if (document.activeElement !== field) field.value = known ? shown(value) : "";
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
    root.value = rounded(to(Number(track.value) / PLACES));
    show(root.value);
  };
  track.onpointerdown = () => root.classList.remove("untouched");
  track.onchange = () => tell(rounded(to(Number(track.value) / PLACES)));
  field.onchange = () => {
    const value = Number(field.value.replace("−", "-").replace(",", "."));
    const fits = field.value.trim() !== "" && value >= data.low && value <= data.high;
    field.setAttribute("aria-invalid", fits ? "false" : "true");
    if (fits) tell(value);
  };
  show(data.value ?? root.value ?? NaN);
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
