// The player's step: a hidden field of the page (player.py puts it there) that any part of the page may follow.
const STEP = "optlab-step";
const stepField = () => document.getElementById(STEP);

/** Call ``show`` now and whenever the step changes; what is returned ends that. */
function followStep(show) {
  const follow = (event) => event.target.id === STEP && show();
  document.addEventListener("input", follow);
  show();
  return () => document.removeEventListener("input", follow);
}

/** A new element with a text, never markup; at the end of ``parent`` if one is given. */
function element(tag, text, parent) {
  const node = Object.assign(document.createElement(tag), { textContent: text });
  parent?.append(node);
  return node;
}
