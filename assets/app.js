// What pages do beyond plain HTML. Everything here helps; nothing here decides.
import "htmx.org/dist/htmx.esm.js"
import "./saving.js"
import "./picking.js"
import "./rows.js"
import "./pressing.js"
import "./uploading.js"
import "./looking.js"

document.documentElement.classList.add("scripted")
