import Notebook
import Language
import CostModel
import Measurements
import Storage
import Text
import Units

extension Argument where State == Session, Value == [Parameter] {
    /// `--params dram_util,launch`: parameters of the chip that can be fitted.
    static let fittedParameters = Argument(
        "--params NAME,...", "parameters of the chip to fit, separated by commas", isAnywhere: true,
        complete: { request in
            guard request.before.last == "--params" else {
                return [Completion("--params", "parameters of the chip to fit")]
            }
            let done = request.word.lastIndex(of: ",").map { String(request.word[...$0]) } ?? ""
            return FittedParameters.all.map { Completion(done + $0.name, $0.summary, isWhole: false) }
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Parameter] in
        let expected = "parameters to fit, such as --params dram_util,matrix_eff,host_time"
        guard let word = try cursor.takeOption("--params", expected) else { throw cursor.missing(expected) }
        var parameters: [Parameter] = []
        for name in GroupingColumns.split(word) {
            let parameter = try FittedParameters.find(name)
            guard !parameters.contains(parameter) else {
                throw Diagnostic("'\(name.value)' is named twice", at: name.span, expected: "each parameter once")
            }
            parameters.append(parameter)
        }
        guard !parameters.isEmpty else { throw Diagnostic("no parameter is named", at: word.span, expected: expected) }
        return parameters
    }
}

extension Argument where State == Session, Value == Double {
    /// `--hold-out 0.3`: the share of rows that a fit does not see.
    static let holdOut = Argument(
        "--hold-out SHARE", "the share of rows that judge the fit and are not fitted; 0.3 by default",
        isOptional: true, isAnywhere: true,
        complete: { request in
            request.before.last == "--hold-out"
                ? [] : [Completion("--hold-out", "the share of rows that are not fitted")]
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Double in
        let expected = "a share from 0 to 0.9, such as 0.3 or 30%"
        guard let word = try cursor.takeOption("--hold-out", expected) else { return 0.3 }
        guard let share = try? Quantity.parse(word.text, as: .ratio), (0...0.9).contains(share) else {
            throw Diagnostic("'\(word.text)' is not a share to hold out", at: word.span, expected: expected)
        }
        return share
    }
}

extension Argument where State == Session, Value == Spanned<String>? {
    /// `--by system`: a column whose words tell rows apart that are fitted separately.
    static let separatingColumn = Argument(
        "--by COLUMN", "a column of the file; rows with different words in it are fitted separately",
        isOptional: true, isAnywhere: true,
        complete: { request in
            request.before.last == "--by"
                ? headings(request) : [Completion("--by", "a column of the file")]
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<String>? in
        try cursor.takeOption("--by", "a column of the file").map { Spanned(value: $0.text, span: $0.span) }
    }

    /// The columns of the first file that is named.
    private static func headings(_ request: CompletionRequest) -> [Completion] {
        guard let file = request.before.first(where: { $0.hasSuffix(".csv") }),
            let text = try? request.files.read(file, limit: .table),
            let table = try? CSVTable(parsing: text)
        else { return [] }
        return table.headings.filter { !$0.isEmpty }.map { Completion($0, "a column of the file") }
    }
}

/// The parameters that can be fitted.
enum FittedParameters {
    /// Those of a chip that have a physical range.
    static let all = Parameter.all(in: .arch).filter { $0.physical != nil }

    static func find(_ name: Spanned<String>) throws(Diagnostic) -> Parameter {
        let expected = "one of " + all.map(\.name).joined(separator: ", ")
        guard let parameter = Parameter.named(name.value) else {
            throw Diagnostic(
                "unknown parameter '\(name.value)'", at: name.span, expected: expected,
                hint: NearestName.of(name.value, in: all.map(\.name)).map { "did you mean '\($0)'?" })
        }
        guard parameter.physical != nil else {
            throw Diagnostic(
                "'\(parameter.name)' is known, not fitted", at: name.span, expected: expected)
        }
        return parameter
    }
}
