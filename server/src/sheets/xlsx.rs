//! Sheets as a file of Excel. Words are written as words, so that no cell is ever a formula; days are
//! real days.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::sheet::{Cell, Sheet};

/// Characters that Excel takes in one cell.
const CELL_MAX: usize = 32_767;
/// How wide a column of words is, in characters.
const WIDTH: f64 = 24.0;

/// The whole file.
pub fn write(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        fill(book.add_worksheet(), sheet)?;
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("dd-mm-yyyy");
    let wrapped = Format::new().set_text_wrap();
    page.set_name(sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    let columns = u16::try_from(sheet.heads.len()).unwrap_or(u16::MAX);
    for (at, head) in (0..columns).zip(&sheet.heads) {
        page.write_string_with_format(0, at, *head, &bold)?;
        page.set_column_width(at, WIDTH)?;
    }
    for (line, row) in (1_u32..).zip(&sheet.rows) {
        for (at, cell) in (0..columns).zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    let short: String = words.chars().take(CELL_MAX / 2).collect();
                    page.write_string_with_format(line, at, short, &wrapped)?;
                }
                Cell::Day(on) => {
                    let moment = ExcelDateTime::from_timestamp(on.saturating_mul(86_400))?;
                    page.write_datetime_with_format(line, at, &moment, &day)?;
                }
            }
        }
    }
    let last = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    if columns > 0 {
        page.autofilter(0, 0, last, columns - 1)?;
    }
    Ok(())
}
