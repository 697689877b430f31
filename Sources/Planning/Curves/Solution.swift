import CostModel
import Threads

/// The values of one parameter with which a plan meets conditions.
public struct Solution: Sendable {
    /// Neighbouring values that all meet the conditions.
    public struct Span: Sendable {
        /// The lowest of them.
        public let first: Verdict
        /// The highest of them.
        public let last: Verdict
        /// The next value below, which does not; nil where there is none.
        public let below: Verdict?
        /// The next value above, which does not; nil where there is none.
        public let above: Verdict?
    }

    /// What is looked for.
    public let parameter: Parameter
    /// What is to be met.
    public let conditions: [Condition]
    /// The values that meet it, by rising value; words each alone.
    public let spans: [Span]
    /// Where none meets it, the plan that comes nearest: as it is where no other comes nearer; nil where none can run or has a
    /// figure to compare.
    public let closest: Verdict?
    /// The lowest and the highest value that was looked at; nil where none divides.
    public let range: ClosedRange<Double>?
    /// The values that can be told apart, of those that divide.
    public let count: Int
    /// Values that were looked at.
    public let looked: Int
    /// Whether each value was looked at between the lowest and the highest with which the plan can run.
    public let isExhaustive: Bool

    /// Values that are looked at, at most, of one phase, of serving and of requests that queue: a tenth of a second or two.
    private static let most = (phase: 8000, served: 1500, open: 200)

    /// Plans that a thread looks at before it asks whether to stop.
    private static let together = 16

    /// Looks for the values of a parameter with which a plan fits, settles and meets conditions; nil if it was told to stop.
    ///
    /// Where these are too many for a look at each, values that lie close to one another are looked at, then each between the first
    /// and the last with which the plan can run or, where these are too many too, what lies where the answer turns.
    ///
    /// - Parameters:
    ///   - parameter: what is looked for.
    ///   - base: the plan.
    ///   - conditions: what is to be met.
    ///   - isPossible: whether a scenario's shapes are possible.
    ///   - cores: threads at most.
    ///   - isCancelled: asked before each plan, or few of them.
    public init?(
        _ parameter: Parameter, of base: Scenario, conditions: [Condition],
        isPossible: (Scenario) -> Bool = { _ in true }, cores: Int = 1,
        isCancelled: @Sendable () -> Bool = { false }
    ) {
        self.parameter = parameter
        self.conditions = conditions
        let isOpen = base.workload.isOpen || (parameter.name == "rate" && base.workload.serving != .static)
        let most =
            base.workload.serving == .static ? Self.most.phase : isOpen ? Self.most.open : Self.most.served
        let rungs = Self.rungs(parameter, base, isPossible)
        count = rungs.count
        range = rungs.count > 0 ? rungs[0]...rungs[rungs.count - 1] : nil
        @Sendable func verdict(_ number: Int) -> Verdict {
            Verdict(base.setting([Setting(parameter, rungs[number])]), conditions: conditions)
        }
        var known: [Int: Look] = [:]
        func look(at number: Int) -> Look {
            if let look = known[number] { return look }
            let look = Look(verdict(number))
            known[number] = look
            return look
        }
        func look(at numbers: some Sequence<Int>) -> Bool {
            let unknown = numbers.filter { known[$0] == nil }
            let looks = RowWork.pieces(
                unknown.count, of: isOpen ? 1 : Self.together, workers: cores, isCancelled: isCancelled
            ) { $0.map { Look(verdict(unknown[$0])) } }
            guard let looks else { return false }
            for (number, look) in zip(unknown, looks.joined()) { known[number] = look }
            return true
        }
        let spread = rungs.spread(most)
        guard look(at: spread) else { return nil }
        // What is set may lie in a span that is narrower than the spread.
        if let own = rungs.place(of: parameter.get(base)) { _ = look(at: own) }
        // What can run lies between the neighbours of those that can.
        let running = spread.indices.filter { known[spread[$0]]?.isRunning == true }
        var isExhaustive = spread.count == rungs.count
        if !isExhaustive, parameter.isWhole, let first = running.first, let last = running.last {
            let hull = spread[max(0, first - 1)]...spread[min(spread.count - 1, last + 1)]
            isExhaustive = hull.count <= most
            if isExhaustive, !look(at: hull) { return nil }
        }
        self.isExhaustive = isExhaustive
        // Where the answer turns between two values, the two nearest are found by halving.
        let seen = known.keys.sorted()
        for (low, high) in zip(seen, seen.dropFirst()) {
            var (low, high) = (low, high)
            let isMet = look(at: low).isMet
            guard look(at: high).isMet != isMet else { continue }
            while high - low > 1 {
                if isCancelled() { return nil }
                let middle = (low + high) / 2
                if look(at: middle).isMet == isMet { low = middle } else { high = middle }
            }
        }
        looked = known.count
        let own = Verdict(base, conditions: conditions)
        let looks = known.sorted { $0.key < $1.key }
        spans = Self.runs(looks.map(\.value.isMet), areApart: !parameter.choices.isEmpty).map { run in
            let (first, last) = (run.lowerBound, run.upperBound)
            let hasOrder = parameter.choices.isEmpty
            return Span(
                first: verdict(looks[first].key), last: verdict(looks[last].key),
                below: hasOrder && first > 0 ? verdict(looks[first - 1].key) : nil,
                above: hasOrder && last + 1 < looks.count ? verdict(looks[last + 1].key) : nil)
        }
        closest =
            spans.isEmpty
            ? Self.closest(looks.map(\.value), Look(own)).map { $0 < 0 ? own : verdict(looks[$0].key) } : nil
    }

