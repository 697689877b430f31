import CostModel
import Language
import Text
import Units

/// What a page for those who decide says besides what every verb says.
public enum ReportWords {
    /// The title.
    public static func title(model: String, chip: String) -> String {
        say(en: "\(model) on \(chip): a deployment plan", zh: "\(model) 在 \(chip) 上的部署方案")
    }

    /// Two kinds of chips.
    public static func twoChips(_ chip: String, _ prefill: String) -> String {
        say(en: "\(chip) (decode) and \(prefill) (prefill)", zh: "\(chip)（Decode）和 \(prefill)（Prefill）")
    }

    /// So many chips of a kind.
    public static func count(_ count: Double, _ chip: String) -> String {
        let isWhole = count == count.rounded() && count.magnitude < 1e9
        let number = isWhole ? Decimal.grouped(Int(count)) : Decimal.significant(count, digits: 4)
        return say(en: "\(number) x \(chip)", zh: "\(number) 颗 \(chip)")
    }

    /// The answer in one sentence; a plan that misses what was asked is none.
    ///
    /// - Parameters:
    ///   - chips: the chips of all copies.
    ///   - misses: the conditions that the plan does not meet.
    ///   - asked: how many conditions there are.
    public static func answer(
        chips: String, model: String, _ layout: String, misses: [String], asked: Int
    ) -> String {
        guard misses.isEmpty else {
            let missed = ListWords.and(misses)
            return say(
                en: "Not as asked: \(model) on \(chips), laid out as \(layout), misses \(missed).",
                zh: "未达到要求：用 \(chips) 部署 \(model)，布局为 \(layout)，不满足 \(missed)。")
        }
        let verdict = asked == 0 ? "" : say(en: " It meets what was asked of it.", zh: "满足全部要求。")
        return say(
            en: "Recommended: serve \(model) on \(chips), laid out as \(layout).\(verdict)",
            zh: "建议：用 \(chips) 部署 \(model)，布局为 \(layout)。\(verdict)")
    }

    /// What wrote the page.
    public static func footer(_ stamp: FileStamp) -> String {
        let (version, constants) = (stamp.version ?? "", stamp.constants ?? "")
        return say(
            en:
                "Written by Sextant \(version), constants \(constants). All figures are computed; none was measured on this "
                + "deployment.",
            zh: "由 Sextant \(version) 生成，常数版本 \(constants)。所有数值均为计算结果，并非在该部署上实测。")
    }
}

/// The headings of a report.
extension ReportWords {
    /// The figures of the plan.
    public static var figures: String { say(en: "In figures", zh: "关键数据") }
    /// What was asked.
    public static var question: String { say(en: "The question", zh: "问题") }
    /// The plan that is recommended.
    public static var plan: String { say(en: "The recommended plan", zh: "推荐方案") }
    /// Why it is.
    public static var reasons: String { say(en: "Why this plan: what binds it", zh: "为什么是该方案：受什么限制") }
    /// Others.
    public static var alternatives: String { say(en: "Runners-up of other kinds", zh: "其他类型的候选方案") }
    /// Money.
    public static var cost: String { say(en: "Cost and power", zh: "成本与功耗") }
    /// Percentiles.
    public static var tails: String { say(en: "What slow requests see", zh: "慢请求的时延") }
    /// Other loads.
    public static var load: String { say(en: "At other loads", zh: "其他负载下的表现") }
    /// What moves the figures.
    public static var sensitivity: String { say(en: "What moves the answer", zh: "哪些参数影响结论") }
    /// Trust.
    public static var trust: String { say(en: "How far this can be trusted", zh: "可信度") }
    /// What is left out.
    public static var limits: String { say(en: "What is not modelled", zh: "未建模的内容") }
    /// The session.
    public static var replay: String { say(en: "How to do this again", zh: "如何复现") }
    /// Sources.
    public static var sources: String { say(en: "Where the constants come from", zh: "常数来源") }
    /// All figures.
    public static var everyFigure: String { say(en: "Every figure of the plan", zh: "该方案的全部数值") }
    /// DRAM.
    public static var memory: String { say(en: "Where the memory goes", zh: "DRAM 占用") }
    /// Rules of thumb.
    public static var rules: String { say(en: "Rules of thumb", zh: "经验规则") }
}

