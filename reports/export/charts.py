"""Charts over rows of the workbook, drawn by whoever opens it."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

WIDTH, HEIGHT = 15.0, 7.5
"""Centimetres."""

FAR_APART = 17
"""Rows from the top of one chart to that of the one below it."""

BLUE, GREEN, ORANGE, PALE = "2F6EBA", "3A8F5C", "C8722C", "D9D9D9"


def bars(
    sheet: WriteOnlyWorksheet, title: str, names: int, values: int, rows: tuple[int, int], colour: str
) -> ChartBase:
    """A bar for each of these rows, named by one column and as high as another one says."""
    chart = BarChart()
    chart.gapWidth = 60
    _fill(chart, sheet, title, names, values, rows)
    chart.series[0].graphicalProperties.solidFill = colour
    return chart


def line(
    sheet: WriteOnlyWorksheet, title: str, names: int, values: int, rows: tuple[int, int], colour: str
) -> ChartBase:
    """A line through these rows, of lengths of time."""
    chart = LineChart()
    _fill(chart, sheet, title, names, values, rows)
    chart.y_axis.number_format = "[h]:mm"
    series = chart.series[0]
    series.graphicalProperties.line.solidFill, series.graphicalProperties.line.width = colour, 28_000
    series.marker.symbol, series.marker.size = "circle", 7
    series.marker.graphicalProperties.solidFill = series.marker.graphicalProperties.line.solidFill = colour
    series.smooth = False
    return chart


def _fill(
    chart: ChartBase, sheet: WriteOnlyWorksheet, title: str, names: int, values: int, rows: tuple[int, int]
) -> None:
    first, last = rows
    chart.add_data(Reference(sheet, min_col=values, min_row=first, max_row=last), titles_from_data=False)
    chart.set_categories(Reference(sheet, min_col=names, min_row=first, max_row=last))
    chart.title, chart.legend = title, None
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1_200, b=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=1_200, b=True)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=PALE))
    chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = "#,##0", False
    chart.width, chart.height = WIDTH, HEIGHT
    chart.y_axis.scaling.min = 0
    chart.x_axis.delete = chart.y_axis.delete = False
