// Builds everything in panah/core/static/core from these sources. `--check` only compares.
import { build } from "esbuild";
import { compile, compileString } from "sass";
import subsetFont from "subset-font";
import { mkdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../panah/core/static/core");
const fonts = join(here, "node_modules/@fontsource/noto-sans");
const AZ = "ĀāĂăĆćČčĐđĞğİŞşŠšţŽžƏəȘșȚț₺₼";
const WEIGHTS = [400, 600, 700];

function styles() {
  const { css } = compile(join(here, "src/styles/panah.scss"), {
    style: "compressed",
    loadPaths: [join(here, "node_modules")],
    quietDeps: true,
  });
  return [["panah.css", Buffer.from(`${css.replace(/^\uFEFF/, "")}\n`)]];
}

// Leaflet's rules and ours for pages with a map; its own pictures are not used.
function mapStyles() {
  const leaflet = readFileSync(join(here, "node_modules/leaflet/dist/leaflet.css"), "utf8").replace(/[^{}]+\{[^{}]*url\([^{}]*\}/g, "");
  const { css } = compileString(`${leaflet}\n${readFileSync(join(here, "src/styles/map.scss"), "utf8")}`, { style: "compressed" });
  return [
    ["map.css", Buffer.from(`${css.replace(/^\uFEFF/, "")}\n`)],
    ["leaflet-LICENSE.txt", readFileSync(join(here, "node_modules/leaflet/LICENSE"))],
  ];
}

async function scripts() {
  const built = await build({
    entryPoints: { panah: join(here, "src/scripts/panah.js"), desk: join(here, "src/scripts/desk.js"), map: join(here, "src/scripts/map.js"), recording: join(here, "src/scripts/recording.js") },
    absWorkingDir: here,
    outdir: target,
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome100", "firefox100", "safari15"],
    legalComments: "none",
  });
  return built.outputFiles.map((file) => [file.path.split("/").pop(), Buffer.from(file.contents)]);
}

async function font(weight, set) {
  const file = join(fonts, `files/noto-sans-${set === "az" ? "latin-ext" : set}-${weight}-normal.woff2`);
  const source = readFileSync(file);
  const bytes = set === "az" ? await subsetFont(source, AZ, { targetFormat: "woff2" }) : source;
  return [`fonts/noto-sans-${set}-${weight}.woff2`, Buffer.from(bytes)];
}

async function allFonts() {
  const pairs = WEIGHTS.flatMap((weight) => ["latin", "az", "cyrillic"].map((set) => [weight, set]));
  const built = await Promise.all(pairs.map(([weight, set]) => font(weight, set)));
  return [...built, ["fonts/OFL.txt", readFileSync(join(fonts, "LICENSE"))]];
}

function images() {
  return ["mark.svg", "icon.svg"].map((name) => [name, readFileSync(join(here, "src/images", name))]);
}

const files = [...styles(), ...mapStyles(), ...(await scripts()), ...(await allFonts()), ...images()];
if (process.argv.includes("--check")) {
  const stale = files.filter(([name, bytes]) => !existsSync(join(target, name)) || !readFileSync(join(target, name)).equals(bytes));
  for (const [name] of stale) console.error(`panah/core/static/core/${name} differs from its source: run "node build.mjs" in frontend/`);
  process.exit(stale.length ? 1 : 0);
}
for (const [name, bytes] of files) {
  mkdirSync(dirname(join(target, name)), { recursive: true });
  writeFileSync(join(target, name), bytes);
}
console.log(files.map(([name, bytes]) => `${name} ${bytes.length}`).join("\n"));