/// The words of tables and lists.
extension ReportWords {
    /// A condition.
    public static var condition: String { say(en: "asked", zh: "要求") }
    /// The plan's value.
    public static var planHas: String { say(en: "the plan has", zh: "方案值") }
    /// A unit.
    public static var unit: String { say(en: "unit", zh: "单位") }
    /// How much a condition is met by.
    public static var spare: String { say(en: "to spare", zh: "余量") }
    /// Whether it is met.
    public static var verdict: String { say(en: "verdict", zh: "结论") }
    /// A figure.
    public static var figure: String { say(en: "figure", zh: "指标") }
    /// A value.
    public static var value: String { say(en: "value", zh: "值") }
    /// A meaning.
    public static var meaning: String { say(en: "meaning", zh: "含义") }
    /// A setting.
    public static var setting: String { say(en: "setting", zh: "参数") }
    /// A finding.
    public static var finding: String { say(en: "finding", zh: "发现") }
    /// A source.
    public static var whereFrom: String { say(en: "source", zh: "来源") }
    /// A chip.
    public static var chip: String { say(en: "Chip", zh: "芯片") }
    /// The chip of decode workers.
    public static var decodeChip: String { say(en: "Chip that decodes", zh: "Decode 芯片") }
    /// The chip of prefill workers.
    public static var prefillChip: String { say(en: "Chip that prefills", zh: "Prefill 芯片") }
    /// A model.
    public static var model: String { say(en: "Model", zh: "模型") }
    /// What is served.
    public static var workload: String { say(en: "Load", zh: "负载") }
    /// What is asked for.
    public static var asked: String { say(en: "Asked of it", zh: "要求") }
    /// What decides.
    public static var orderedBy: String { say(en: "Chosen by", zh: "选择依据") }
    /// What was looked at.
    public static var searched: String { say(en: "Looked at", zh: "搜索范围") }
    /// What is not as the catalogue has it.
    public static var changed: String { say(en: "Set by hand", zh: "自行设置") }
    /// Nothing is asked for.
    public static var nothing: String { say(en: "nothing", zh: "无") }
    /// The plan that is recommended, in a legend and in a table.
    public static var recommended: String { say(en: "recommended", zh: "推荐") }
    /// In what others are better.
    public static var betterIn: String { say(en: "better in", zh: "优势") }
    /// They are better in nothing.
    public static var inNothing: String { say(en: "nothing", zh: "无") }

    /// Whether a condition is met.
    public static func verdict(isMet: Bool) -> String {
        isMet ? say(en: "met", zh: "满足") : say(en: "missed", zh: "不满足")
    }

    /// The change against the plan that is recommended.
    public static func change(_ row: Int) -> String { say(en: "against \(row)", zh: "与第 \(row) 名比") }

    /// A name and what is said of it.
    public static func described(_ title: String, _ figures: String) -> String {
        say(en: "\(title): \(figures)", zh: "\(title)：\(figures)")
    }

    /// Nothing was asked of plans.
    public static var nothingAsked: String {
        say(en: "Nothing was asked of the plans ('slo' sets limits).", zh: "未对方案提出要求（可用“slo”设置限值）。")
    }

    /// What plans are ordered by.
    public static func goal(_ metric: Metric) -> String {
        let summary =
            metric.summary.hasSuffix(".") || metric.summary.hasSuffix("。")
            ? String(metric.summary.dropLast()) : metric.summary
        return say(en: "\(summary) (\(metric.name))", zh: "\(summary)（\(metric.name)）")
    }

    /// Requests that come at a rate; `rest` says what else is set of them.
    public static func requests(_ rate: String, input: Double, output: Double, _ rest: String) -> String {
        let lengths = (Decimal.shortest(input), Decimal.shortest(output))
        let text = say(
            en: "\(rate), each with \(lengths.0) tokens in and \(lengths.1) out",
            zh: "\(rate)，每个请求输入 \(lengths.0) token、输出 \(lengths.1) token")
        return rest.isEmpty ? text : say(en: "\(text); \(rest)", zh: "\(text)；\(rest)")
    }

    /// 'size' has ordered the plans.
    public static var bySize: String {
        say(
            en: "'size': the fewest chips, or the least cost or power where that was asked",
            zh: "“size”：芯片数最少；指定时为成本或功耗最低")
    }

    /// Plans that carry a load.
    public static func sized(_ count: Int) -> String {
        say(
            en:
                "layouts of every kind that carry the load ('size'); the best \(Decimal.grouped(count)), each of another kind",
            zh: "能承载该负载的各类布局（“size”）；取最优的 \(Decimal.grouped(count)) 个，类型各不相同")
    }

