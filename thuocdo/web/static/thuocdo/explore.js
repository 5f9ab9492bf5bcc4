// "Mở biểu đồ tương tác": loads Vega only when asked, and runs its expressions with the
// interpreter, because the content security policy allows no eval.
const load = (src) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = resolve;
    script.onerror = () => reject(new Error(src));
    document.head.append(script);
  });

for (const button of document.querySelectorAll("[data-explore]")) {
  const stage = document.getElementById(button.getAttribute("aria-controls"));
  const status = document.getElementById(button.dataset.status);
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = "Đang mở biểu đồ tương tác.";
    try {
      for (const src of button.dataset.scripts.split(" ")) await load(src);
      const answer = await fetch(button.dataset.explore, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      await window.vegaEmbed(stage, await answer.json(), {
        ast: true,
        renderer: "svg",
        actions: false,
        defaultStyle: false,
        tooltip: { disableDefaultStyle: true },
      });
      stage.hidden = false;
      stage.previousElementSibling.hidden = true; // the picture of the same chart
      button.hidden = true;
      status.textContent = "Trỏ vào một thanh để xem số điểm; bấm vào chú giải để xem riêng một loại.";
    } catch {
      button.disabled = false;
      status.textContent = "Chưa mở được biểu đồ tương tác. Hãy thử lại; hình và bảng bên cạnh vẫn đủ số liệu.";
    }
  });
}
