import CostModel
import Lanes

/// A search space in boxes, each with a tape that works out all its plans.
///
/// What chooses among equations is the same for all plans of a box: axes of choices are taken apart value by value, others only
/// as far as the equations differ. Where a box has too few plans for a tape to pay, its plans are evaluated one by one.
struct TapedSpace: Sendable {
    /// How the plans of a box are worked out.
    enum Way: Sendable {
        /// On a tape of one phase.
        case tape(Tape)
        /// On tapes of a closed loop.
        case served(ServedTape)
        /// One by one.
        case alone
    }

    /// Some places of each axis.
    struct Box: Sendable {
        let places: [Range<Int>]
        /// How its plans are worked out.
        let way: Way

        var count: Int { places.combinations }

        /// What two boxes share; nil where that is nothing.
        func common(_ other: [Range<Int>]) -> [Range<Int>]? {
            let common = zip(places, other).map { $0.clamped(to: $1) }
            return common.contains(where: \.isEmpty) ? nil : common
        }
    }

    let space: SearchSpace
    let boxes: [Box]
    /// The values of each axis.
    let values: [[Double]]

    /// Plans below which tracing takes longer than evaluating them, of one phase and of serving.
    private static let fewest = 4096.0
    private static let fewestServed = 128.0
    /// Boxes at most; what is left is evaluated plan by plan.
    private static let most = 256

    /// Cuts a space; on its tapes the figures follow the results of `TracedPhase`, where all of them have a value.
    init(_ space: SearchSpace, figures: [Quantifier] = []) {
        self.space = space
        values = space.axes.map(\.values)
        var cutter = Cutter(space, figures)
        cutter.cut(space.axes.map { 0..<$0.values.count })
        boxes = cutter.boxes
    }

    /// Combinations that take a few milliseconds, given the nanoseconds that a plan takes about.
    fileprivate var largestFrame: Int {
        let (time, plans) = boxes.reduce((0.0, 0.0)) { sum, box in
            let each: Double =
                switch box.way {
                case .tape: 50
                case .served: 1500
                case .alone: space.isServed ? space.mayQueue ? 500_000 : 50_000 : 1500
                }
            return (sum.0 + each * Double(box.count), sum.1 + Double(box.count))
        }
        return plans > 0 ? max(64, min(32768, Int(3.2e6 / (time / plans)))) : 1
    }

    /// All places.
    var all: [Range<Int>] { values.map { 0..<$0.count } }

    /// Cuts a space until equations are the same all over each part.
    private struct Cutter {
        let space: SearchSpace
        let axes: [Axis]
        let places: [[Int]?]
        let figures: [Quantifier]
        var boxes: [Box] = []

        init(_ space: SearchSpace, _ figures: [Quantifier]) {
            self.figures = figures
            self.space = space
            axes = space.axes
            let base = space.base
            let all = axes.map { $0.parameter.places(in: base) }
            // Of two names of one figure the one that is set last counts: a tape has no word for that.
            places = all.indices.map { axis in
                let others = all.indices.filter { $0 != axis }.flatMap { all[$0] ?? [] }
                return all[axis].flatMap { $0.contains(where: others.contains) ? nil : $0 }
            }
        }

        mutating func cut(_ box: [Range<Int>]) {
            guard !box.contains(where: \.isEmpty) else { return }
            let count = box.reduce(1.0) { $0 * Double($1.count) }
            let scenario = space.scenario(places: box.map(\.lowerBound))
            let fewest = scenario.workload.serving == .static ? TapedSpace.fewest : TapedSpace.fewestServed
            guard count >= fewest, boxes.count < TapedSpace.most, axes.count <= 62 else {
                return boxes.append(Box(places: box, way: .alone))
            }
            // A choice is the same all over a box.
            if let axis = axes.indices.first(where: { places[$0] == nil && box[$0].count > 1 }) {
                for place in box[axis] { cut(box.replacing(axis, place..<place + 1)) }
                return
            }
            // What a queue does is not on tapes.
            if space.mayQueue, scenario.workload.serving != .static {
                return boxes.append(Box(places: box, way: .alone))
            }
            let (way, undecided) = trace(box, scenario)
            // Mostly it is the parallel sizes that decide which equations hold.
            let parallel = undecided.filter { axes[$0].affectsDivision && box[$0].count > 1 }
            let ranked = parallel.isEmpty || scenario.workload.serving == .static ? undecided : parallel
            guard let widest = ranked.max(by: { box[$0].count < box[$1].count }) else {
                return boxes.append(Box(places: box, way: way))
            }
            let range = box[widest]
            // Few values are taken apart at once, many are halved until the equations agree.
            let parts = range.count <= 4 ? range.count : 2
            for part in 0..<parts {
                let low = range.lowerBound + range.count * part / parts
                cut(box.replacing(widest, low..<range.lowerBound + range.count * (part + 1) / parts))
            }
        }

