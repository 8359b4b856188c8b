// Adds this browser to the devices that announce messages. What needs that is hidden until this runs in a browser that can do it.
const form = document.querySelector("[data-push]");
const decode = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
const encode = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function say(what) {
  const place = form.querySelector("[data-push-said]");
  place.firstElementChild.textContent = what ? form.dataset[what] : "";
  place.hidden = !what;
}

async function fingerprint(subscription) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return Array.from(new Uint8Array(hash), one => one.toString(16).padStart(2, "0")).join("");
}

function activated(registration) {
  const worker = registration.installing || registration.waiting || registration.active;
  return new Promise((resolve, reject) => {
    const look = () => worker.state === "activated" ? resolve(registration) : worker.state === "redundant" && reject(new Error(worker.state));
    worker.addEventListener("statechange", look);
    look();
  });
}

async function subscribed() {
  if (await Notification.requestPermission() !== "granted") throw new Error("refused");
  const registration = await navigator.serviceWorker.register(form.dataset.worker).then(activated);
  const before = await registration.pushManager.getSubscription();
  // One that was made for another key takes nothing that we send.
  if (before && encode(before.options.applicationServerKey) !== form.dataset.key) await before.unsubscribe();
  return registration.pushManager.subscribe({userVisibleOnly: true, applicationServerKey: decode(form.dataset.key)});
}

form.addEventListener("submit", event => {
  event.preventDefault();
  say("");
  form.setAttribute("aria-busy", "true");
  subscribed().then(subscription => {
    form.elements.endpoint.value = subscription.endpoint;
    form.elements.key.value = encode(subscription.getKey("p256dh"));
    form.elements.secret.value = encode(subscription.getKey("auth"));
    form.submit();
  }).catch(() => {
    form.removeAttribute("aria-busy");
    say(Notification.permission === "denied" ? "denied" : "failed");
  });
});

// This browser's own line says so, and taking it away here ends it in the browser too.
async function recognise() {
  const registration = await navigator.serviceWorker.getRegistration(form.dataset.worker);
  const subscription = registration && await registration.pushManager.getSubscription();
  const own = subscription && document.querySelector(`[data-device="${await fingerprint(subscription)}"]`);
  if (!own) return;
  own.querySelector("[data-device-own]").hidden = false;
  document.querySelector("[data-push-add]").hidden = true;
  own.querySelector("form").addEventListener("submit", event => {
    event.preventDefault();
    subscription.unsubscribe().finally(() => event.target.submit());
  });
}

if (able) {
  form.hidden = false;
  document.querySelectorAll("[data-push-without]").forEach(part => part.hidden = true);
  recognise();
}
