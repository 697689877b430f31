import CostModel
import Planning
import Text
import Units

/// What is said about how many chips a load takes.
public enum SizingWords {
    /// What `size` takes.
    public static var argumentHelp: String {
        say(
            en:
                "by=chips|cost|power, chips=32, margin=20%, spare=1, max_chips=136, arch=h100,h200, or a pinned parameter",
            zh: "by=chips|cost|power、chips=32、margin=20%、spare=1、max_chips=136、arch=h100,h200，或固定某个参数")
    }
    /// What `by` is.
    public static var byHelp: String {
        say(en: "what is to be least: chips, cost or power", zh: "优化目标：chips（芯片数）、cost（成本）或 power（功耗）最少")
    }
    /// What `chips` is.
    public static var chipsHelp: String { say(en: "the chips that there are: do they suffice?", zh: "现有芯片数：是否够用？") }
    /// What `margin` is.
    public static var marginHelp: String {
        say(en: "share of the capacity that stays free; 20% unless said", zh: "留作余量的服务能力比例；默认 20%")
    }
    /// What `spare` is.
    public static var spareHelp: String { say(en: "nodes that may fail", zh: "容许故障的节点数") }
    /// What `max_chips` is.
    public static var mostHelp: String { say(en: "chips at most", zh: "芯片数上限") }
    /// What `arch` is.
    public static var archHelp: String {
        say(en: "chips of the catalogue to compare, or all", zh: "要对比的芯片（目录中的名称），或 all")
    }
    /// A word behind `by=` that is none.
    public static func noGoal(_ word: String) -> String {
        say(en: "'\(word)' is not what a size can be least in", zh: "“\(word)”不是 size 的优化目标")
    }

    /// A number outside what makes sense.
    public static func outOfRange(_ word: String, _ range: ClosedRange<Double>) -> String {
        let (least, most) = (Decimal.shortest(range.lowerBound), Decimal.shortest(range.upperBound))
        return say(en: "'\(word)' is not in \(least)..\(most)", zh: "“\(word)”不在 \(least)..\(most) 范围内")
    }

    /// A parameter that is set by its verb, not pinned.
    public static func notPinned(_ parameter: Parameter) -> String {
        say(
            en: "size does not try values of \(parameter.name); '\(parameter.scope.rawValue) set' sets it",
            zh: "size 不尝试 \(parameter.name) 的取值；请用“\(parameter.scope.rawValue) set”设置")
    }

    /// A parameter that nobody chooses under a load.
    public static func follows(_ parameter: Parameter) -> String {
        say(
            en: "\(parameter.name) follows from the load; max_running bounds it",
            zh: "\(parameter.name) 由负载决定；可用 max_running 限制")
    }
    /// A load of requests cannot be a static batch.
    public static var serves: String {
        say(en: "a static batch has no load of requests", zh: "static 批次没有请求负载")
    }
    /// What serves one.
    public static var servings: String { say(en: "agg or disagg", zh: "agg 或 disagg") }

    /// No load is set.
    public static var noRate: String { say(en: "no load is set", zh: "未设置负载") }
    /// How to set one.
    public static var setRate: String {
        say(
            en: "workload set rate=50 input=4000 output=1000, and slo ttft_p95_ms<=2s tpot_p95_ms<=50",
            zh: "例如 workload set rate=50 input=4000 output=1000，以及 slo ttft_p95_ms<=2s tpot_p95_ms<=50")
    }
    /// No answer is asked for.
    public static var noOutput: String { say(en: "the answers of the load have no tokens", zh: "负载的输出长度为 0") }

    /// A command looks at what is set, and not at what was sized.
    public static func notTaken(_ configuration: String) -> String {
        say(
            en: "this is of \(configuration) as it is set, and of none that 'size' found: 'config from 1' takes the "
                + "first over",
            zh: "以上针对当前设置的 \(configuration)，而非“size”找到的方案；“config from 1”采用其中第一个")
    }

