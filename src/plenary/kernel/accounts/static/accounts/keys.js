// Security keys and passkeys: asks the browser for a signature and sends it with the form.
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  async function make(options, isPasskey) {
    const asked = { ...options.publicKey };
    asked.challenge = bytes(asked.challenge);
    asked.user = { ...asked.user, id: bytes(asked.user.id) };
    asked.excludeCredentials = listed(asked.excludeCredentials);
    if (isPasskey) {
      asked.authenticatorSelection = {
        ...asked.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      };
    }
    const made = await navigator.credentials.create({ publicKey: asked });
    return told(made, {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    });
  }

  async function use(options) {
    const asked = { ...options.publicKey };
    asked.challenge = bytes(asked.challenge);
    asked.allowCredentials = listed(asked.allowCredentials);
    const used = await navigator.credentials.get({ publicKey: asked });
    return told(used, {
      clientDataJSON: text(used.response.clientDataJSON),
      authenticatorData: text(used.response.authenticatorData),
      signature: text(used.response.signature),
      userHandle: used.response.userHandle ? text(used.response.userHandle) : null,
    });
  }

  function told(credential, response) {
    return {
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  }

  async function options(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`answered with ${answer.status}`);
    return (await answer.json()).request_options;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-key]");
    if (!form) return;
    event.preventDefault();
    const fault = form.querySelector("[data-fault]");
    fault.hidden = true;
    try {
      const asked = await options(form);
      const passkey = form.elements.passwordless;
      const credential =
        form.dataset.key === "make" ? await make(asked, passkey?.checked) : await use(asked);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      fault.hidden = false;
    }
  });
})();
