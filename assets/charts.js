// The pie beside the numbers of the home. The numbers are on the page already; this only draws them.
import { PieChart } from "echarts/charts"
import { init, use } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"

use([PieChart, CanvasRenderer])

// Told apart also in grey; the words at the slices are ink on the page's own ground.
const COLOURS = ["#14508c", "#d9a441", "#1b6e3c", "#b42318", "#7a8794", "#6f4a9c"]

function draw(block) {
  const slices = [...block.querySelectorAll("[data-slice]")].map((each) => ({
    name: each.querySelector("dt").textContent.trim(),
    value: Number(each.dataset.slice),
  }))
  const place = block.querySelector(".pie")
  if (!slices.some((each) => each.value)) return
  place.hidden = false
  place.parentElement.classList.add("drawn")
  const chart = init(place)
  const style = getComputedStyle(document.body)
  chart.setOption({
    color: COLOURS,
    animation: false,
    textStyle: { fontFamily: style.fontFamily, color: style.color },
    series: [
      {
        type: "pie",
        radius: ["0%", "62%"],
        data: slices.filter((each) => each.value),
        label: { formatter: "{b}\n{d}%", color: style.color, fontSize: 13, lineHeight: 18 },
        itemStyle: { borderColor: "#fff", borderWidth: 2 },
        silent: true,
      },
    ],
  })
  addEventListener("resize", () => chart.resize())
}

document.querySelectorAll(".figures").forEach(draw)
