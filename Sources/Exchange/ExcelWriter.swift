import Presentation
import Storage
import Text
import Units

/// Tables as a workbook of Excel: a sheet each, numbers as numbers, units in headings, which stay in view.
struct ExcelWriter {
    /// Rows of a sheet, and letters of a cell (Microsoft, "Excel specifications and limits").
    private static let (mostRows, mostLetters) = (1_048_576, 32_767)
    /// Rows between two questions whether to stop.
    private static let stride = 256

    private let library: ExcelLibrary
    private let book: OpaquePointer

    static func write(_ sheets: [Sheet], to path: String, _ isCancelled: () -> Bool) throws(FileError) {
        for sheet in sheets where sheet.count >= mostRows { throw tooMany(sheet.count) }
        let library = try ExcelLibrary()
        // `lxw_workbook_options` begins with the byte `constant_memory`; all else of it, in any version, may be 0.
        var options = [UInt64](repeating: 0, count: 16)
        options[0] = UInt64(1).littleEndian
        guard let book = library.open(path, options) else { throw failure("workbook_new") }
        let writer = ExcelWriter(library: library, book: book)
        do throws(FileError) {
            for sheet in sheets { try writer.write(sheet, isCancelled) }
        } catch {
            // It also frees what the workbook holds.
            _ = library.close(book)
            throw error
        }
        try writer.check(library.close(book))
    }

    private func write(_ sheet: Sheet, _ isCancelled: () -> Bool) throws(FileError) {
        guard let page = library.addSheet(book, sheet.name) else { throw Self.failure("add_worksheet") }
        guard let heading = library.addFormat(book) else { throw Self.failure("add_format") }
        library.setBold(heading)
        library.setWrap(heading)
        let formats = try sheet.columns.map { column throws(FileError) in try format(of: column) }
        library.freeze(page, 1, sheet.columns.first?.key == "row" ? 1 : 0)
        for (place, column) in sheet.columns.enumerated() {
            try check(library.setColumn(page, UInt16(place), UInt16(place), Self.width(column), nil))
            try check(library.writeText(page, 0, UInt16(place), Self.heading(column), heading))
        }
        if sheet.count > 0, let last = sheet.columns.indices.last {
            try check(library.filter(page, 0, 0, UInt32(sheet.count), UInt16(last)))
        }
        var number: UInt32 = 0
        try sheet.forEach { row throws(FileError) in
            number += 1
            if Int(number) % Self.stride == 0, isCancelled() { throw .interrupted }
            for (place, cell) in row.enumerated() {
                try write(cell, page, number, UInt16(place), formats[place])
            }
        }
    }

    private func write(
        _ cell: Table.Cell, _ page: OpaquePointer, _ row: UInt32, _ column: UInt16, _ format: OpaquePointer?
    ) throws(FileError) {
        switch cell {
        case .text(let text):
            let text = String(Printable.text(text).prefix(Self.mostLetters))
            try check(library.writeText(page, row, column, text, format))
        case .number(let number), .bound(let number), .quantity(let number, _):
            // A cell holds no infinity.
            try check(
                number.isFinite
                    ? library.writeNumber(page, row, column, number, format)
                    : library.writeText(page, row, column, Decimal.data(number), format))
        case .flag(let flag): try check(library.writeFlag(page, row, column, flag ? 1 : 0, format))
        case .missing: break
        }
    }

    /// How numbers of a column are shown, which stay in full behind that; nil where Excel decides.
    private func format(of column: Table.Column) throws(FileError) -> OpaquePointer? {
        guard let places = column.places, places > 0 else { return nil }
        guard let format = library.addFormat(book) else { throw Self.failure("add_format") }
        library.setNumberFormat(format, "0." + String(repeating: "0", count: places))
        return format
    }

    /// `tps_chip (output tokens/s/chip)`.
    private static func heading(_ column: Table.Column) -> String {
        column.dataUnit.isEmpty ? column.key : "\(column.key) (\(column.dataUnit))"
    }

    /// Characters that a column has room for.
    private static func width(_ column: Table.Column) -> Double {
        if ["meaning", "output", "value"].contains(column.key) { return 80 }
        return Double(min(30, max(column.alignment == .left ? 14 : 9, DisplayWidth.of(column.key) + 2)))
    }

    private func check(_ result: Int32) throws(FileError) {
        guard result == 0 else { throw Self.failure(library.message(result).map { String(cString: $0) } ?? "") }
    }

    private static func failure(_ reason: String) -> FileError {
        FileError(say(en: "libxlsxwriter says: \(reason)", zh: "libxlsxwriter 报告：\(reason)"))
    }

    private static func tooMany(_ rows: Int) -> FileError {
        let (most, rows) = (Decimal.grouped(mostRows - 1), Decimal.grouped(rows))
        return FileError(
            say(
                en: "a sheet of Excel holds \(most) rows, not \(rows); .csv and .db hold all",
                zh: "Excel 工作表最多 \(most) 行，而此处有 \(rows) 行；.csv 和 .db 可容纳全部"))
    }
}

extension WorkbookFormat {
    /// A workbook of Excel.
    public static let excel = WorkbookFormat(
        "Excel", endings: ["xlsx"],
        say(
            en: "a workbook of Excel: plans, chips, models, workloads, units, commands",
            zh: "Excel 工作簿：方案、芯片、模型、负载、单位、命令")
    ) { path, sheets, isCancelled throws(FileError) in try ExcelWriter.write(sheets, to: path, isCancelled) }
}