    /// What is kept of a plan that was looked at: plans are large.
    private struct Look: Sendable {
        /// Whether the plan can run.
        let isRunning: Bool
        let isMet: Bool
        /// By how much it misses the condition that it misses most; nil where it cannot run or has no such figure.
        let distance: Double?

        init(_ verdict: Verdict) {
            isRunning = verdict.plan?.isFeasible == true
            isMet = verdict.isFeasible
            let isTold = isRunning && verdict.misses.allSatisfy(\.value.isFinite)
            distance = isTold ? verdict.misses.map(\.distance).max() ?? 0 : nil
        }
    }

    /// The places of values that meet the conditions, those together that follow one another.
    private static func runs(_ met: [Bool], areApart: Bool) -> [ClosedRange<Int>] {
        met.indices.filter { met[$0] }.reduce(into: [ClosedRange<Int>]()) { runs, place in
            if !areApart, let last = runs.last, last.upperBound == place - 1 {
                runs[runs.count - 1] = last.lowerBound...place
            } else {
                runs.append(place...place)
            }
        }
    }

    /// A difference of distances that nobody sees: a hundredth of a percent of a limit.
    private static let least = 1e-4

    /// The first place that misses the conditions by as little as any; -1 where the plan as it is does.
    private static func closest(_ looks: [Look], _ own: Look) -> Int? {
        let best = (looks + [own]).compactMap(\.distance).min()
        func isBest(_ look: Look) -> Bool {
            guard let best, let distance = look.distance else { return false }
            return distance <= best + least
        }
        return isBest(own) ? -1 : looks.firstIndex(where: isBest)
    }

    /// Whole numbers up to which each is tried for whether it divides.
    private static let window = 4096

    /// The values of a parameter that are worth a look: those that divide, where that makes a difference.
    private static func rungs(
        _ parameter: Parameter, _ base: Scenario, _ isPossible: (Scenario) -> Bool
    ) -> Rungs {
        guard parameter.choices.isEmpty else { return Rungs(parameter.choices.indices.map(Double.init)) }
        let range = parameter.dimension == .bytesOrShare ? 1e-4...0.9999 : parameter.range
        guard parameter.isWhole, parameter.affectsDivision else { return Rungs(parameter, within: range) }
        func divides(_ value: Double) -> Bool {
            let scenario = base.setting([Setting(parameter, value)])
            return isPossible(scenario) && scenario.brokenRule == nil
        }
        /// The next so many multiples of a step that divide, and those that do not.
        func scan(_ step: Int, from first: Int) -> [Double] {
            let low = max(range.lowerBound, Double(first * step))
            let values = stride(
                from: (low / Double(step)).rounded(.up) * Double(step), through: range.upperBound, by: Double(step))
            return values.prefix(window).filter(divides)
        }
        let found = scan(1, from: 0)
        let own = parameter.get(base)
        let step = (divides(own) ? found + [own] : found).reduce(0) { divisor($0, Int($1)) }
        guard step > 0, let first = found.first, let last = found.last else { return Rungs(found) }
        // Where half of all multiples have no gap there is none above.
        let upper = found.filter { $0 >= Double(window / 2) }
        if upper.count >= window / 2 / step - 1, upper.count > 1 {
            return Rungs(steps: Double(step), within: first...range.upperBound)
        }
        return Rungs(step > 1 ? found + scan(step, from: Int(last) / step + 1) : found)
    }

    private static func divisor(_ one: Int, _ other: Int) -> Int {
        var (one, other) = (one, other)
        while other != 0 { (one, other) = (other, one % other) }
        return one
    }
}
