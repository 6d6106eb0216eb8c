// Plays the steps 0 … N: the slider moves the hidden #optlab-step, and whatever follows the step listens to that.
const FULL_RUN = 6000; // milliseconds that a whole run takes at speed 1
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
  const player = (root.player ??= { frame: 0, at: 0 });

  const show = () => {
    output.textContent = `step ${slider.value} / ${slider.max}`;
    root.classList.toggle("playing", player.frame !== 0);
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
  const rest = () => data.tells && setStateValue("rest", Number(step.value));
  const halt = () => {
    cancelAnimationFrame(player.frame);
    player.frame = 0;
    show();
  };
  const pause = () => (halt(), rest());
  const start = () => {
    player.at = slider.value === slider.max ? 0 : Number(slider.value);
    let last = performance.now();
    const pace = () => (Number(slider.max) / FULL_RUN) * Number(speed.value);
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
  const act = {
    play: () => (player.frame ? pause() : start()),
    back: () => (halt(), go(Number(slider.value) - 1), rest()),
    forward: () => (halt(), go(Number(slider.value) + 1), rest()),
  };

  slider.max = data.steps;
  slider.value = step.value;
  for (const name of Object.keys(act)) root.querySelector(`[data-act="${name}"]`).onclick = act[name];
  slider.oninput = () => go(Number(slider.value));
  slider.onchange = rest;
  step.addEventListener("input", follow);
  slider.onpointerdown = () => player.frame && halt();
  const keys = (event) => {
    if (event.target.closest("input:not(.optlab-player input), textarea, select, [contenteditable], [role=slider], [role=combobox], button")) return;
    const name = { " ": "play", ArrowLeft: "back", ArrowRight: "forward" }[event.key];
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
