// Everything works without this file; it adds two comforts.
(() => {
  // "/" goes to the search box, as on many sites of this kind, unless somebody is typing.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector(".find.large input, .find input");
    if (box) {
      event.preventDefault();
      box.focus();
    }
  });

  // The menu closes when one clicks beside it or presses Escape.
  const menu = document.querySelector("details.menu");
  if (menu) {
    document.addEventListener("click", (event) => menu.contains(event.target) || menu.removeAttribute("open"));
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        menu.removeAttribute("open");
        menu.querySelector("summary").focus();
      }
    });
  }
})();
