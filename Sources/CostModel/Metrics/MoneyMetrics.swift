import Lanes
import Units

// What a plan costs, in the currency that is set; where no price is known in it there are no such figures.
extension Metric {
    /// Money, power and what comes of power.
    static let ofMoney: [Metric] = [
        costMtok, costMtokAll, costHour, costYear, rentBreakeven, power, jouleToken, carbonMtok,
    ]

    static let costMtok = Metric(
        "cost_mtok", showing: .figure(importance: 78), unit: currency + "/Mtok", dimension: .money, places: nil,
        better: .lower,
        summary: say(
            en: "Cost of a million output tokens, prompts included; in prefill of a million prompt tokens.",
            zh: "每百万输出 token 的成本，含输入；Prefill 时为每百万输入 token 的成本。"),
        formula: "cost_hour / (total_tps * 3600 / 1000000)", aliases: ["每百万token成本"], implied: \.isListPriced,
        where: \.hasCost,
        traced: { $0.tokenCost }
    ) { $0.tokenCost }

    static let costMtokAll = Metric(
        "cost_mtok_all", showing: .onRequest, unit: currency + "/Mtok", dimension: .money, places: nil, better: .lower,
        summary: say(
            en: "Cost of a million tokens, those of prompts and of answers together.",
            zh: "每百万 token 的成本，输入与输出合计。"),
        formula: "cost_mtok * output / (input + output)", aliases: ["每百万总token成本"], implied: \.isListPriced,
        where: { $0.hasCost && $0.workload.serving != .static },
        traced: { $0.tokenCost * $0.answerShare }
    ) { $0.tokenCost * $0.answerShare }

    /// Cost of all chips for an hour.
    public static let costHour = Metric(
        "cost_hour", showing: .onRequest, unit: currency + "/hour", dimension: .money, places: nil, better: .lower,
        summary: say(
            en: "Cost of all chips for an hour: rent, or capex written off with the electricity.",
            zh: "全部芯片每小时的成本：租金，或 capex 折旧加电费。"),
        formula: say(
            en: "all_chips * price; or all_chips * capex / (years * 8760) + kw * electricity",
            zh: "all_chips * price；或 all_chips * capex / (years * 8760) + kw * electricity"),
        in: { s in
            if s.hasTwoChips { return "all_chips * chip_hour" }
            return s.isRented
                ? "all_chips * price"
                : "all_chips * (capex / (years * 8760) + chip_watts / 1000 * electricity)"
        }, aliases: ["每小时成本"], implied: \.isListPriced, where: \.hasCost,
        traced: { $0.costHour }
    ) { $0.costHour }

    static let costYear = Metric(
        "cost_year", showing: .onRequest, unit: currency + "/year", dimension: .money, places: 0, better: .lower,
        summary: say(en: "Cost of all chips for a year of 8,760 hours.", zh: "全部芯片每年（8,760 小时）的成本。"),
        formula: "cost_hour * 8760", aliases: ["每年成本"], implied: \.isListPriced, where: \.hasCost,
        traced: { $0.costHour * hoursOfYear() }
    ) { $0.costHour * hoursOfYear() }

    static let rentBreakeven = Metric(
        "rent_breakeven", showing: .onRequest, unit: "% of hours", dimension: .ratio, unitFactor: 0.01, places: 0,
        summary: say(
            en: "Share of hours from which own chips cost less than rented ones, which are paid while they serve.",
            zh: "使用时间占比从此值起，自有芯片比按使用时间付费的租用芯片便宜。"),
        formula: say(
            en: "100 * (capex / (years * 8760), and the electricity of a chip) / price",
            zh: "100 * (capex / (years * 8760)，加单芯电费) / price"),
        in: { s in
            s.hasTwoChips
                ? "100 * chip_own_hour / chip_rent_hour"
                : "100 * (capex / (years * 8760) + chip_watts / 1000 * electricity) / price"
        }, aliases: ["租购平衡点"], where: { $0.ofEveryChip { $0.inputs.rent > 0 && $0.inputs.investment > 0 } },
        traced: { $0.rentBreakeven }
    ) { $0.rentBreakeven }

