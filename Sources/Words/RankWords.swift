import CostModel
import Language
import Text
import Units

/// What is said of the order of plans.
public enum RankWords {
    /// `against 1 in tps_chip: 2 -0.9 %, 3 -9.1 %`.
    public static func losses(_ metric: Metric, _ losses: [(rank: Int, share: Double)]) -> String {
        let texts = losses.map { loss in
            let share = ShareWords.signed(loss.share)
            return say(en: "\(loss.rank) \(share)", zh: "第 \(loss.rank) 名 \(share)")
        }
        let list = texts.joined(separator: say(en: ", ", zh: "，"))
        return say(en: "against 1 in \(metric.name): \(list)", zh: "\(metric.name) 与第 1 名相比：\(list)")
    }

    /// `best of these: 3 in tpot_ms, tps_batch, dram; 2 in ttft_ms`.
    public static func bests(_ winners: [(rank: Int, names: [String])]) -> String {
        let texts = winners.map { winner in
            say(
                en: "\(winner.rank) in \(winner.names.joined(separator: ", "))",
                zh: "第 \(winner.rank) 名 \(winner.names.joined(separator: "、"))")
        }
        return say(
            en: "best of these: \(texts.joined(separator: "; "))", zh: "各项最优：\(texts.joined(separator: "；"))")
    }

    /// Plans were put in order; a remark follows.
    public static func sorted(_ count: Int, by name: String, descending: Bool, _ remark: String) -> String {
        let direction = descending ? highestFirst : lowestFirst
        return say(
            en: "\(Counted.text(count, "plan")) by \(name), \(direction)\(remark)",
            zh: "\(Decimal.grouped(count)) 个方案按 \(name) 排序，\(direction)\(remark)")
    }

    /// The order that rises.
    public static var lowestFirst: String { say(en: "lowest first", zh: "从低到高") }

    /// The order that falls.
    public static var highestFirst: String { say(en: "highest first", zh: "从高到低") }

    /// A word is not a direction.
    public static func unknownDirection(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "unknown direction '\(word)'", zh: "未知排序方向“\(word)”"), at: span,
            expected: say(en: "asc or desc", zh: "asc 或 desc"))
    }
}
