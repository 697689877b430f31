import Language
import Measurements
import Notebook
import Queueing
import Words

extension Argument where State == Session, Value == Spanned<String>? {
    /// A file of recorded requests behind `--trace`.
    static let trace = Argument(
        "--trace FILE", SimulationWords.traceHelp, isOptional: true, isAnywhere: true,
        complete: { request in
            request.before.last == "--trace"
                ? FileCompletion.candidates(for: request, endings: ["csv", "jsonl"])
                : [Completion("--trace", SimulationWords.traceHelp)]
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<String>? in
        guard let token = try cursor.takeOption("--trace", SimulationWords.traceFile) else { return nil }
        return Spanned(value: token.text, span: token.span)
    }
}

extension Argument where State == Session, Value == Spanned<String> {
    /// A file of recorded requests.
    static let traceFile = Argument(
        "FILE", SimulationWords.traceHelp,
        complete: { FileCompletion.candidates(for: $0, endings: ["csv", "jsonl"]) }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<String> in
        let token = try cursor.require(SimulationWords.traceFile)
        return Spanned(value: token.text, span: token.span)
    }
}

/// Reads recorded requests.
enum TraceFile {
    static func read(_ path: Spanned<String>, _ context: Context) throws(Diagnostic) -> RequestTrace {
        let text = try context.environment.files.text(of: path, limit: .table, SimulationWords.traceFile)
        do throws(RequestRecordsError) {
            return try RequestRecords.parse(text, isCancelled: context.environment.isCancelled)
        } catch {
            throw SimulationWords.diagnostic(error, path)
        }
    }
}
