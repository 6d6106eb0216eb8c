// Tells Python where the visitor stands, once a drag or a turn of the wheel on the 3-D chart has ended; what lies on the
// surface is drawn over it (space.js).
const STILL = 150; // milliseconds without another turn after which the wheel counts as at rest
const ASIDE = 0.03; // from straight above no direction is up: such a camera is told from this much aside

const following = new Map(); // what ends the following of each chart: with other data Streamlit calls again and ends nothing

export default function (component) {
  const { data, setStateValue } = component;
  following.get(data.chart)?.();
  let chart = null;
  let turning = 0; // the timer while the wheel turns
  let side = [0, -1]; // from which side the visitor looked last

  const aside = ({ eye, center }) => {
    const [x, y] = [eye.x - center.x, eye.y - center.y];
    const far = Math.hypot(x, y);
    if (far >= ASIDE) side = [x / far, y / far];
    const more = Math.max(0, ASIDE - far);
    return [eye.x + more * side[0], eye.y + more * side[1], eye.z, center.x, center.y, center.z];
  };
  const moving = (change) => change["scene.camera"] && aside(change["scene.camera"]);
  const moved = (change) => {
    const camera = change["scene.camera"];
    if (camera && !turning) setStateValue("camera", aside(camera).map((value) => Math.round(value * 1000) / 1000));
  };

  // At a turn of the wheel Plotly tells the camera before that turn; a button that goes up makes it tell the last one.
  const rest = () => {
    if (!turning) return;
    clearTimeout(turning);
    turning = 0;
    chart?.querySelector("canvas")?.dispatchEvent(new MouseEvent("mouseup"));
  };
  const turned = (event) => {
    if (!chart?.contains(event.target)) return;
    clearTimeout(turning);
    turning = setTimeout(rest, STILL);
  };

  const attach = () => {
    const found = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`);
    if (found === chart || !found?.on) return; // Plotly adds `on` when it draws
    chart = found;
    aside(chart.layout.scene.camera);
    chart.on("plotly_relayouting", moving);
    chart.on("plotly_relayout", moved);
  };
  const looking = setInterval(attach, 100); // changed data bring another chart
  attach();
  const over = spaceOverlay(() => chart, () => document.querySelector(`.st-key-${data.chart}`), () => data.drawn);
  document.addEventListener("wheel", turned, { capture: true, passive: true });
  document.addEventListener("pointerdown", rest, true); // what is touched next may redraw the chart
  following.set(data.chart, () => {
    clearInterval(looking);
    over();
    rest();
    chart?.removeListener?.("plotly_relayouting", moving);
    chart?.removeListener?.("plotly_relayout", moved);
    document.removeEventListener("wheel", turned, true);
    document.removeEventListener("pointerdown", rest, true);
    following.delete(data.chart);
  });
  return () => following.get(data.chart)?.();
}