    /// The heading of how much more a plan carries.
    public static var headroom: String { say(en: "headroom", zh: "余量") }
    /// What stands there.
    public static var headroomNote: String {
        say(
            en: "requests/s that it carries within the slo and the margin, beyond those that come; spare nodes down",
            zh: "在 SLO 与余量之内还能多承载的请求率（备用节点故障时）")
    }
    /// The heading of what the chips that are bought cost.
    public static var boughtCost: String { say(en: "bought_cost", zh: "购置成本") }
    /// The heading of what power they take.
    public static var boughtPower: String { say(en: "bought_kw", zh: "购置功率") }
    /// What stands in both.
    public static var boughtPriceNote: String {
        say(en: "what plans are ordered by: whole nodes or racks", zh: "排序依据：按整节点或整机柜计")
    }

    /// The heading of how chips are shared out.
    public static var layout: String { say(en: "layout", zh: "布局") }
    /// What stands there.
    public static var layoutNote: String {
        say(en: "copies or workers x chips of each (how they share the model)", zh: "副本数或实例数 x 各自芯片数（模型切分方式）")
    }

    /// `agg 6x4 (tp4)`, `disagg 3x4 (tp2 pp2) + 11x1 (tp1) prefill`: copies or workers, and the chips of each.
    public static func layout(_ scenario: Scenario) -> String {
        let d = scenario.deployment
        func worker(_ deployment: Deployment) -> String {
            var words = ["tp\(Decimal.shortest(deployment.tp))"]
            if deployment.pp > 1 { words.append("pp\(Decimal.shortest(deployment.pp))") }
            if deployment.moeTP > 1 { words.append("moe_tp\(Decimal.shortest(deployment.moeTP))") }
            return "\(Decimal.shortest(deployment.chips)) (\(words.joined(separator: " ")))"
        }
        let copies = Decimal.shortest(d.replicas)
        guard scenario.workload.serving == .disagg else {
            return "\(scenario.workload.serving.name) \(copies)x\(worker(d))"
        }
        let pools =
            "\(Decimal.shortest(d.decodeWorkers))x\(worker(d)) + \(Decimal.shortest(d.prefillWorkers))x"
            + say(
                en: "\(worker(scenario.prefillWorker.deployment)) prefill",
                zh: "\(worker(scenario.prefillWorker.deployment)) Prefill")
        return "disagg " + (d.replicas > 1 ? "\(copies)x(\(pools))" : pools)
    }

    /// A column of `size` that is not a metric.
    public static func isOfSizes(_ name: String) -> String {
        say(en: "'\(name)' is not a metric: it is known of what 'size' found", zh: "“\(name)”不是指标：仅“size”的结果具有该列")
    }
    /// Where it stands.
    public static var showsItself: String {
        say(
            en: "'size', and 'rows' and saved files behind it, show it by themselves",
            zh: "“size”及其后的“rows”和保存的文件会自行显示")
    }

    /// What is sized: the load, the chip and the model, the conditions and the margin.
    public static func title(_ scenario: Scenario, of title: String, _ terms: SizingTerms) -> String {
        let asked = ConditionWords.text(terms.conditions)
        let conditions = asked.isEmpty ? "" : say(en: "; \(asked)", zh: "；\(asked)")
        let spare =
            terms.spare > 0
            ? say(
                en: "; \(Counted.text(Int(terms.spare), "spare node"))",
                zh: "；备用节点 \(Decimal.grouped(Int(terms.spare))) 个") : ""
        return say(
            en:
                "\(title): \(load(scenario.workload)) of \(lengths(scenario.workload)) tokens\(conditions); at most "
                + "\(percent(1 - terms.margin)) of capacity\(spare)",
            zh:
                "\(title)：\(load(scenario.workload))，各 \(lengths(scenario.workload)) token\(conditions)；"
                + "最多使用服务能力的 \(percent(1 - terms.margin))\(spare)")
    }

