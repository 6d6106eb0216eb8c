// Plays the steps 0 … N: the slider moves the hidden #optlab-step, and whatever follows the step listens to that.
const FULL_RUN = 6000; // milliseconds that a whole run takes at speed 1
const FIRST = 10; // steps that are taken more slowly, to see where it goes
const SLOWEST = 0.15; // share of the pace at the very first
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

export default function (component) {
  let waiting = 0;
  let leave = () => {};
  const begin = () => {
    const step = stepField(); // another part of the page, which may come later
    if (step) leave = drive(component, step);
    else waiting = setTimeout(begin, 50);
  };
  begin();
  return () => (clearTimeout(waiting), leave());
}

function drive({ data, parentElement, setStateValue }, step) {
  const root = parentElement.querySelector(".optlab-player");
  const slider = root.querySelector("input");
  const output = root.querySelector("output");
  const play = root.querySelector('[data-act="play"]');
  const speed = root.querySelector('[data-act="speed"]');
  const player = (root.player ??= { frame: 0, at: 0, opening: null });

  const show = () => {
    output.textContent = `step ${slider.value} / ${slider.max}`;
    output.setAttribute("aria-live", player.frame ? "off" : "polite");
    root.classList.toggle("playing", player.frame !== 0);
    root.classList.toggle("beginning", player.frame === 0 && slider.value === "0");
    play.setAttribute("aria-label", player.frame ? "Pause" : "Play");
  };
  const go = (number) => {
    step.value = Math.max(0, Math.min(Number(slider.max), number));
    step.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const follow = () => {
    slider.value = step.value;
    show();
  };
  const rest = () => setStateValue("rest", { step: Number(step.value), opening: data.opening });
  const halt = () => {
    cancelAnimationFrame(player.frame);
    player.frame = 0;
    show();
  };
  const pause = () => (halt(), rest());
  const pace = () => {
    const full = (data.seconds ? 1 / (1000 * data.seconds) : Number(slider.max) / FULL_RUN) * Number(speed.value);
    return data.seconds ? full : full * Math.min(1, SLOWEST + player.at / FIRST);
  };
  const start = () => {
    player.at = slider.value === slider.max ? 0 : Number(slider.value);
    let last = performance.now();
    const wait = STILL.matches ? 1000 : 0; // reduced motion: a still picture a second instead of an animation
    const tick = (now) => {
      if (now - last >= wait) {
        player.at += (now - last) * pace();
        last = now;
        if (Math.floor(player.at) !== Number(slider.value)) go(Math.floor(player.at));
      }
      if (player.at >= Number(slider.max)) return pause();
      player.frame = requestAnimationFrame(tick);
    };
    player.frame = requestAnimationFrame(tick);
    show();
  };
  const jump = (number) => (halt(), go(number), rest());
  const act = {
    start: () => jump(0),
    back: () => jump(Number(slider.value) - 1),
    play: () => (player.frame ? pause() : start()),
    forward: () => jump(Number(slider.value) + 1),
    end: () => jump(Number(slider.max)),
  };

  slider.max = data.steps;
  root.querySelector("em").textContent = data.question;
  if (player.opening !== data.opening) {
    player.opening = data.opening;
    slider.value = data.opens;
    go(data.opens);
    if (data.plays) STILL.matches ? jump(Number(slider.max)) : start();
  } else go(Number(step.value)); // the number of steps may be another
  slider.value = step.value;
  for (const name of Object.keys(act)) root.querySelector(`[data-act="${name}"]`).onclick = act[name];
  slider.oninput = () => go(Number(slider.value));
  slider.onchange = rest;
  step.addEventListener("input", follow);
  slider.onpointerdown = () => player.frame && halt();
  const keys = (event) => {
    if (event.target.closest("input:not(.optlab-player input), textarea, select, [contenteditable], [role=slider], [role=combobox], button")) return;
    const name = { " ": "play", ArrowLeft: "back", ArrowRight: "forward", Home: "start", End: "end" }[event.key];
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act[name]();
  };
  document.addEventListener("keydown", keys);
  show();
  return () => {
    document.removeEventListener("keydown", keys);
    step.removeEventListener("input", follow);
    cancelAnimationFrame(player.frame);
    player.frame = 0;
  };
}
