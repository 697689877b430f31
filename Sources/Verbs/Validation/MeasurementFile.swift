import Catalog
import CostModel
import Language
import Measurements
import Notebook
import Storage
import Words

/// Measurements of all files that were named, and what is to be said of them.
struct MeasurementSet {
    /// The rows of all files.
    let table: MeasuredTable
    /// Where what the files leave out was taken from, what is to be known of their figures, and what was left out.
    let lines: [String]
}

/// Reads tables of measurements and results of load generators.
struct MeasurementFile {
    private let context: Context
    private let words: [(column: String, text: String)]
    private let basis: ResultBasis

    /// A result file that was read: its runs as rows, and what is wrong with some.
    private struct Read {
        let path: String
        let file: ResultFile
        let runs: RunTable
    }

    /// The rows of some files; those of the session's chip run on it as it is set, and may name a model that only it has.
    static func read(_ files: MeasuredFiles, _ context: Context) throws(Diagnostic) -> MeasurementSet {
        let paths = try expanded(files.paths, context.environment.files)
        let reader = MeasurementFile(context, words: files.words)
        // Of a folder or a pattern the rows say where they are from, however many files it has.
        guard paths.map(\.value) != [files.paths[0].value] else {
            let (table, read) = try reader.read(paths[0])
            let replaced = read == nil ? reader.replaced(in: [table]) : []
            return MeasurementSet(table: table, lines: replaced + lines(read.map { [$0] } ?? [], faults: []))
        }
        var tables: [MeasuredTable] = []
        var results: [Read] = []
        var plain: [MeasuredTable] = []
        var faults: [(path: String, line: String)] = []
        var skipped: Set<String> = []
        for path in paths {
            if context.environment.isCancelled() { throw .interrupted }
            do throws(Diagnostic) {
                let (table, read) = try reader.read(path)
                tables.append(table.named(path.value))
                if read == nil { plain.append(table) }
                if let read {
                    results.append(read)
                    if let ending = read.file.format.companion { skipped.insert(sibling(of: path.value, ending)) }
                }
            } catch {
                if error == .interrupted { throw error }
                faults.append((path.value, ResultFileWords.leftOut(error)))
            }
        }
        // A file that belongs to one that was read was read with it.
        faults.removeAll { skipped.contains($0.path) }
        guard let table = MeasuredTable(joining: tables) else {
            throw ResultFileWords.noneIsRead(paths.count, first: faults.first?.line ?? "", at: files.paths[0].span)
        }
        let said = reader.replaced(in: plain) + lines(results, faults: faults.map(\.line))
        return MeasurementSet(table: table, lines: said)
    }

    /// What is said of words on the line that took the place of columns of tables.
    private func replaced(in tables: [MeasuredTable]) -> [String] {
        let replacing = words.filter { word in tables.contains { $0.headings.contains(word.column) } }
        return replacing.isEmpty ? [] : [ResultFileWords.replaced(replacing.map { "\($0.column)=\($0.text)" })]
    }

    private init(_ context: Context, words: [(column: String, text: String)]) {
        self.context = context
        self.words = words
        let session = context.session
        basis = ResultBasis(
            chip: session.chip.map { ($0.name, $0.value) }, model: session.model.map { ($0.name, $0.value) },
            prefillChip: session.prefillChip?.value, workload: session.workload, deployment: session.deployment,
            said: (Unsaid.parameters(.workload, setIn: session.draft) + Unsaid.parameters(.config, setIn: session.draft))
                .map(\.name))
    }

    /// The files that names, folders and patterns stand for.
    private static func expanded(
        _ paths: [Spanned<String>], _ files: FileSystem
    ) throws(Diagnostic) -> [Spanned<String>] {
        var found: [Spanned<String>] = []
        for (number, path) in paths.enumerated() {
            let isPattern = path.value.contains("*")
            let names = isPattern ? FilePattern(path.value).files(files) : below(path.value, files, depth: 0)
            if names.isEmpty, !isPattern, files.entries(of: path.value).isEmpty {
                // A word behind the files that is none and looks like none.
                if number > 0, !files.exists(path.value), !path.value.contains(where: { $0 == "." || $0 == "/" }) {
                    throw ResultFileWords.isNoFile(path)
                }
                found.append(path)
                continue
            }
            guard !names.isEmpty else { throw ResultFileWords.noFile(path) }
            found += names.map { Spanned(value: $0, span: path.span) }
        }
        return found
    }

    /// Folders in folders are read so far.
    private static let deepest = 4