    /// The parts of a step.
    public static func stepTitle(_ seconds: Double) -> String {
        let time = Decimal.fixed(1e3 * seconds, places: 1)
        return say(en: "Where the \(time) ms of a step go", zh: "单步 \(time) ms 的构成")
    }

    /// What a figure is moved by.
    public static func moving(_ metric: Metric, _ value: String, _ unit: String) -> String {
        say(en: "What moves \(metric.name), now \(value) \(unit)", zh: "影响 \(metric.name)（当前 \(value) \(unit)）的参数")
    }

    /// Parameters that move it less.
    public static func lesser(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "parameter")) more, of less weight ('sensitivity' shows all)",
            zh: "另有 \(Decimal.grouped(count)) 个参数影响更小（“sensitivity”列出全部）")
    }

    /// A range with many values.
    public static func range(_ low: String, _ high: String, _ count: Int) -> String {
        say(en: "\(low)..\(high) (\(count) values)", zh: "\(low)..\(high)（\(count) 个值）")
    }

    /// No others were looked at.
    public static var onePlan: String { say(en: "this plan alone, as it was set", zh: "只评估了该方案（按设置）") }

    /// Plans of a sweep.
    public static func evaluated(_ count: Int, _ ranges: String, _ left: Int) -> String {
        say(
            en:
                "\(Counted.text(count, "plan")), of which \(Decimal.grouped(left)) can run and meet what was asked: \(ranges)",
            zh: "\(Decimal.grouped(count)) 个方案，其中 \(Decimal.grouped(left)) 个可运行且满足要求：\(ranges)")
    }

    /// Plans that a search kept.
    public static func kept(_ count: Int, _ ranges: String) -> String {
        say(
            en: "the best \(Counted.text(count, "plan")) of a search: \(ranges)",
            zh: "搜索得到的最优 \(Decimal.grouped(count)) 个方案：\(ranges)")
    }
}

/// What is said of the certainty of a figure.
extension ReportWords {
    /// The interval of a figure.
    public static func interval(_ text: String) -> String { say(en: "80 % within \(text)", zh: "80 % 落在 \(text)") }

    /// There is no interval, and why.
    public static func noBand(_ level: String) -> String { say(en: "\(level), no band", zh: "\(level)，无误差区间") }

    /// Nothing is known.
    public static var unknownTrust: String { say(en: "trust not known", zh: "可信度未知") }

    /// It is a count.
    public static var isCounted: String { say(en: "exact: a count", zh: "精确：计数") }

    /// It is chips times a price.
    public static var isPriced: String { say(en: "chips times price", zh: "芯片数乘价格") }

    /// It is a sum of sizes.
    public static var isSummed: String { say(en: "a sum of sizes", zh: "按容量累加") }

    /// It follows from the chip's design power.
    public static var isOfChip: String { say(en: "from the chip's tdp", zh: "按芯片 tdp 计") }

    /// It is set.
    public static var isSet: String { say(en: "exact: as set", zh: "精确：设定值") }

    /// A constant was set by hand.
    public static var setInSession: String { say(en: "set in this session", zh: "在本会话中设置") }
}

/// The sentences above tables and pictures.
extension ReportWords {
    /// What stands in the list of alternatives.
    public static var aboutAlternatives: String {
        say(
            en:
                "The best plan of each other kind (chip, serving, chips and how they share the model); where there are few "
                + "kinds, the next in rank.",
            zh: "其他每种类型（芯片、服务方式、芯片数及模型切分方式）中的最优方案；类型较少时补充排名靠后的方案。")
    }

    /// The unit of what stands for a load.
    public static func loadUnit(_ parameter: Parameter, _ scenario: Scenario) -> String {
        let isPrefill = scenario.workload.serving == .static && scenario.workload.phase == .prefill
        return switch parameter.name {
        case "rate": "requests/s"
        case "batch" where isPrefill: say(en: "sequences in all", zh: "序列总数")
        case "batch": say(en: "sequences/chip", zh: "序列/芯")
        case "concurrency": say(en: "requests in flight", zh: "并发请求")
        default: ""
        }
    }

    /// What the curve is.
    public static func aboutLoad(_ parameter: Parameter) -> String {
        say(
            en: "All else stays as in the plan; \(parameter.name): \(parameter.summary)",
            zh: "其余设置与方案相同；\(parameter.name)：\(parameter.summary)")
    }

