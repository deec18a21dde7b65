"""工作簿: writes a round's result as an Excel workbook. Reads step trees and computes no number of the result.

`book` alone knows XlsxWriter; a sheet is a module that turns the result into cells. The cells of a figure keep
the step that they show, so that a later writer can put the step's operation there as a live formula.
"""