    /// A model whose prompts are computed by a chip of their own, whatever chip decodes.
    public static func prefill(on chip: String, _ model: String) -> String {
        say(en: "\(model), prefill on \(chip)", zh: "\(model)，Prefill 使用 \(chip)")
    }

    /// What comes: requests/s, or users who think.
    private static func load(_ workload: Workload) -> String {
        guard workload.hasThinkers else { return rate(workload.rate) }
        let (users, think) = (Decimal.shortest(workload.users), Quantity.format(workload.think, .time))
        return say(
            en: "requests of \(users) users who think \(think)", zh: "\(users) 个用户（思考时间 \(think)）的请求")
    }

    private static func lengths(_ workload: Workload) -> String {
        "\(Decimal.shortest(workload.input)) + \(Decimal.shortest(workload.output))"
    }

    /// `50 requests/s`.
    public static func rate(_ rate: Double) -> String {
        let number = Decimal.significant(rate, digits: 4)
        return say(en: "\(number) requests/s", zh: "每秒 \(number) 个请求")
    }

    static func percent(_ share: Double) -> String { "\(Decimal.significant(100 * share, digits: 3)) %" }

    /// What the best plan takes.
    public static func takes(_ found: Sizing.Found) -> String {
        let s = found.scenario
        guard s.hasTwoChips else {
            let nodes = nodes(found.bought, s.chip)
            return say(
                en: "\(count(found.chips))\(nodes) \(found.chips == 1 ? "carries" : "carry") it",
                zh: "\(count(found.chips))\(nodes)可承载该负载")
        }
        func pool(_ chips: Double, _ chip: Chip) -> String {
            "\(count(chips))\(nodes(chip.bought(chips), chip))"
        }
        let (decode, prefill) = (pool(found.pools.decode, s.chip), pool(found.pools.prefill, s.onPrefillChip.chip))
        return say(
            en: "\(decode) that decode and \(prefill) that prefill carry it",
            zh: "\(decode)用于 Decode，\(prefill)用于 Prefill，可承载该负载")
    }

    /// ` (3 nodes of 8)`; empty where chips are had one by one.
    private static func nodes(_ bought: Double, _ chip: Chip) -> String {
        let node = chip.node
        guard node > 1 else { return "" }
        return say(
            en: " (\(Counted.text(Int(bought / node), "node")) of \(Int(node)))",
            zh: "（\(Decimal.grouped(Int(bought / node))) 个 \(Int(node)) 芯节点）")
    }

    /// What binds: what one copy fewer would break, with the spare nodes down.
    public static func binds(_ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        guard terms.spare > 0 else {
            return say(
                en: "with one copy fewer \(self.obstacle(obstacle, terms))",
                zh: "若减少一个副本，则\(self.obstacle(obstacle, terms))")
        }
        let nodes = Int(terms.spare)
        return say(
            en: "with \(Counted.text(nodes, "node")) down and one copy fewer \(self.obstacle(obstacle, terms))",
            zh: "若 \(Decimal.grouped(nodes)) 个节点故障且再减少一个副本，则\(self.obstacle(obstacle, terms))")
    }

    /// What is in the way of a single copy of half as many chips.
    public static func half(_ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        say(
            en: "it is a single copy; with half of its chips \(self.obstacle(obstacle, terms))",
            zh: "只有一个副本；若芯片减半，则\(self.obstacle(obstacle, terms))")
    }

    /// What is in the way.
    public static func obstacle(_ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        switch obstacle {
        case .noRoom: say(en: "no request has room", zh: "容不下任何请求")
        case .load(let load):
            say(en: "the load is \(percent(load)) of capacity", zh: "负载达到服务能力的 \(percent(load))")
        case .miss(let miss): say(en: ShareWords.miss(miss), zh: "不满足 \(ShareWords.miss(miss))")
        }
    }

