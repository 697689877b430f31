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
                "by=chips|cost|power, chips=32, margin=20%, spare=1, max_chips=136, arch=h100,h200, or a pinned parameter"
        )
    }
    /// What `by` is.
    public static var byHelp: String { say(en: "what is to be least: chips, cost or power") }
    /// What `chips` is.
    public static var chipsHelp: String { say(en: "the chips that there are: do they suffice?") }
    /// What `margin` is.
    public static var marginHelp: String { say(en: "share of the capacity that stays free; 20% unless said") }
    /// What `spare` is.
    public static var spareHelp: String { say(en: "nodes that may fail") }
    /// What `max_chips` is.
    public static var mostHelp: String { say(en: "chips at most") }
    /// What `arch` is.
    public static var archHelp: String { say(en: "chips of the catalogue to compare, or all") }
    /// A word behind `by=` that is none.
    public static func noGoal(_ word: String) -> String { say(en: "'\(word)' is not what a size can be least in") }

    /// A number outside what makes sense.
    public static func outOfRange(_ word: String, _ range: ClosedRange<Double>) -> String {
        say(en: "'\(word)' is not in \(Decimal.shortest(range.lowerBound))..\(Decimal.shortest(range.upperBound))")
    }

    /// A parameter that is set by its verb, not pinned.
    public static func notPinned(_ parameter: Parameter) -> String {
        say(en: "size does not try values of \(parameter.name); '\(parameter.scope.rawValue) set' sets it")
    }

    /// No load is set.
    public static var noRate: String { say(en: "no load is set") }
    /// How to set one.
    public static var setRate: String {
        say(en: "workload set rate=50 input=4000 output=1000, and slo ttft_p95_ms<=2s tpot_p95_ms<=50")
    }
    /// No answer is asked for.
    public static var noOutput: String { say(en: "the answers of the load have no tokens") }

    /// No price, or no power, so that nothing can be least in it.
    public static func noPrice(_ goal: SizingTerms.Goal, _ chip: String, _ prefill: String? = nil) -> String {
        let what = goal == .cost ? "price" : "tdp"
        guard let prefill else { return say(en: "\(chip) has no \(what)") }
        return say(en: "\(chip) or \(prefill), which prefills, has no \(what)")
    }
    /// How to state one.
    public static func setPrice(_ goal: SizingTerms.Goal, _ scenario: Scenario) -> String {
        if goal == .cost, scenario.chip.price > 0 || scenario.chip.capex > 0 {
            return say(en: "workload set fx=7.1 (CNY for a USD): prices are known in the other currency")
        }
        return goal == .cost
            ? say(en: "arch set price=2.79 (rent of a chip for an hour), or capex=28000 years=4")
            : say(en: "arch set tdp=700W")
    }

    /// The heading of how many chips are bought.
    public static var bought: String { say(en: "bought") }
    /// What stands there.
    public static var boughtNote: String { say(en: "chips with the rest of their last node or rack") }
    /// The heading of how chips are shared out.
    public static var layout: String { say(en: "layout") }
    /// What stands there.
    public static var layoutNote: String { say(en: "copies or workers x chips of each (how they share the model)") }

    /// `agg 6 x 4 (tp4)`, `disagg 3 x 4 (tp2 pp2) + 11 x 1 (tp1) prefill`: copies or workers, and the chips of each.
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
            return "\(scenario.workload.serving.name) \(copies) x \(worker(d))"
        }
        let pools =
            "\(Decimal.shortest(d.decodeWorkers)) x \(worker(d)) + \(Decimal.shortest(d.prefillWorkers)) x "
            + say(en: "\(worker(scenario.prefillWorker.deployment)) prefill")
        return "disagg " + (d.replicas > 1 ? "\(copies) x (\(pools))" : pools)
    }

    /// What is sized: the load, the chip and the model, the conditions and the margin.
    public static func title(_ scenario: Scenario, of title: String, _ terms: SizingTerms) -> String {
        let conditions = terms.conditions.isEmpty ? "" : say(en: "; \(ConditionWords.text(terms.conditions))")
        let spare = terms.spare > 0 ? say(en: "; \(Counted.text(Int(terms.spare), "spare node"))") : ""
        return say(
            en:
                "\(title): \(rate(scenario.workload.rate)) of \(lengths(scenario.workload)) tokens\(conditions); at most "
                + "\(percent(1 - terms.margin)) of capacity\(spare)")
    }

    private static func lengths(_ workload: Workload) -> String {
        "\(Decimal.shortest(workload.input)) + \(Decimal.shortest(workload.output))"
    }

    /// `50 requests/s`.
    public static func rate(_ rate: Double) -> String { say(en: "\(Decimal.significant(rate, digits: 4)) requests/s") }

    private static func percent(_ share: Double) -> String { "\(Decimal.significant(100 * share, digits: 3)) %" }

    /// What the best plan takes.
    public static func takes(_ found: Sizing.Found) -> String {
        let s = found.scenario
        guard s.hasTwoChips else {
            let nodes = nodes(found.bought, s.chip)
            return say(en: "\(count(found.chips))\(nodes) \(isOne(found.chips) ? "carries" : "carry") it")
        }
        func pool(_ chips: Double, _ chip: Chip) -> String {
            "\(count(chips))\(nodes(SizingTerms.bought(chips, chip), chip))"
        }
        let (decode, prefill) = (pool(found.pools.decode, s.chip), pool(found.pools.prefill, s.onPrefillChip.chip))
        return say(en: "\(decode) that decode and \(prefill) that prefill carry it")
    }

    /// ` (3 nodes of 8)`; empty where chips are had one by one.
    private static func nodes(_ bought: Double, _ chip: Chip) -> String {
        let node = SizingTerms.node(chip)
        return node > 1 ? say(en: " (\(Counted.text(Int(bought / node), "node")) of \(Int(node)))") : ""
    }

    /// What binds: what one copy fewer would break.
    public static func binds(_ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        say(en: "with one copy fewer \(self.obstacle(obstacle, terms))")
    }

    /// What is in the way of a single copy of half as many chips.
    public static func half(_ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        say(en: "it is a single copy; with half of its chips \(self.obstacle(obstacle, terms))")
    }

    /// What is in the way.
    public static func obstacle(_ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        switch obstacle {
        case .noRoom: say(en: "no request has room")
        case .load(let load): say(en: "the load is \(percent(load)) of capacity")
        case .miss(let miss): ShareWords.miss(miss)
        }
    }

    /// The most that a plan carries, and what is in the way of more.
    public static func carries(_ rate: Double, _ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        guard rate > 0 else { return say(en: "it carries no request: \(self.obstacle(obstacle, terms))") }
        return say(en: "it carries up to \(self.rate(rate)); beyond, \(self.obstacle(obstacle, terms))")
    }

    /// Nothing was found.
    public static var nothing: String { say(en: "no number of chips carries the load") }
    /// Nothing was found with so many.
    public static func nothing(within chips: Double) -> String {
        say(en: "\(count(chips)) \(isOne(chips) ? "does" : "do") not carry the load")
    }
    /// The model fits nowhere.
    public static var fitsNowhere: String { say(en: "the model fits in no layout that was tried") }

    /// What kept the layout that came nearest.
    public static func nearest(_ scenario: Scenario, _ obstacle: SizingObstacle, _ terms: SizingTerms) -> String {
        say(en: "the nearest, \(layout(scenario)): \(self.obstacle(obstacle, terms))")
    }

    /// The chips that there are suffice, and what they carry in all.
    public static func suffice(_ chips: Double, most: Double?, of rate: Double) -> String {
        let claim = say(en: "\(count(chips)) \(isOne(chips) ? "suffices" : "suffice")")
        guard let most else { return claim }
        return say(
            en: "\(claim): \(carries(chips)) \(self.rate(most)), \(percent(most / rate - 1)) more than come")
    }

    /// They do not, and by how much.
    public static func short(_ chips: Double, most: Double?, of rate: Double) -> String {
        let claim = say(en: "\(count(chips)) \(isOne(chips) ? "does" : "do") not suffice")
        guard let most else { return say(en: "\(claim): \(carries(chips)) no request within the conditions") }
        return say(en: "\(claim): \(carries(chips)) \(self.rate(most)), \(percent(most / rate)) of what comes")
    }

    private static func count(_ chips: Double) -> String { Counted.text(Int(chips), "chip") }
    private static func isOne(_ chips: Double) -> Bool { chips == 1 }
    private static func carries(_ chips: Double) -> String {
        isOne(chips) ? say(en: "it carries") : say(en: "they carry")
    }

    /// How many would.
    public static func would(_ found: Sizing.Found) -> String {
        say(en: "\(Counted.text(Int(found.chips), "chip")) would: \(layout(found.scenario))")
    }

    /// How it was found.
    public static func looked(_ layouts: Int) -> String { say(en: "tried \(Counted.text(layouts, "layout"))") }

    /// How long it took.
    public static func timing(_ seconds: Double) -> String { say(en: "; took \(ValueWords.duration(seconds))") }

    /// How to go on.
    public static var takeOver: String {
        say(en: "'config from 1' takes the first over, 'simulate 1' plays it through")
    }

    /// Chips that are compared, in the heading of a column.
    public static var arch: String { say(en: "arch") }
    /// Chips on which nothing was found, each with what was in the way of the nearest plan; many in one line.
    public static func without(_ chips: [(name: String, reason: String)]) -> [String] {
        guard chips.count > 5 else { return chips.map { say(en: "no plan on \($0.name): \($0.reason)") } }
        return [say(en: "no plan on \(chips.map(\.name).joined(separator: ", "))")]
    }
}
