// Another page of the dashboard is one entry in the browser's history.  Streamlit makes two of it: one with an empty
// address, and one when the page has written its own.  Back would lead to the first, a page that nobody has seen.
export default function () {
  const app = document.querySelector("[data-testid=stApp]");
  const push = history.pushState;
  let unwritten = false; // whether the page was turned to and has not written its address yet
  history.pushState = function (state, title, url) {
    const next = new URL(url, location.href);
    const same = next.pathname === location.pathname;
    const instead = same && unwritten && location.search === "";
    unwritten = !same && next.search === "";
    return (instead ? history.replaceState : push).call(history, state, title, url);
  };
  const seen = () => {
    if (app.dataset.testScriptState === "notRunning") unwritten = false;
  };
  const acts = ["pointerdown", "keydown"];
  acts.forEach((act) => addEventListener(act, seen, true));
  return () => {
    history.pushState = push;
    acts.forEach((act) => removeEventListener(act, seen, true));
  };
}
