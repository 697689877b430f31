import CostModel
import Language
import Measurements
import Notebook
import Text
import Units
import Words

/// Reads how often each expert was visited from a file, as the spread of these loads.
enum ExpertLoadFile {
    /// Names of the column that holds them, in small letters; without one the last column does.
    private static let columns = ["count", "counts", "tokens", "load", "share", "visits", "hits"]
    /// Names of the column that says which layer a row is of.
    private static let layers = ["layer", "layer_id", "layer_idx"]

    /// The number of the load that a file says; nil where the word names none.
    static func read(
        _ word: Token, for parameter: Parameter, _ session: Session, _ cursor: inout ArgumentCursor
    ) throws(Diagnostic) -> Double? {
        guard parameter.dimension == .load, LoadLaw.parse(word.text) == nil else { return nil }
        let isPath = word.text.contains(".") || word.text.contains("/")
        guard cursor.files.exists(word.text) || (isPath && !word.text.contains(":")) else { return nil }
        let path = Spanned(value: word.text, span: word.span)
        let text = try cursor.files.text(of: path, limit: .table, WorkloadWords.expertLoads)
        let lists = text.first { !$0.isWhitespace }.map { "[{".contains($0) } == true ? json(text) : csv(text)
        guard let lists, !lists.isEmpty, lists.allSatisfy(isLoad) else {
            throw Diagnostic(
                WorkloadWords.noLoads(word.text), at: word.span, expected: WorkloadWords.expertLoads)
        }
        if let odd = lists.first(where: { $0.count != lists[0].count }) {
            throw Diagnostic(
                WorkloadWords.unevenLoads(lists[0].count, odd.count), at: word.span,
                expected: WorkloadWords.expertLoads)
        }
        let experts = session.model == nil ? 0 : Parameter.named("experts")?.get(session.draft) ?? 0
        if experts > 0, experts != Double(lists[0].count) {
            throw Diagnostic(
                WorkloadWords.otherExperts(lists[0].count, experts), at: word.span,
                expected: WorkloadWords.expertLoads)
        }
        // Of several layers the mean variance counts.
        let variance = lists.map(variance).reduce(0, +) / Double(lists.count)
        let spread = Decimal.rounded(variance.squareRoot(), digits: 4)
        let law: LoadLaw = spread < LoadLaw.spreads.lowerBound ? .balanced : .spread(spread)
        guard spread <= LoadLaw.spreads.upperBound else {
            throw Diagnostic(
                WorkloadWords.noLoads(word.text), at: word.span, expected: WorkloadWords.expertLoads)
        }
        cursor.spell(word, as: law.text)
        return law.number
    }

    /// Whether they are loads of two experts at least, some of which are visited.
    private static func isLoad(_ loads: [Double]) -> Bool {
        loads.count > 1 && loads.allSatisfy { $0.isFinite && $0 >= 0 } && loads.contains { $0 > 0 }
    }

    /// Variance over the square of the mean.
    private static func variance(_ loads: [Double]) -> Double {
        let mean = loads.reduce(0, +) / Double(loads.count)
        return loads.map { ($0 / mean - 1) * ($0 / mean - 1) }.reduce(0, +) / Double(loads.count)
    }

    /// Lists of a JSON text: numbers, lists of them, numbers by names, or any of these as the one field of an object.
    private static func json(_ text: String) -> [[Double]]? {
        (try? JSON(parsing: text)).flatMap(lists)
    }

    private static func lists(_ json: JSON) -> [[Double]]? {
        let items: [JSON]
        switch json {
        case .array(let values): items = values
        case .object(let fields): items = fields.map(\.value)
        default: return nil
        }
        let numbers = items.compactMap { item in if case .number(let number) = item { number } else { nil } }
        if numbers.count == items.count { return numbers.isEmpty ? nil : [numbers] }
        let inner = items.compactMap(lists)
        return inner.count == items.count ? inner.flatMap(\.self) : nil
    }

    /// Lists of a table: a number a line, or a column of it; of several layers where a column says which.
    private static func csv(_ text: String) -> [[Double]]? {
        let first = (text.split(whereSeparator: \.isNewline).first ?? "").split(
            separator: ",", omittingEmptySubsequences: false)
        let isHeading = first.contains { Double(CSVTable.trimmed(String($0))) == nil }
        // Without headings the columns are counted, and a line of many numbers is a layer.
        let headings = isHeading ? "" : first.indices.map { String($0) }.joined(separator: ",") + "\n"
        guard let table = try? CSVTable(parsing: headings + text) else { return nil }
        let rows = table.rows.map { $0.cells.map(CSVTable.trimmed) }
        if !isHeading, first.count > 2 {
            let lists = rows.map { $0.compactMap(Double.init) }
            return lists.allSatisfy { $0.count == first.count } ? lists : nil
        }
        let names = table.headings.map { $0.lowercased() }
        let column = names.firstIndex(where: columns.contains) ?? names.count - 1
        let layer = names.firstIndex(where: layers.contains)
        var lists: [[Double]] = []
        var places: [String: Int] = [:]
        for row in rows {
            guard let load = Double(row[column]) else { return nil }
            let place = places[layer.map { row[$0] } ?? "", default: lists.count]
            if place == lists.count { lists.append([]) }
            places[layer.map { row[$0] } ?? ""] = place
            lists[place].append(load)
        }
        return lists
    }
}
