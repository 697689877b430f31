import CostModel
import Planning
import Presentation
import Text

extension Command {
    static let save = Command(
        "save", synonyms: ["write"], abstract: "Writes the plans, or the session as a script, to a file.",
        discussion: """
            The file's ending says what is written: .csv, .md and .json hold the plans as they are filtered and ordered
            (JSON with the first as the best plan); .sextant holds the session's commands with their output, to be
            replayed. Folders are made. A file that this session did not write is kept unless --force is given.
            """,
        arguments: .flag("force", "overwrite a file that this session did not write"), .source,
        .path("the file to write", endings: SaveFormat.allCases.map(\.rawValue)),
        examples: [
            "save --force results/plans.csv", "save --force results/best.json", "save --force results/study.sextant",
        ]
    ) { (context: Context, force: Bool, source: Reference?, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        guard let format = SaveFormat(path: path.value) else {
            throw Diagnostic(
                "'\(path.value)' has no ending that says what to write", at: path.span,
                expected: "a name that ends in " + SaveFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
            )
        }
        let (text, what) = try format.contents(
            source.map { context.session.looking(at: $0.selected) } ?? context.session)
        let session = try context.session.writing(text, to: path, force: force, verb: "save", context.environment)
        var outcome = Outcome(session, say: "\(what) written to \(path.value)")
        outcome.recordedAs = "save --force \(source.map { $0.word + " " } ?? "")\(Lexer.quoted(path.value))"
        return outcome
    }
}

extension Session {
    /// Writes a file and remembers that it is this session's; a foreign file is only overwritten with `force`.
    ///
    /// A saved session writes its files again when it is replayed, so it records the verb with --force.
    func writing(
        _ text: String, to path: Spanned<String>, force: Bool, verb: String, _ environment: Environment
    ) throws(Diagnostic) -> Session {
        let absolute = FilePaths.absolute(path.value)
        guard environment.keepsFiles || force || written.contains(absolute) || !Files.exists(path.value) else {
            throw Diagnostic(
                "'\(path.value)' exists and was not written by this session", at: path.span,
                expected: "another name, or: \(verb) --force \(path.value)")
        }
        if !environment.keepsFiles {
            do throws(FileError) {
                try Files.write(text, to: path.value)
            } catch {
                throw Diagnostic("cannot write '\(path.value)': \(error.reason)", at: path.span)
            }
        }
        var session = self
        session.written.insert(absolute)
        return session
    }
}

/// What `save` can write.
enum SaveFormat: String, CaseIterable {
    case csv, json, md, sextant

    init?(path: String) {
        guard let dot = path.lastIndex(of: "."),
            let format = SaveFormat(rawValue: String(path[path.index(after: dot)...]))
        else { return nil }
        self = format
    }

    /// The text of the file, and what it holds in words.
    func contents(_ session: Session) throws(Diagnostic) -> (text: String, what: String) {
        if self == .sextant {
            return (Script.text(of: session), ValueText.count(session.numberedCells.count, "command"))
        }
        let plans = try session.requirePlans()
        let table = PlanTable.make(plans, rows: 1..<plans.count + 1, forPeople: false)
        let what = ValueText.count(plans.count, "plan")
        switch self {
        case .csv: return (OutputFormat.csv.render(table), what)
        case .md: return (OutputFormat.markdown.render(table), what)
        case .json:
            guard plans.count > 0 else {
                throw Diagnostic("no plan is left to save", hint: "filter clear takes all filters back")
            }
            return (BestPlan.json(plans, table, session.model?.title ?? "").pretty + "\n", "best of \(what)")
        case .sextant: return ("", "")
        }
    }
}

/// The file that hands a plan to those who deploy it, in the shape of the case study's `optimal_config`.
enum BestPlan {
    static func json(_ plans: Plans, _ table: Table, _ model: String) -> JSON {
        let plan = plans.best
        let scenario = plan.scenario
        let d = scenario.deployment
        let parameters = ValueText.billions(scenario.model.totalParameters).filter { $0 != " " }
        let isSized = model.uppercased().contains("-\(parameters)".uppercased())
        let name = (isSized ? model : "\(model)-\(parameters)") + "-\(ValueText.precisionLabel(scenario.model))"
        let configuration: [(key: String, value: JSON)] = [
            (key: "MLA_TP", value: .number(d.tp)), (key: "MLA_DP", value: .number(d.dp)),
            (key: "MOE_TP", value: .number(d.moeTP)), (key: "MOE_EP", value: .number(d.ep)),
            (key: "batch_per_chip", value: .number(d.batch)),
            (key: "total_batch", value: .number(scenario.sequences)),
        ]
        let figures: [(String, Metric?)] = [
            ("tps_per_batch", Metric.named("tps_batch")), ("tps_per_chip", Metric.named("tps_chip")),
            ("total_tps", Metric.named("total_tps")), ("tpot_ms", Metric.named("tpot_ms")),
            ("ttft_ms", Metric.named("ttft_ms")),
        ]
        let performance = figures.compactMap { key, metric in
            metric.map { $0.read(plan) }.flatMap { $0.isNaN ? nil : (key: key, value: JSON.number($0)) }
        }
        return .object([
            (key: "chip_count", value: .number(d.chips)), (key: "model", value: .string(name)),
            (key: "optimal_config", value: .object(configuration)),
            (key: "performance", value: .object(performance)), (key: "rows", value: table.json),
        ])
    }
}
