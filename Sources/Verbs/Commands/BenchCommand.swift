import Benchmark
import Catalog
import CostModel
import Language
import Notebook
import Presentation
import Words

extension Command<Session> {
    static let bench = Command(
        "bench", synonyms: ["benchmark", "speed"], abstract: "Measures how many plans a second the engine evaluates.",
        discussion: """
            Sweeps 1,440,000 distinct plans (chips x tp x moe_tp x inter_bw x batch) of SG2260E and DeepSeek-V3, five
            times each: on one core, on all cores, and the same equations in C compiled with -O3. Rates are the best of
            the five; build with -c release.
            """,
        examples: [], isRecorded: false, isIdle: true
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let rates = SweepBenchmark(
            base: Session().draft, cores: context.environment.cores, now: context.environment.now
        ).run(isCancelled: context.environment.isCancelled)
        guard let rates else { throw .interrupted }
        let columns = [
            Table.Column("way", heading: BenchWords.way, alignment: .left),
            Table.Column("plans", heading: BenchWords.plans, places: 0),
            Table.Column("rate", heading: BenchWords.rate, unit: BenchWords.millions, places: 2),
            Table.Column("ratio", heading: BenchWords.againstC, places: 2),
        ]
        let ways = [
            (BenchWords.oneCore, rates.oneCore), (BenchWords.allCores(context.environment.cores), rates.allCores),
            (BenchWords.inC, rates.reference),
        ]
        let rows: [[Table.Cell]] = ways.map { name, rate in
            [.text(name), .number(Double(rates.plans)), .number(rate / 1e6), .number(rate / rates.reference)]
        }
        return Outcome(nil, [.table(Table(columns: columns, rows: rows))])
    }
}
