// Pages with figures fetch the program that draws charts once they stand.
addEventListener("load", () => {
  const figures = document.querySelector("[data-charts]")
  if (!figures) return
  const script = document.createElement("script")
  script.src = figures.dataset.charts
  document.head.append(script)
})
