import CostModel
import Language
import Measurements
import Notebook
import Storage
import Units
import Words

extension Argument where State == Session, Value == [Parameter] {
    /// `--params dram_util,launch`: parameters of the chip that can be fitted.
    static let fittedParameters = Argument(
        "--params NAME,...",
        say(
            en: "parameters of the chip to fit, separated by commas; without, two factors are found from a few runs",
            zh: "要拟合的芯片参数，以逗号分隔；省略时由少量运行求得两个系数"),
        isOptional: true, isAnywhere: true,
        complete: { request in
            guard request.before.last == "--params" else {
                return [Completion("--params", CalibrationFaultWords.parametersOffered)]
            }
            let done = request.word.lastIndex(of: ",").map { String(request.word[...$0]) } ?? ""
            return FittedParameters.all.map { Completion(done + $0.name, $0.summary, isWhole: false) }
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Parameter] in
        let expected = CalibrationFaultWords.parameters
        guard let word = try cursor.takeOption("--params", expected) else { return [] }
        var parameters: [Parameter] = []
        for name in GroupingColumns.split(word) {
            let parameter = try FittedParameters.find(name)
            guard !parameters.contains(parameter) else { throw CalibrationFaultWords.isNamedTwice(name) }
            parameters.append(parameter)
        }
        guard !parameters.isEmpty else { throw CalibrationFaultWords.noneIsNamed(at: word.span) }
        return parameters
    }
}

/// The share of rows that a fit does not see.
struct HoldOutShare: Sendable {
    var share = 0.3
    /// Where it stands; nil where it is the usual one.
    var span: Range<Int>?
}

extension Argument where State == Session, Value == HoldOutShare {
    /// `--hold-out 0.3`: the share of rows that a fit does not see.
    static let holdOut = Argument(
        "--hold-out SHARE",
        say(
            en: "the share of rows that judge the fit and are not fitted; 0.3 by default",
            zh: "留出的行所占比例，只用来检验、不参与拟合；默认 0.3"),
        isOptional: true, isAnywhere: true,
        complete: { request in
            request.before.last == "--hold-out"
                ? [] : [Completion("--hold-out", CalibrationFaultWords.shareOffered)]
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> HoldOutShare in
        guard let word = try cursor.takeOption("--hold-out", CalibrationFaultWords.share) else {
            return HoldOutShare()
        }
        guard let share = try? Quantity.parse(word.text, as: .ratio), (0...0.9).contains(share) else {
            throw CalibrationFaultWords.isNotAShare(word)
        }
        return HoldOutShare(share: share, span: word.span)
    }
}

extension Argument where State == Session, Value == Spanned<String>? {
    /// `--by chip`: a column whose words tell rows apart that are fitted separately.
    static let separatingColumn = Argument(
        "--by COLUMN",
        say(
            en: "a column of the file; rows with different words in it are fitted separately",
            zh: "文件中的一列；该列取值不同的行分别拟合"),
        isOptional: true, isAnywhere: true,
        complete: { request in
            request.before.last == "--by"
                ? headings(request) : [Completion("--by", MeasuredFileWords.column)]
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<String>? in
        try cursor.takeOption("--by", MeasuredFileWords.column).map { Spanned(value: $0.text, span: $0.span) }
    }

    /// The columns of the first file that is named.
    private static func headings(_ request: CompletionRequest) -> [Completion] {
        guard let file = request.before.first(where: { $0.hasSuffix(".csv") }),
            let text = try? request.files.read(file, limit: .table),
            let table = try? CSVTable(parsing: text)
        else { return [] }
        return table.headings.filter { !$0.isEmpty }.map { Completion($0, MeasuredFileWords.column) }
    }
}

/// The parameters that can be fitted.
enum FittedParameters {
    /// Those of a chip that have a physical range.
    static let all = Parameter.all(in: .arch).filter { $0.physical != nil }

    static func find(_ name: Spanned<String>) throws(Diagnostic) -> Parameter {
        let names = all.map(\.name)
        guard let parameter = Parameter.named(name.value) else {
            throw CalibrationFaultWords.unknownParameter(name, among: names)
        }
        guard parameter.physical != nil else {
            throw CalibrationFaultWords.isKnown(parameter, at: name.span, among: names)
        }
        return parameter
    }
}
