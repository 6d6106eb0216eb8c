// A button that prints the page: what is printed is the sheet alone (lessons.css).
export default function ({ parentElement }) {
  const root = parentElement.querySelector(".optlab-printing");
  if (!root.firstChild) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Print";
    root.append(button);
  }
  root.firstChild.onclick = () => print();
}
