// Brings what draws a surface in space before it is asked for: else the first time takes as long as loading 5 MB.
// It is a file of Streamlit's own, whose name only its first script knows.
const CALM = 3000; // milliseconds after which a page is taken to have drawn its first picture
const SWITCH = ".st-key-viewbar";

const surfaceScript = async () => {
  const own = document.querySelector('script[type="module"][src*="/static/js/index."]')?.src;
  if (!own) return null;
  const name = (await (await fetch(own, { cache: "force-cache" })).text()).match(/PlotlyChart\.[\w-]+\.js/)?.[0];
  return name ? new URL(name, own).href : null;
};

export default function () {
  let waiting = 0;
  // Loading costs a visitor without a mouse data that may never be used; running it would halt the page for a moment.
  const load = async () => {
    const href = await surfaceScript().catch(() => null);
    if (href && ![...document.head.querySelectorAll("link")].some((link) => link.href === href))
      document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href, crossOrigin: "" }));
  };
  const reach = async (event) => {
    if (!event.target.closest?.(SWITCH)) return;
    forget();
    const href = await surfaceScript().catch(() => null);
    if (href) import(href).catch(() => null);
  };
  const forget = () => {
    clearTimeout(waiting);
    for (const sign of ["pointerover", "pointerdown", "focusin"]) document.removeEventListener(sign, reach, true);
  };
  for (const sign of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(sign, reach, true);
  if (matchMedia("(pointer: fine)").matches && !navigator.connection?.saveData)
    waiting = setTimeout(() => (window.requestIdleCallback ?? setTimeout)(load), CALM);
  return forget;
}
