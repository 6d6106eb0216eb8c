// Asks for the page again when a lost connection is back: a server that does not know this visitor (another replica, or
// one that was started anew) then reads the address before anything is changed.
export default function ({ setTriggerValue }) {
  const app = document.querySelector("[data-testid=stApp]");
  const connected = () => app.dataset.testConnectionState === "CONNECTED";
  let lost = !connected();
  const watch = new MutationObserver(() => {
    if (lost && connected()) setTriggerValue("again", true);
    lost = !connected();
  });
  watch.observe(app, { attributeFilter: ["data-test-connection-state"] });
  return () => watch.disconnect();
}
