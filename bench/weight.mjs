// Prints bytes on the wire and number of requests of a page's first visit, photos aside, then the number of photos.
import { chromium } from "playwright-core";

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
const devtools = await page.context().newCDPSession(page);
await devtools.send("Network.enable");
const addresses = new Map();
let bytes = 0, requests = 0, photos = 0;
devtools.on("Network.responseReceived", event => addresses.set(event.requestId, event.response.url));
devtools.on("Network.loadingFinished", event => {
  if (new URL(addresses.get(event.requestId)).pathname.startsWith("/images/")) { photos++; return; }
  bytes += event.encodedDataLength;
  requests++;
});
await page.goto(process.argv[2], { waitUntil: "networkidle" });
console.log(bytes, requests, photos);
await browser.close();