    /// The files of a folder and of those in it that may be results, in the order of their names.
    private static func below(_ folder: String, _ files: FileSystem, depth: Int) -> [String] {
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        return files.entries(of: folder).filter { !$0.name.hasPrefix(".") }.sorted { $0.name < $1.name }.flatMap {
            entry in
            let path = base + entry.name
            if entry.isFolder { return depth < deepest ? below(path, files, depth: depth + 1) : [] }
            return MeasuredFiles.endings.contains { entry.name.lowercased().hasSuffix("." + $0) } ? [path] : []
        }
    }

    /// The path with another ending.
    private static func sibling(of path: String, _ ending: String) -> String {
        guard let dot = path.lastIndex(of: ".") else { return path + "." + ending }
        return path[..<dot] + "." + ending
    }

    /// The rows of a file, and what it is where it is a result.
    private func read(_ path: Spanned<String>) throws(Diagnostic) -> (table: MeasuredTable, read: Read?) {
        let files = context.environment.files
        let text = try files.text(of: path, limit: .table, MeasuredFileWords.table)
        let fault: ResultFault
        do throws(ResultFault) {
            let file = try ResultFile(parsing: text) { ending in
                try? files.read(Self.sibling(of: path.value, ending), limit: .table)
            }
            let runs = RunTable(file, words: words, basis: basis, replacing: replacements)
            guard let table = MeasuredTable(runs, replacing: replacements, adding: models, problem: problem) else {
                throw ResultFault(.empty)
            }
            return (table, Read(path: path.value, file: file, runs: runs))
        } catch {
            fault = error
        }
        let isTable = path.value.lowercased().hasSuffix(".csv")
        guard fault.problem == .foreign || (fault.problem == .empty && isTable) else {
            throw ResultFileWords.diagnostic(fault, path)
        }
        do throws(MeasuredTableError) {
            return (try table(text), nil)
        } catch {
            if case .cancelled = error { throw .interrupted }
            guard isTable else { throw ResultFileWords.diagnostic(fault, path) }
            throw MeasuredFileWords.diagnostic(error, path, inSession: session.chip != nil && session.model != nil)
        }
    }

    private var session: Session { context.session }

    private var replacements: [String: Chip] { session.chip.map { [$0.name: $0.value] } ?? [:] }

    /// The catalogue's models keep the formats that their rows state.
    private var models: [String: Model] {
        session.model.flatMap { model in
            Catalog.models.contains { $0.name == model.name } ? nil : [model.name: model.value]
        } ?? [:]
    }

    private var problem: @Sendable (Model) -> String? { { ModelRule.broken(by: $0)?.problem } }

    private func table(_ text: String) throws(MeasuredTableError) -> MeasuredTable {
        try MeasuredTable(
            parsing: text, setting: words, replacing: replacements, adding: models,
            base: session.chip.flatMap { chip in
                (try? session.scenario()).map { SessionBase(chip: chip.name, scenario: $0) }
            },
            problem: problem, isCancelled: context.environment.isCancelled)
    }
}

extension MeasurementFile {
    /// What is said of results: where each was taken from, once for files alike; remarks; what was left out.
    private static func lines(_ results: [Read], faults: [String]) -> [String] {
        var taken: [(tool: String, sources: RunSources, files: [String], runs: Int)] = []
        var remarks: [(remark: RunRemark, runs: Int)] = []
        var unknown: [String] = []
        for read in results {
            for (sources, runs) in read.runs.sources {
                unknown += sources.unknown.filter { !unknown.contains($0) }
                let place = taken.indices.first { place in
                    taken[place].tool == read.file.format.name && taken[place].sources.take(sources)
                }
                if let place {
                    if taken[place].files.last != read.path { taken[place].files.append(read.path) }
                    taken[place].runs += runs
                } else {
                    taken.append((read.file.format.name, sources, [read.path], runs))
                }
            }
            for (remark, runs) in read.runs.remarks {
                if let place = remarks.firstIndex(where: { $0.remark == remark }) {
                    remarks[place].runs += runs
                } else {
                    remarks.append((remark, runs))
                }
            }
        }
        let partly = results.flatMap { read in read.file.faults.map { ResultFileWords.leftOut(read.path, $0) } }
        return taken.map { ResultFileWords.taken($0.files, $0.tool, runs: $0.runs, $0.sources) }
            + (unknown.isEmpty ? [] : [ResultFileWords.unknown(unknown)])
            + remarks.map { ResultFileWords.remark($0.remark, runs: $0.runs) } + partly + faults
    }
}
