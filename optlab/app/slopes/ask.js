// For a formula too large for the browser: asks the server for the numbers at a point, one question at a time.
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = component.parentElement.querySelector(".optlab-ask");
  const ask = ({ detail }) => setTriggerValue("asked", detail);
  document.addEventListener("optlab-ask", ask);
  if (data.answer && root.answer !== data.answer.number) {
    root.answer = data.answer.number;
    document.dispatchEvent(new CustomEvent("optlab-answer", { detail: data.answer }));
  }
  return () => document.removeEventListener("optlab-ask", ask);
}
