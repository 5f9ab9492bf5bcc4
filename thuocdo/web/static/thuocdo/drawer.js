// The why-drawer: a link answered by HTMX into #drawer-body opens the dialog; without JavaScript
// the same link is a page. The browser's own <dialog> keeps the focus in and gives it back.
const drawer = document.getElementById("drawer");
const body = document.getElementById("drawer-body");

if (drawer && body) {
  let changed = false;

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== body) return;
    if (body.querySelector("[data-said]")) changed = true;
    if (!drawer.open) drawer.showModal();
    body.scrollTop = 0;
    const title = body.querySelector("[data-drawer-title]");
    if (title) document.getElementById("drawer-title").textContent = title.dataset.drawerTitle;
    const first = body.querySelector("[aria-invalid=true]") ?? body.querySelector("h2");
    first?.focus({ preventScroll: first.matches("h2") });
  });

  // A form that could not be taken comes back as 422 with what was typed; show it.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // When the server cannot answer into the drawer, the full page can say why.
  document.body.addEventListener("htmx:responseError", (event) => {
    const link = event.detail.elt.closest("a[href]");
    if (link) window.location.assign(link.href);
  });

  drawer.addEventListener("click", (event) => {
    if (event.target === drawer) drawer.close();
  });

  // The page behind shows old points once a fact was declared.
  drawer.addEventListener("close", () => {
    if (changed) window.location.reload();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