    /// The most that a plan carries, and what is in the way of more.
    public static func carries(_ rate: Double, _ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        let obstacle = self.obstacle(obstacle, terms)
        guard rate > 0 else {
            return say(en: "it carries no request: \(obstacle)", zh: "无法承载任何请求：\(obstacle)")
        }
        return say(
            en: "it carries up to \(self.rate(rate)); beyond, \(obstacle)",
            zh: "最多可承载\(self.rate(rate))；再多则\(obstacle)")
    }

    /// Nothing was found.
    public static var nothing: String { say(en: "no number of chips carries the load", zh: "任何芯片数都无法承载该负载") }
    /// The same, with some parameters given.
    public static var nothingPinned: String {
        say(en: "nothing with what is pinned carries the load", zh: "在固定的参数下无任何方案可承载该负载")
    }
    /// Nothing was found with so many.
    public static func nothing(within chips: Double) -> String {
        say(
            en: "\(count(chips)) \(chips == 1 ? "does" : "do") not carry the load",
            zh: "\(count(chips))无法承载该负载")
    }
    /// The model fits nowhere.
    public static var fitsNowhere: String { say(en: "the model fits in no layout that was tried", zh: "尝试过的布局都放不下该模型") }

    /// What kept the layout that came nearest.
    public static func nearest(_ nearest: Sizing.Nearest, _ terms: SizingTerms) -> String {
        let obstacle = self.obstacle(nearest.obstacle, terms)
        guard nearest.isHopeless else {
            return say(
                en: "the nearest is \(layout(nearest.scenario)): \(obstacle)",
                zh: "最接近的布局为 \(layout(nearest.scenario))：\(obstacle)")
        }
        var one = nearest.scenario
        one.deployment.replicas = 1
        if one.workload.serving == .disagg { (one.deployment.decodeWorkers, one.deployment.prefillWorkers) = (1, 1) }
        return say(
            en: "one request alone takes too long, however many copies there are of \(layout(one)): \(obstacle)",
            zh: "单个请求本身就过慢，\(layout(one)) 的副本再多也无济于事：\(obstacle)")
    }

    /// What would help there: the changes that do alone.
    public static func remedies(_ remedies: [SizingRemedy]) -> String? {
        let shown = remedies.prefix(4).map { remedy in
            let value = ValueWords.of(remedy.needed, remedy.parameter)
            let isLess = remedy.needed < remedy.value
            let factor = Decimal.significant(remedy.factor, digits: 3)
            return "\(remedy.parameter.name)=\(value) (\(isLess ? "/" : "x") \(factor))"
        }
        guard !shown.isEmpty else { return nil }
        let all = shown.joined(separator: say(en: ", ", zh: "、"))
        return say(en: "one of these would do: \(all)", zh: "以下任一改动即可满足：\(all)")
    }

    /// The chips that there are suffice, and what they carry in all.
    public static func suffice(_ chips: Double, most: Double?, of rate: Double) -> String {
        let claim = say(
            en: "\(count(chips)) \(chips == 1 ? "suffices" : "suffice")", zh: "\(count(chips))够用")
        guard let most, most > rate else { return claim }
        return say(
            en: "\(claim): \(carries(chips)) \(self.rate(most)), \(percent(most / rate - 1)) more than come",
            zh: "\(claim)：\(carries(chips))\(self.rate(most))，比到达量多 \(percent(most / rate - 1))")
    }

    /// The same of one of several chips.
    public static func suffice(_ chips: Double, of chip: String, most: Double?, of rate: Double) -> String {
        let claim = suffice(chips, most: most, of: rate)
        return say(en: "\(chip): \(claim)", zh: "\(chip)：\(claim)")
    }

    /// Several values where one is asked for.
    public static func isList(_ text: String) -> String {
        say(en: "'\(text)' is a list; 'size' takes one number here", zh: "“\(text)”是列表；“size”在此只接受一个数")
    }

