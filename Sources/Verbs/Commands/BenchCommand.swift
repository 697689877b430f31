import Benchmark
import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let bench = Command(
        "bench", synonyms: ["benchmark", "speed", "性能测试"],
        abstract: say(en: "Measures how many plans a second the engine evaluates.", zh: "测量引擎每秒评估多少个方案。"),
        discussion: say(
            en: """
                Sweeps 1,440,000 plans (chips x tp x moe_tp x inter_bw x batch) of SG2260E and DeepSeek-V3 on one core, on all
                cores, and by the same tape of equations written out as C, which it compiles where there is a C compiler (cc,
                clang or gcc) and holds to the same figures bit for bit. Then 360,000 plans of prefill, as many with tbo=auto
                and 20,000 of each serving mode on one core; the best 5 of 1,008,000,000 combinations; and 'filter' and 'top'
                on 1,008,000 plans, and what a hint takes at each key. Each is the median of several rounds in turns, with the memory for its results; build with
                -c release and leave the machine to it.
                """,
            zh: """
                批量评估 SG2260E 与 DeepSeek-V3 的 1,440,000 个方案（chips x tp x moe_tp x inter_bw \
                x batch）：用单核、用全部核心，以及用同一套公式写成的 C 代码；有 C 编译器（cc、clang 或 gcc）时才编译，且结果须逐位一致。\
                随后在单核上评估 360,000 个 Prefill 方案、同样多的 tbo=auto 方案和每种服务模式各 20,000 个方案；\
                再从 1,008,000,000 种组合中选出最好的 5 个；并对 1,008,000 个方案执行“filter”和“top”，以及每次按键时的提示。\
                每项取若干轮交替测量的中位数，含结果所占内存的分配；请用 -c release 构建，测量时不要让机器做别的事。
                """),
        examples: [], isRecorded: false, isIdle: true
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let environment = context.environment
        guard !environment.files.isServed else { throw Diagnostic(BenchWords.notServed) }
        let turns = Turns(now: environment.now, isCancelled: environment.isCancelled)
        let benchmark = SpeedBenchmark(
            base: Session().draft, cores: environment.cores, turns: turns, isCancelled: environment.isCancelled)
        guard let (rates, yardstick) = benchmark.caseStudy(rounds: 9), let others = benchmark.otherKinds(rounds: 5),
            let search = benchmark.search(rounds: 5, keeping: 5, where: BenchReport.conditions)
        else { throw .interrupted }
        let rows = try TypedRows(environment)
        let typed = try rows.time(rounds: 5, turns)
        let key = try rows.timeOfKey(rounds: 5, turns)
        let output = [
            BenchReport.rates(rates + others, environment.cores),
            BenchReport.times(search, typed, key, environment.cores),
        ]
        return Outcome(nil, output.map { .table($0) } + BenchReport.remarks(yardstick).map { .line($0) })
    }
}

/// 'filter' and 'top' as a person types them, on a million plans.
private struct TypedRows {
    static let line = "filter \(BenchReport.condition); top 5"

    private let environment: Environment
    private let swept: Session
    /// Plans.
    private let count: Int

    /// Sweeps the plans.
    init(_ environment: Environment) throws(Diagnostic) {
        var environment = environment.looking
        environment.progress = { _ in }
        self.environment = environment
        swept = try Self.run(
            """
            arch load sg2260e; model load deepseek-v3; sweep chips=64,128,256 tp=1,2,4,8 moe_tp=1,2,4 \
            inter_bw=1e9..100e9:1e9 batch=1..280
            """, Session(), environment)
        count = swept.plans?.count ?? 0
    }

    /// Plans, and the median time in seconds.
    func time(rounds: Int, _ turns: Turns) throws(Diagnostic) -> (plans: Int, seconds: Double) {
        var failure: Diagnostic?
        let times = turns.medians(
            of: rounds,
            [
                {
                    do throws(Diagnostic) { _ = try Self.run(Self.line, swept, environment) } catch { failure = error }
                }
            ])
        guard let seconds = times?.first else { throw .interrupted }
        if let failure { throw failure }
        return (count, seconds)
    }

