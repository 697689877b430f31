import Language
import Measurements
import Text
import Units

/// What is said of validations.
public enum ValidationWords {
    /// Rows of a file, and those that the engine could be asked for.
    public static func rows(_ count: Int, expressed: Int) -> String {
        say(
            en: "\(Counted.text(count, "row")), \(Decimal.grouped(expressed)) expressed",
            zh: "\(Decimal.grouped(count)) 行，其中 \(Decimal.grouped(expressed)) 行可建模")
    }

    /// Rows ran on the chip of the session.
    public static func chipAsSet(_ chip: String) -> String {
        say(
            en: "rows of \(chip) run on the session's chip as it is set", zh: "\(chip) 的行按会话中芯片的当前参数计算")
    }

    /// Rows that state no load, and the requests in flight that are taken for them.
    public static func saturated(_ count: Int, _ taken: ClosedRange<Double>) -> String {
        let (least, most) = (Decimal.shortest(taken.lowerBound), Decimal.shortest(taken.upperBound))
        let range = least == most ? least : say(en: "\(least) to \(most)", zh: "\(least) 到 \(most)")
        return say(
            en: """
                \(Counted.text(count, "row")) without a load: taken as the highest throughput, with the requests in flight \
                that reach it (\(range))
                """,
            zh: "\(Decimal.grouped(count)) 行未注明负载：视为最高吞吐，在途请求数取能达到该吞吐的值（\(range)）")
    }

    /// Columns that are taken as labels.
    public static func labels(_ labels: [String]) -> String {
        say(en: "labels: \(labels.joined(separator: ", "))", zh: "标签列：\(labels.joined(separator: "、"))")
    }

    /// A label that may be a slip in a column's name.
    public static func label(_ label: String, meant nearest: String) -> String {
        say(en: "\(label) (or is '\(nearest)' meant?)", zh: "\(label)（是否指“\(nearest)”？）")
    }

    /// Over the table of the largest errors.
    public static var largestErrors: String { say(en: "The largest errors of each metric:", zh: "各指标误差最大的行：") }

    /// How well plans are ordered.
    public static func ranks(_ ranks: RankQuality) -> String {
        let what = say(
            en: """
                order of plans: \(Counted.text(ranks.sets, "set")) of rows that serve the same \
                (\(Decimal.grouped(ranks.rows)) rows), Kendall's tau \(Decimal.fixed(ranks.tau, places: 2)) by tps_chip
                """,
            zh: """
                方案排序：\(Decimal.grouped(ranks.sets)) 组服务条件相同的行（共 \(Decimal.grouped(ranks.rows)) 行），\
                按 tps_chip 的 Kendall tau 为 \(Decimal.fixed(ranks.tau, places: 2))
                """)
        let missed = say(
            en: "it misses that limit in \(percent(ranks.missed)) of the sets",
            zh: "在 \(percent(ranks.missed)) 的组中超出该上限")
        guard ranks.chosen > 0 else {
            return say(
                en: "\(what); no plan is predicted to keep its set's median TPOT, so none is chosen",
                zh: "\(what)；没有预测值能满足组内 TPOT 中位数的方案，因此未选出方案")
        }
        guard ranks.regret.isFinite else {
            return say(
                en: "\(what); of the plan chosen under a set's median TPOT, \(missed)",
                zh: "\(what)；以组内 TPOT 中位数为上限选出的方案，\(missed)")
        }
        return say(
            en: """
                \(what); the plan chosen under a set's median TPOT serves \(percent(ranks.regret)) less than the best, \
                and \(missed)
                """,
            zh: "\(what)；以组内 TPOT 中位数为上限选出的方案，吞吐比最优方案低 \(percent(ranks.regret))，且\(missed)")
    }

    private static func percent(_ share: Double) -> String { "\(Decimal.fixed(100 * share, places: 1)) %" }

