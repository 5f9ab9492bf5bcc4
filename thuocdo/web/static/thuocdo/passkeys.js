// Passkeys: the browser makes or reads one, the form carries what it said. Without this script, or in
// a browser that knows no passkeys, the buttons stay hidden and the code from the app is the way.
const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON && isSecureContext;

async function options(form) {
  const given = document.getElementById("passkey-options");
  if (given) return JSON.parse(given.textContent);
  const asked = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  return (await (await fetch(form.action, { headers: asked })).json()).request_options;
}

async function credential(form) {
  let said = await options(form);
  if (form.dataset.passkey === "create") {
    said = (said.creation_options || said).publicKey;
    said.authenticatorSelection = { ...said.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(said) });
  }
  said = (said.request_options || said).publicKey;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(said) });
}

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  form.querySelector("button[type=submit]").hidden = false;
  form.querySelector("[data-missing]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
