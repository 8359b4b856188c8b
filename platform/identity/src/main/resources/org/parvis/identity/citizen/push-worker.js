// Runs when a push message comes: says so, and leads to the account's messages. It keeps nothing and answers no request.
const HOME = "/compte/messages";

self.addEventListener("push", event => {
  let said = {};
  try {
    said = event.data.json();
  } catch (unreadable) {
    // Browsers want something to be shown for each message.
  }
  const {title = self.location.host, body = "", tag, lang = "fr", path = HOME} = said;
  event.waitUntil(self.registration.showNotification(title, {body, tag, lang, data: path}));
});

self.addEventListener("notificationclick", event => {
  event.notification.close();
  const address = new URL(event.notification.data || HOME, self.location.origin);
  event.waitUntil(self.clients.openWindow(address.origin === self.location.origin ? address.href : HOME));
});