    /// Over the table of the rows that cannot be what they say.
    public static func flagged(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "row")) that cannot be what they say, the first of them:",
            zh: "\(Decimal.grouped(count)) 行数据不可能成立，前几行：")
    }

    /// Why a row cannot be what it says.
    public static func flag(_ flag: RowFlag) -> String {
        switch flag {
        case .tooFast(let least):
            say(
                en:
                    "a token takes \(Decimal.significant(1000 * least, digits: 2)) ms for the bytes of one request alone",
                zh: "仅单个请求的访存，每 token 就需 \(Decimal.significant(1000 * least, digits: 2)) ms")
        case .tooMuchWork(let share):
            say(
                en: "its tokens take \(Decimal.significant(share, digits: 2)) times the FLOP of its chips",
                zh: "其 token 所需算力为芯片峰值的 \(Decimal.significant(share, digits: 2)) 倍")
        case .fewerRunning(let asked, let ran):
            say(
                en: """
                    of \(Decimal.significant(asked, digits: 4)) requests about \(Decimal.significant(ran, digits: 2)) ran \
                    at once; the others waited
                    """,
                zh: """
                    \(Decimal.significant(asked, digits: 4)) 个请求中约有 \(Decimal.significant(ran, digits: 2)) 个\
                    同时运行，其余在排队
                    """)
        }
    }

    /// Over the table of the rows that the engine could not be asked for.
    public static var rowsNotExpressed: String { say(en: "Rows that could not be expressed:", zh: "无法建模的行：") }

    /// Reasons that are not shown.
    public static func moreReasons(_ count: Int) -> String {
        say(en: Counted.text(count, "more reason"), zh: "另有 \(Decimal.grouped(count)) 种原因")
    }

    /// Where all reasons are.
    public static var whereReasonsAre: String { say(en: "--out has each row's", zh: "每行的原因见 --out") }

    /// The group of all rows.
    public static var allRows: String { say(en: "all", zh: "全部") }

    /// A file that rows are to be written to is not a CSV.
    public static func isNotATable(_ out: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(out.value)' is not a table", zh: "“\(out.value)”不是表格"), at: out.span,
            expected: say(en: "a name that ends in .csv", zh: "以 .csv 结尾的文件名"))
    }

    /// A file that rows are to be written to is the one that is read.
    public static func isValidated(_ out: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(out.value)' is the table that is validated", zh: "“\(out.value)”就是要验证的表格"), at: out.span,
            expected: say(en: "another name", zh: "另一个文件名"))
    }
}

extension ValidationWords {
    /// The headings of what a validation shows.
    public enum Heading {
        /// Over the words that tell groups apart.
        public static var group: String { say(en: "group", zh: "分组") }
        /// Over names of metrics.
        public static var metric: String { say(en: "metric", zh: "指标") }
        /// Over numbers of figures.
        public static var count: String { say(en: "n", zh: "样本数") }
        /// Over mean magnitudes of errors.
        public static var mape: String { say(en: "MAPE", zh: "MAPE") }
        /// Over median magnitudes of errors.
        public static var median: String { say(en: "median", zh: "中位误差") }
        /// Over mean errors with their sign.
        public static var bias: String { say(en: "bias", zh: "偏差") }
        /// Over numbers of figures whose prediction has a band.
        public static var banded: String { say(en: "with band", zh: "有误差区间") }
        /// Over the shares of these that were measured within it.
        public static var within: String { say(en: "within", zh: "落入区间") }
        /// Over rows that the engine could not be asked for.
        public static var notExpressed: String { say(en: "not expressed", zh: "无法建模") }
        /// Over numbers of lines.
        public static var line: String { say(en: "line", zh: "行号") }
        /// Over names of files with lines.
        public static var place: String { say(en: "file and line", zh: "文件与行号") }
        /// Over what was measured, in short.
        public static var whatRan: String { say(en: "what ran", zh: "运行配置") }
        /// Over what the engine says.
        public static var predicted: String { say(en: "predicted", zh: "预测") }
        /// Over what was measured.
        public static var measured: String { say(en: "measured", zh: "实测") }
        /// Over how far the engine is off.
        public static var error: String { say(en: "error", zh: "误差") }
        /// Over why rows could not be expressed.
        public static var reason: String { say(en: "reason", zh: "原因") }
        /// Over numbers of rows.
        public static var rows: String { say(en: "rows", zh: "行数") }
        /// Over the first lines with a reason.
        public static var lines: String { say(en: "lines", zh: "行号") }
    }
}