    /// The median time that a hint takes at a key, in seconds: the mean over all keys of a few lines.
    func timeOfKey(rounds: Int, _ turns: Turns) throws(Diagnostic) -> Double {
        let interpreter = Interpreter<Session>(environment: environment, session: swept)
        let lines = [Self.line, "sweep chips=128 tp=2,4 batch=1..280", "arch set inter_bw 16GB/s", "swep tp=2"]
        let keys = lines.flatMap { line in line.indices.map { String(line[...$0]) } }
        let times = turns.medians(of: rounds, [{ for typed in keys { _ = interpreter.reading(of: typed) } }])
        guard let seconds = times?.first else { throw .interrupted }
        return seconds / Double(keys.count)
    }

    private static func run(
        _ line: String, _ session: Session, _ environment: Environment
    ) throws(Diagnostic) -> Session {
        let interpreter = Interpreter<Session>(environment: environment, session: session)
        let sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        do throws(Diagnostic) {
            try interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        } catch {
            throw environment.isCancelled() ? .interrupted : error
        }
        return interpreter.session
    }
}

/// What is shown of a benchmark.
private enum BenchReport {
    /// What plans have to meet where the best are looked for.
    static let conditions = Quantifier.named("tps_batch").map { [Condition($0, .atLeast, 10)] } ?? []
    static var condition: String { ConditionWords.text(conditions) }

    static func rates(_ rates: [SpeedBenchmark.Rate], _ cores: Int) -> Table {
        let columns = [
            Table.Column("way", heading: BenchWords.way, alignment: .left),
            Table.Column("plans", heading: BenchWords.plans, places: 0),
            Table.Column("rate", heading: BenchWords.rate, unit: BenchWords.millions, digits: 3),
            Table.Column("against_one_core", heading: BenchWords.againstOneCore, places: 2),
            Table.Column("against_c", heading: BenchWords.againstC, places: 2),
        ]
        var (oneCore, inC): (Double?, Double?)
        for rate in rates {
            switch rate.way {
            case .oneCore: oneCore = rate.rate
            case .inC(_, isNative: false): inC = rate.rate
            default: continue
            }
        }
        let rows = rates.map { rate -> [Table.Cell] in
            func ratio(_ other: Double?) -> Table.Cell {
                rate.way.isCase ? other.map { .number(rate.rate / $0) } ?? .missing : .missing
            }
            return [
                .text(name(rate.way, cores)), .number(Double(rate.plans)), .number(rate.rate / 1e6), ratio(oneCore),
                ratio(inC),
            ]
        }
        return Table(columns: columns, rows: rows)
    }

    static func times(
        _ search: SpeedBenchmark.Search, _ typed: (plans: Int, seconds: Double), _ key: Double,
        _ cores: Int
    ) -> Table {
        let columns = [
            Table.Column("way", heading: BenchWords.way, alignment: .left),
            Table.Column("plans", heading: BenchWords.plans, places: 0),
            Table.Column("time", heading: BenchWords.time, unit: "ms", digits: 3),
            Table.Column("ruled_out", heading: BenchWords.ruledOut, unit: "%", places: 4),
        ]
        let found = "sweep --keep 5 --where \(condition)"
        return Table(
            columns: columns,
            rows: [
                [
                    .text(BenchWords.typed(found, cores)), .number(Double(search.combinations)),
                    .number(search.seconds * 1e3), .number(search.ruledOut * 100),
                ],
                [
                    .text(BenchWords.typed(TypedRows.line, cores)), .number(Double(typed.plans)),
                    .number(typed.seconds * 1e3), .missing,
                ],
                [.text(BenchWords.key), .number(Double(typed.plans)), .number(key * 1e3), .missing],
            ])
    }

    static func remarks(_ yardstick: SpeedBenchmark.Yardstick) -> [String] {
        switch yardstick {
        case .agrees: []
        case .differs: [BenchWords.differs]
        case .missing: [BenchWords.noCompiler]
        }
    }

    private static func name(_ way: SpeedBenchmark.Way, _ cores: Int) -> String {
        switch way {
        case .oneCore: BenchWords.oneCore
        case .allCores: BenchWords.allCores(cores)
        case .inC(let compiler, let isNative): BenchWords.inC(compiler, isNative: isNative)
        case .prefill: BenchWords.prefill
        case .batchOverlap: BenchWords.batchOverlap
        case .served(let serving, let workers):
            BenchWords.served(
                serving.name + (workers > 0 ? " prefill_workers=" + String(Int(workers)) : ""))
        }
    }
}

extension SpeedBenchmark.Way {
    /// Whether the case space was swept.
    fileprivate var isCase: Bool {
        switch self {
        case .oneCore, .allCores, .inC: true
        case .prefill, .batchOverlap, .served: false
        }
    }
}
