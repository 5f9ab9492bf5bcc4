// The why-drawer: a link answered by HTMX into #drawer-body opens the dialog; without JavaScript
// the same link is a page. The browser's own <dialog> keeps the focus in and gives it back.
const drawer = document.getElementById("drawer");
const body = document.getElementById("drawer-body");

if (drawer && body) {
  let changed = false;

  // With Ctrl, Cmd or Shift a link opens in a tab of its own, as everywhere.
  document.addEventListener(
    "click",
    (event) => {
      const apart = event.ctrlKey || event.metaKey || event.shiftKey;
      if (apart && event.target.closest("a[hx-get]")) event.stopImmediatePropagation();
    },
    true,
  );

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

  // When no answer comes for the drawer, the link's own page can say why; a form keeps its words.
  const explain = (event) => {
    const asked = event.detail.elt;
    const link = asked.closest("a[href]");
    if (link) {
      window.location.assign(link.href);
      return;
    }
    const notice = asked.querySelector("[data-failed]") ?? document.createElement("p");
    notice.dataset.failed = "";
    notice.className = "notice notice-error";
    notice.setAttribute("role", "alert");
    notice.textContent = "Chưa gửi được, nội dung đã nhập vẫn còn. Hãy kiểm tra mạng rồi gửi lại.";
    if (asked.matches("form")) asked.append(notice);
  };
  document.body.addEventListener("htmx:responseError", explain);
  document.body.addEventListener("htmx:sendError", explain);

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