    /// What the bars are.
    public static func aboutSensitivity(_ metric: Metric) -> String {
        say(
            en: "What 10 % less and more of each parameter makes of \(metric.name).",
            zh: "各参数减少和增加 10 % 时 \(metric.name) 的变化。")
    }

    /// Rents are the buyer's own.
    public static var ownPrice: String {
        say(en: "Prices are those that were set in this session.", zh: "价格为本会话中设置的值。")
    }

    /// What no cost holds.
    public static var notInCost: String {
        say(
            en: "Networks, hosts, floor space and people are in no cost but what was put into the price of a chip.",
            zh: "网络、主机、场地和人力只有计入芯片价格时才包含在成本中。")
    }

    /// What the list is.
    public static var aboutLimits: String {
        say(
            en: "The engine adds up work and divides it by rates. What follows is not in the figures above.",
            zh: "引擎把工作量累加后除以速率。以下内容不在上述数值之中。")
    }

    /// How a session is replayed.
    public static func aboutReplay(_ stamp: FileStamp) -> String {
        say(
            en:
                "Save these lines as study.sextant; 'sextant study.sextant' runs them and comes to the same figures with the "
                + "same version (\(stamp.version ?? ""), constants \(stamp.constants ?? "")).",
            zh: "把以下各行保存为 study.sextant；用同一版本（\(stamp.version ?? "")，常数版本 \(stamp.constants ?? "")）"
                + "执行“sextant study.sextant”可得到相同的数值。")
    }

    /// Where a model is from.
    public static func readFrom(_ model: String, _ repository: String) -> String {
        say(
            en: "\(model): read from config.json of \(repository) on the Hugging Face Hub",
            zh: "\(model)：读取自 Hugging Face Hub 上 \(repository) 的 config.json")
    }

    /// What was written, and where.
    public static func written(_ plan: String, to path: String) -> String {
        say(en: "report on \(plan) written to \(path)", zh: "\(plan) 的报告已写入 \(path)")
    }

    /// Chinese characters cannot be shown.
    public static var noChineseFont: String {
        say(
            en:
                "no font with Chinese characters is installed, so that boxes stand for them; on Debian: apt-get install "
                + "fonts-noto-cjk",
            zh: "未安装中文字体，汉字会显示为方框；在 Debian 上执行：apt-get install fonts-noto-cjk")
    }

    /// What a format is for.
    public static var pdfSummary: String {
        say(en: "pages for paper, through WeasyPrint", zh: "用于打印的页面，由 WeasyPrint 生成")
    }
}

/// Figures that stand out, in words.
extension ReportWords {
    /// What a metric is, in a few words; its name where it has none here.
    public static func label(_ metric: Metric) -> String {
        switch metric.name {
        case "all_chips": say(en: "chips", zh: "芯片总数")
        case "total_tps": say(en: "throughput in total", zh: "总吞吐")
        case "tps_chip": say(en: "throughput of a chip", zh: "单芯吞吐")
        case "tps_batch": say(en: "speed of a request", zh: "单请求速度")
        case "tpot_ms": say(en: "time of a token, mean", zh: "每 token 时延，平均")
        case "ttft_ms": say(en: "time to the first token, mean", zh: "首 token 时延，平均")
        case "ttft_p95_ms": say(en: "first token, 95 % within", zh: "首 token 时延，95 % 以内")
        case "tpot_p95_ms": say(en: "token, 95 % within", zh: "每 token 时延，95 % 以内")
        case "capacity": say(en: "requests it can serve", zh: "服务能力")
        case "load": say(en: "capacity in use", zh: "服务能力使用率")
        case "dram": say(en: "memory of a chip in use", zh: "单芯 DRAM 占用")
        case "cost_mtok": say(en: "cost of a million tokens", zh: "每百万 token 成本")
        case "cost_hour": say(en: "cost of an hour", zh: "每小时成本")
        case "kw": say(en: "power of the site", zh: "机房功率")
        default: metric.name
        }
    }
}

extension ReportWords {
    /// A metric.
    public static var metric: String { say(en: "metric", zh: "指标名") }

    /// The program that makes pages is missing.
    public static func noPDF(_ program: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "a .pdf takes \(program), which is not installed", zh: "写 .pdf 需要 \(program)，但未安装"), at: span,
            expected: say(en: "a name that ends in .html or .md", zh: "扩展名为 .html 或 .md 的文件名"),
            hint: say(
                en: "on Debian: apt-get install \(program); any browser prints the .html too",
                zh: "在 Debian 上执行：apt-get install \(program)；也可用浏览器打印 .html"))
    }
}
