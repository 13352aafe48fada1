// Builds what browsers get: one style, one script, another for pages with a chart, and the fonts the papers are printed with.
// Old browsers still live in offices: Chrome 86 and Firefox 78 must understand the result.
import { build } from "esbuild"
import { cp, mkdir, readFile, writeFile } from "node:fs/promises"

const pages = "src/banshi/web/static/banshi"
const papers = "src/banshi/papers/fonts"

await build({
  entryPoints: ["assets/app.css", "assets/app.js", "assets/charts.js"],
  outdir: pages,
  bundle: true,
  minify: true,
  target: ["chrome86", "firefox78"],
  loader: { ".woff": "file", ".woff2": "file", ".svg": "file", ".png": "file" },
  assetNames: "[name]",
  legalComments: "linked",
})

await mkdir(papers, { recursive: true })
for (const family of ["Sans", "Serif"]) {
  for (const weight of ["400Regular", "700Bold"]) {
    const name = `Noto${family}SC_${weight}.ttf`
    await cp(`node_modules/@expo-google-fonts/noto-${family.toLowerCase()}-sc/${weight}/${name}`, `${papers}/${name}`)
  }
}

// One sheet of the icons that pages use, drawn by <use href="…/icons.svg#name">.
const icons = JSON.parse(await readFile("assets/icons.json", "utf8"))
const symbols = await Promise.all(
  icons.map(async (name) => {
    const drawn = await readFile(`node_modules/bootstrap-icons/icons/${name}.svg`, "utf8")
    const inside = drawn.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim()
    return `<symbol id="${name}" viewBox="0 0 16 16" fill="currentColor">${inside}</symbol>`
  }),
)
await writeFile(`${pages}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`)
await cp("assets/mark.svg", `${pages}/mark.svg`)
