import Notebook
import Presentation
import Storage
import Threads

/// A file to be written.
struct SavedFile {
    let path: String
    private let content: Content

    /// What it holds.
    private enum Content {
        /// Puts the next piece of a text into an empty buffer; false where nothing is left.
        case pieces((_ piece: inout [UInt8]) throws(FileError) -> Bool)
        /// Fills the file of a path.
        case filled((_ path: String) throws(FileError) -> Void)
    }

    /// Writes it, whole or not at all.
    func write(_ files: FileSystem) throws(FileError) {
        switch content {
        case .pieces(let next): try files.replace(path, with: next)
        case .filled(let fill): try files.replace(path, by: fill)
        }
    }

    /// A file that a library or another program fills, which gets a path that is not yet this one.
    init(path: String, by fill: @escaping (_ path: String) throws(FileError) -> Void) {
        self.path = path
        content = .filled(fill)
    }

    /// A file with a text.
    init(path: String, text: String) {
        self.path = path
        var isLeft = true
        content = .pieces { bytes in
            guard isLeft else { return false }
            isLeft = false
            bytes = Array(text.utf8)
            return true
        }
    }

    /// Rows that a thread writes between two questions whether to stop, and those of a piece: a megabyte of each thread.
    private static let some = 256, most = 4096

    /// A file with some rows, which are written one after the other: of a million there is never all of the text.
    init(path: String, _ data: PlanData, _ rows: Range<Int>, by writer: RowWriter, _ environment: Environment) {
        self.path = path
        var start: Int? = nil
        content = .pieces { bytes throws(FileError) in
            guard let first = start else {
                writer.begin(data.columns, &bytes)
                start = rows.lowerBound
                return true
            }
            guard first < rows.upperBound else {
                guard first == rows.upperBound else { return false }
                writer.end(rows.isEmpty, &bytes)
                start = first + 1
                return true
            }
            let count = min(rows.upperBound - first, Self.most * environment.cores)
            let pieces = RowWork.pieces(
                count, of: Self.some, workers: environment.cores, isCancelled: environment.isCancelled
            ) { range in
                var piece: [UInt8] = []
                piece.reserveCapacity(range.count * 320)
                data.forEach(first + range.lowerBound..<first + range.upperBound) { row, cells in
                    writer.append(cells, data.columns, row == rows.lowerBound, &piece)
                }
                return piece
            }
            guard let pieces else { throw .interrupted }
            for piece in pieces { bytes += piece }
            start = first + count
            return true
        }
    }
}