        /// How the plans of a box are worked out, and the axes by which they differ in equations.
        private func trace(_ box: [Range<Int>], _ scenario: Scenario) -> (way: Way, undecided: Set<Int>) {
            guard let figures = TracedFigures.of(figures, in: scenario), areKnown(box) else { return (.alone, []) }
            if scenario.workload.serving != .static {
                switch ServedTape.trace(scenario, axes: ranges(box), counts: box.map(\.count), figures: figures) {
                case .tape(let tape): return (.served(tape), [])
                case .undecided(let axes): return (.alone, axes)
                case .none: return (.alone, [])
                }
            }
            let traced = TracedPhase(scenario, axes: ranges(box), figures: figures)
            let undecided = traced.trace.undecided
            if !undecided.isEmpty { return (.alone, undecided) }
            return (.tape(Tape(traced.trace, results: traced.results + traced.figures, counts: box.map(\.count))), [])
        }

        /// Whether figures that need a price or a power have one all over a box, or nowhere in it.
        private func areKnown(_ box: [Range<Int>]) -> Bool {
            figures.allSatisfy { quantifier in
                guard case .metric(let metric) = quantifier else { return true }
                let first = metric.isKnown(space.scenario(places: box.map(\.lowerBound)))
                return axes.indices.allSatisfy { axis in
                    guard SearchSpace.deciding.contains(axes[axis].parameter.name) else { return true }
                    return box[axis].allSatisfy { place in
                        let places = box.replacing(axis, place..<place + 1).map(\.lowerBound)
                        return metric.isKnown(space.scenario(places: places)) == first
                    }
                }
            }
        }

        private func ranges(_ box: [Range<Int>]) -> [(places: [Int], range: ClosedRange<Double>)] {
            axes.indices.map { axis in
                let values = axes[axis].values[box[axis]]
                return (places[axis] ?? [], (values.min() ?? 0)...(values.max() ?? 0))
            }
        }
    }
}

/// Figures as a tape works them out.
enum TracedFigures {
    typealias Reading = (Engine<Traced>.PlanResult) -> Traced

    /// How each comes about in plans like a scenario; nil where one has no value there or takes evaluations of its own.
    static func of(_ quantifiers: [Quantifier], in scenario: Scenario) -> [Reading]? {
        var readings: [Reading] = []
        for quantifier in quantifiers {
            switch quantifier {
            case .metric(let metric):
                guard metric.hasValue(for: scenario), let traced = metric.traced else { return nil }
                readings.append(traced)
            case .parameter(let parameter):
                let (place, value) = (parameter.places(in: scenario)?.first, parameter.get(scenario))
                readings.append { plan in place.flatMap { plan.scenario.figure(at: $0) } ?? Traced(value) }
            }
        }
        return readings
    }
}

extension [Range<Int>] {
    /// How many combinations of places a box has.
    var combinations: Int { reduce(1) { $0 * $1.count } }

    /// The same box with other places on one axis.
    func replacing(_ axis: Int, _ range: Range<Int>) -> [Range<Int>] {
        var copy = self
        copy[axis] = range
        return copy
    }
}

/// The boxes into which a sweep cuts its space: combinations that follow one another, the last axis turning fastest.
///
/// They are as many as take a few milliseconds, so that Ctrl-C is noticed soon.
struct Frames: Sendable {
    private let counts: [Int]
    /// The axis of which a box has a part; of those before it one value, of those behind it all.
    private let axis: Int
    /// Values of that axis in a box.
    private let part: Int
    /// Combinations of the axes behind it.
    private let behind: Int

    init(_ taped: TapedSpace) {
        counts = taped.values.map(\.count)
        let most = taped.largestFrame
        var (axis, behind) = (counts.count - 1, 1)
        while axis > 0, behind * counts[axis] <= most {
            behind *= counts[axis]
            axis -= 1
        }
        (self.axis, self.behind) = (axis, behind)
        part = counts.isEmpty ? 1 : max(1, min(counts[axis], most / behind))
    }

    /// Boxes of one turn of the axis.
    private var parts: Int { counts.isEmpty ? 1 : (counts[axis] + part - 1) / part }
    /// Combinations of one turn of the axis.
    private var turn: Int { counts.isEmpty ? 1 : counts[axis] * behind }

    /// Boxes in which the first `combinations` lie.
    func count(of combinations: Int) -> Int {
        let (turns, rest) = combinations.quotientAndRemainder(dividingBy: turn)
        return turns * parts + (rest + part * behind - 1) / (part * behind)
    }

    /// The box in which a combination lies.
    func number(of combination: Int) -> Int {
        let (turns, rest) = combination.quotientAndRemainder(dividingBy: turn)
        return turns * parts + rest / (part * behind)
    }

    /// The number of a box's first combination.
    func start(_ number: Int) -> Int {
        let (turns, place) = number.quotientAndRemainder(dividingBy: parts)
        return turns * turn + place * part * behind
    }

    /// The places of a box.
    func box(_ number: Int) -> [Range<Int>] {
        guard !counts.isEmpty else { return [] }
        var (rest, place) = number.quotientAndRemainder(dividingBy: parts)
        var box = counts.map { 0..<$0 }
        box[axis] = place * part..<min(counts[axis], (place + 1) * part)
        for outer in counts.indices.prefix(axis).reversed() {
            box[outer] = rest % counts[outer]..<rest % counts[outer] + 1
            rest /= counts[outer]
        }
        return box
    }
}
