// A list that is wider than the page says so: its last columns stay in sight, and what lies beneath them is easily missed.
const mark = (rows) => rows.classList.toggle("wide", rows.scrollWidth > rows.clientWidth + 1)
const markAll = () => document.querySelectorAll(".rows").forEach(mark)

document.addEventListener("htmx:after:swap", markAll)
window.addEventListener("resize", markAll)
markAll()