    static let power = Metric(
        "kw", showing: .onRequest, unit: "kW", dimension: .power, unitFactor: 1e3, places: 1, better: .lower,
        summary: say(
            en: "Power of the site for all chips: tdp, as far as power_share says, times pue.",
            zh: "全部芯片对应的机房功率：tdp 按 power_share 折算，再乘 pue。"),
        formula: "all_chips * tdp * power_share * pue / 1000",
        in: { $0.hasTwoChips ? "all_chips * chip_watts / 1000" : nil },
        aliases: ["总功率"], where: \.hasPower,
        traced: { $0.watts / 1e3 }
    ) { $0.watts / 1e3 }

    static let jouleToken = Metric(
        "joule_token", showing: .onRequest, unit: "J/token", dimension: .energy, places: nil, better: .lower,
        summary: say(
            en: "Energy of the site for an output token, prompts included; in prefill for a prompt token.",
            zh: "每输出 token 的机房能耗，含输入；Prefill 时为每输入 token 的能耗。"),
        formula: "kw * 1000 / total_tps", aliases: ["每token能耗"], where: \.hasPower,
        traced: { $0.tokenEnergy }
    ) { $0.tokenEnergy }

    static let carbonMtok = Metric(
        "gco2_mtok", showing: .onRequest, unit: "g/Mtok", places: 0, better: .lower,
        summary: say(en: "CO2 for a million output tokens, prompts included.", zh: "每百万输出 token 的 CO2 排放量，含输入。"),
        formula: "joule_token / 3600000 * carbon * 1000000", aliases: ["每百万token碳排放"],
        where: { $0.hasPower && $0.workload.carbon > 0 },
        traced: { $0.tokenCarbon }
    ) { $0.tokenCarbon }
}

/// Hours of a year.
private func hoursOfYear<V: Lane>() -> V { 8760 }

extension Scenario {
    /// Whether a price says what the chips cost that may be bought, whatever serves.
    public var hasKnownCosts: Bool {
        var s = self
        s.workload.serving = .disagg
        return s.hasCost
    }
    /// Whether a price says what chips cost.
    var hasCost: Bool { ofEveryChip { $0.inputs.rent > 0 || $0.inputs.investment > 0 } }
    /// Whether costs rest on a rent that somebody lists: told where they are asked for.
    public var isListPriced: Bool { !ofEveryChip { !$0.chip.hasListPrice || $0.inputs.investment > 0 } }
    /// Whether a chip costs its rent, and not what it was bought for: as `chipHour` says.
    var isRented: Bool { chip.hasListPrice ? inputs.investment <= 0 : inputs.rent > 0 }
    /// Whether the power of a chip is known.
    var hasPower: Bool { ofEveryChip { $0.chip.power > 0 } }

    /// Whether something holds of decode workers' chip and of prefill workers'.
    fileprivate func ofEveryChip(_ holds: (Scenario) -> Bool) -> Bool {
        holds(self) && (!hasTwoChips || holds(onPrefillChip))
    }
}

extension Engine.Scenario {
    /// Watts of the site for a chip.
    var wattsPerChip: V { chip.power * chip.powerShare * workload.pue }
    /// Cost of an own chip for an hour.
    var ownHour: V { inputs.investment / (chip.years * hoursOfYear()) + wattsPerChip / 1e3 * workload.electricity }
    /// Cost of a chip for an hour: its rent where one is stated; what it costs goes before a rent that somebody lists.
    var chipHour: V {
        let (rent, own) = (inputs.rent, inputs.investment)
        guard chip.hasListPrice else { return V.choose(0, below: rent, rent, ownHour) }
        return V.choose(0, below: own, ownHour, rent)
    }
}

extension Engine.PlanResult {
    /// Cost of all chips for an hour.
    var costHour: V { overChips(\.chipHour) }
    /// Share of hours from which own chips cost less than rented ones, percent.
    var rentBreakeven: V {
        guard scenario.hasTwoChips else { return 100 * scenario.ownHour / scenario.inputs.rent }
        return 100 * overChips(\.ownHour) / overChips(\.inputs.rent)
    }
    /// Cost of a million of the tokens that rates count.
    var tokenCost: V { costHour / (tokensPerSecond * 3600 / 1e6) }
    /// Share of a request's tokens that are its answer's.
    var answerShare: V { scenario.workload.output / (scenario.workload.input + scenario.workload.output) }
    /// Watts of the site for all chips.
    var watts: V { overChips(\.wattsPerChip) }
    /// Joules of the site for each of the tokens that rates count.
    var tokenEnergy: V { watts / tokensPerSecond }
    /// Grams of CO2 for a million of them.
    var tokenCarbon: V { tokenEnergy / 3.6e6 * scenario.workload.carbon * 1e6 }
}