    /// They do not, and by how much.
    ///
    /// - Parameters:
    ///   - chips: how many there are.
    ///   - most: the requests/s that they carry; nil where they carry none.
    ///   - rate: those that come; nil where users bring them.
    public static func short(_ chips: Double, most: Double?, of rate: Double?) -> String {
        let claim = say(
            en: "\(count(chips)) \(chips == 1 ? "does" : "do") not suffice", zh: "\(count(chips))不够用")
        guard let rate else { return claim }
        guard let most else {
            return say(
                en: "\(claim): \(carries(chips)) no request within the conditions",
                zh: "\(claim)：满足约束条件时\(carries(chips)) 0 个请求")
        }
        return say(
            en: "\(claim): \(carries(chips)) \(self.rate(most)), \(percent(most / rate)) of what comes",
            zh: "\(claim)：\(carries(chips))\(self.rate(most))，为到达量的 \(percent(most / rate))")
    }

    private static func count(_ chips: Double) -> String {
        say(en: Counted.text(Int(chips), "chip"), zh: "\(Decimal.grouped(Int(chips))) 颗芯片")
    }
    private static func carries(_ chips: Double) -> String {
        chips == 1 ? say(en: "it carries", zh: "可承载") : say(en: "they carry", zh: "可承载")
    }

    /// How many would.
    public static func would(_ found: Sizing.Found) -> String {
        say(
            en: "\(count(found.chips)) would: \(layout(found.scenario))",
            zh: "\(count(found.chips))够用：\(layout(found.scenario))")
    }

    /// How many chips such a layout takes, beside those of the first plan.
    public static func laidOutLike(_ found: Sizing.Found?, _ first: PlanResult) -> String {
        guard let found else {
            return say(en: "no number of such copies carries the load", zh: "这样的副本再多也无法承载该负载")
        }
        return say(
            en:
                "laid out like that it takes \(count(found.chips)): \(layout(found.scenario)); row 1 has \(count(first.chips))",
            zh: "按此布局需 \(count(found.chips))：\(layout(found.scenario))；第 1 行为 \(count(first.chips))")
    }

    /// How it was found.
    public static func looked(_ layouts: Int) -> String {
        say(en: "tried \(Counted.text(layouts, "layout"))", zh: "已尝试 \(Decimal.grouped(layouts)) 种布局")
    }

    /// How far a comparison of chips is.
    public static func progress(_ chip: String, _ done: Int, of count: Int) -> String {
        say(
            en: "sizing \(chip), \(Decimal.grouped(done)) of \(Counted.text(count, "chip")) done; Ctrl-C leaves",
            zh: "正在求 \(chip)，已完成 \(Decimal.grouped(done))/\(Decimal.grouped(count))；Ctrl-C 放弃")
    }

    /// How long it took.
    public static func timing(_ seconds: Double) -> String {
        say(en: "; took \(ValueWords.duration(seconds))", zh: "；耗时 \(ValueWords.duration(seconds))")
    }

    /// How to go on.
    public static var takeOver: String {
        say(
            en: "'config from 1' takes the first over, 'simulate 1' plays it through",
            zh: "“config from 1”采用第一个方案，“simulate 1”对其做仿真")
    }

    /// Chips that are compared, in the heading of a column.
    public static var arch: String { say(en: "arch", zh: "芯片") }
    /// Chips on which nothing was found, each with what was in the way of the nearest plan; many in one line.
    public static func without(_ chips: [(name: String, reason: String)]) -> [String] {
        guard chips.count > 5 else {
            return chips.map {
                say(en: "no plan on \($0.name): \($0.reason)", zh: "\($0.name) 无可行方案：\($0.reason)")
            }
        }
        let names = chips.map(\.name)
        return [
            say(
                en: "no plan on \(names.joined(separator: ", "))", zh: "无可行方案：\(names.joined(separator: "、"))")
        ]
    }
}
