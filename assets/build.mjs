// Builds what browsers get: one style, one script, and the fonts the papers are printed with.
// Old browsers still live in offices: Chrome 86 and Firefox 78 must understand the result.
import { build } from "esbuild"
import { cp, mkdir } from "node:fs/promises"

const pages = "src/banshi/web/static/banshi"
const papers = "src/banshi/papers/fonts"

await build({
  entryPoints: ["assets/app.css", "assets/app.js"],
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
