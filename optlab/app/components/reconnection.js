// Asks for the page again when a lost connection is back: a server that does not know this visitor (another replica, or
// one that was started anew) then reads the address before anything is changed.  Until it has, nothing can be changed:
// such a server would not yet know the widget, and the change would be lost without a word.
const LONGEST = 30000; // milliseconds after which a page that never came is let go

export default function ({ setTriggerValue }) {
  const app = document.querySelector("[data-testid=stApp]");
  const view = document.querySelector("[data-testid=stAppViewContainer]");
  const connected = () => app.dataset.testConnectionState === "CONNECTED";
  const still = () => app.dataset.testScriptState === "notRunning";
  let lost = !connected();
  let begun = false;
  let timer = null;

  const ask = () => {
    view.inert = true;
    begun = false;
    timer = setTimeout(release, LONGEST);
    setTriggerValue("again", true);
  };
  const release = () => {
    clearTimeout(timer);
    view.inert = false;
  };
  const watch = new MutationObserver(() => {
    if (lost && connected()) ask();
    lost = !connected();
    if (!view.inert) return;
    if (begun && still()) release();
    begun = begun || !still();
  });
  watch.observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  return () => {
    watch.disconnect();
    release();
  };
}
