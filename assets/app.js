// What pages do beyond plain HTML. Everything here helps; nothing here decides.
import "./parts.js"
import "./saving.js"
import "./picking.js"
import "./rows.js"
import "./converting.js"
import "./pressing.js"
import "./sending.js"
import "./keeping.js"
import "./uploading.js"
import "./looking.js"
import "./figures.js"
import "./signing_up.js"
import "./idle.js"
import "./folding.js"
import "./scrolling.js"

document.documentElement.classList.add("scripted")
