// Pictures, overflow and axe for a list of addresses: node look.mjs OUT name=URL [name=URL ...]
// Cookie for pages behind the login: PANAH_COOKIE="name=value".
import puppeteer from "puppeteer-core";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--font-render-hinting=none"];
const [out, ...pages] = process.argv.slice(2);
const widths = (process.env.WIDTHS ?? "1280,375").split(",").map(Number);

function overflow() {
  const clipped = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const wide = (element) => element.getBoundingClientRect().right > innerWidth + 1 && !clipped(element);
  return [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().width && wide(element))
    .slice(0, 4).map((element) => `${element.tagName}.${element.className.baseVal ?? element.className}`);
}

async function look(page, name, url, width) {
  await page.setViewport({ width, height: width < 500 ? 812 : 900 });
  const answer = await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  const problems = (await page.evaluate(overflow)).map((where) => `overflow ${where}`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), TAGS);
  for (const violation of violations)
    problems.push(`axe ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
  await page.screenshot({ path: join(out, `${name}.${width}.png`), fullPage: true });
  return [`${name} ${width} ${answer?.status() ?? ""}`, ...problems].join("\n  ");
}

mkdirSync(out, { recursive: true });
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
const page = await browser.newPage();
await page.setBypassCSP(true);
const refused = [];
page.on("console", (message) => /Content Security Policy|Refused/.test(message.text()) && refused.push(message.text()));
page.on("pageerror", (error) => refused.push(`script error: ${error.message}`));
if (process.env.PANAH_COOKIE) {
  const [name, value] = process.env.PANAH_COOKIE.split("=");
  await browser.setCookie({ name, value, domain: new URL(pages[0].split("=").slice(1).join("=")).hostname, path: "/" });
}
for (const entry of pages) {
  const [name, ...rest] = entry.split("=");
  for (const width of widths) console.log(await look(page, name, rest.join("="), width));
}
for (const text of refused) console.log(`refused: ${text}`);
await browser.close();
