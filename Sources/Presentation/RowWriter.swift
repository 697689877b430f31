import Units

/// How a format writes rows one after the other, as UTF-8, so that neither a table nor a text of all has to be made.
public struct RowWriter: Sendable {
    /// Appends what stands before the rows.
    public let begin: @Sendable (_ columns: [Table.Column], _ bytes: inout [UInt8]) -> Void
    /// Appends a row.
    public let append:
        @Sendable (_ row: [Table.Cell], _ columns: [Table.Column], _ isFirst: Bool, _ bytes: inout [UInt8]) -> Void
    /// Appends what stands behind the rows.
    public let end: @Sendable (_ isEmpty: Bool, _ bytes: inout [UInt8]) -> Void

    /// All rows in one text; nil if it was told to stop.
    func text(
        _ columns: [Table.Column], _ rows: Range<Int>, _ isCancelled: () -> Bool, _ cells: (Int) -> [Table.Cell]
    ) -> String? {
        var bytes: [UInt8] = []
        begin(columns, &bytes)
        let isDone = Interruptible.forEach(rows, isCancelled: isCancelled) { row in
            append(cells(row), columns, row == rows.lowerBound, &bytes)
        }
        guard isDone else { return nil }
        end(rows.isEmpty, &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
