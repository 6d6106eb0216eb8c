const MANY = 20; // steps from which on hidden paragraphs keep no room: laying them all out would take long

// Shows the paragraph of the player's step, and the answers at the last one.  It does so by a rule of style: paragraphs
// are Streamlit's, which may draw them anew at any time.
export default function (component) {
  const { data, parentElement } = component;
  const style = parentElement.querySelector("style");
  const show = () => {
    const step = Math.min(Number(stepField()?.value ?? 0), data.steps);
    const paragraph = `.st-key-chain-story [data-testid="stMarkdownContainer"] > p`;
    const [shown, hidden] = step === data.steps ? ["answers", "later"] : ["later", "answers"];
    const hide = data.steps > MANY ? "display: none" : "visibility: hidden";
    style.textContent = `
      ${paragraph}:nth-child(${step + 1}) { visibility: visible !important; }
      ${paragraph}:not(:nth-child(${step + 1})) { ${hide} !important; }
      [class*="st-key-chain-${shown}"] { display: flex !important; }
      [class*="st-key-chain-${hidden}"] { display: none !important; }`;
    const story = document.querySelector(".st-key-chain-story");
    story?.setAttribute("aria-live", "polite");
    const frame = document.querySelector(".st-key-chain-graph");
    if (frame && frame.scrollWidth > frame.clientWidth + 1)
      frame.scrollTo({ left: data.spots[step] * frame.scrollWidth - frame.clientWidth / 2, behavior: "smooth" });
  };
  return followStep(show);
}
