// Lets Playwright drive browsers before Chromium 105. The script it puts into pages asks an element whether it is visible, which those do
// not know; whether it has a box tells nearly the same. Newer browsers are asked as before.
const { registerHooks } = require("node:module")

const asked = "element.checkVisibility()"
const older = `(element.checkVisibility ? ${asked} : element.getClientRects().length > 0)`

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith("/coreBundle.js")) return loaded
    return { ...loaded, source: String(loaded.source).replaceAll(asked, older) }
  },
})
