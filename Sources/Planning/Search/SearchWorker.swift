import CostModel
import Lanes

/// Looks for plans in boxes; one thread.
struct SearchWorker<K: Keeper> {
    private let taped: TapedSpace
    private let keys: Keys
    private let demands: Demands
    /// What was kept so far.
    var keeper: K
    private var bounds: (owner: Int, bounds: TapeBounds)?
    private var runner: (owner: Int, runner: TapeRunner)?
    private var served: (owner: Int, runner: ServedRunner)?
    /// The step of a combination's number on each axis.
    private let strides: [Int]

    /// Combinations of a box that is run through rather than halved.
    private static var leaf: Int { 1024 }
    /// Boxes that wait at most; with more, the next one is run through.
    private static var waiting: Int { 8192 }
    /// Combinations between two questions whether to stop: a few milliseconds.
    private static var stretch: Int { 65536 }
    private static var servedStretch: Int { 8192 }

    init(_ taped: TapedSpace, _ keys: Keys, _ demands: Demands, _ keeper: K) {
        (self.taped, self.keys, self.demands, self.keeper) = (taped, keys, demands, keeper)
        var strides = [Int](repeating: 1, count: taped.values.count)
        for axis in strides.indices.dropLast().reversed() {
            strides[axis] = strides[axis + 1] * taped.values[axis + 1].count
        }
        self.strides = strides
    }

    /// Looks through a box; how many combinations were ruled out.
    mutating func search(_ box: SearchWork.Box, _ isCancelled: () -> Bool) -> Int {
        guard case .tape(let tape) = taped.boxes[box.owner].way else {
            runThrough(box, isCancelled)
            return 0
        }
        if bounds?.owner != box.owner { bounds = (box.owner, TapeBounds(tape, axes: taped.values.count)) }
        if runner?.owner != box.owner { runner = (box.owner, TapeRunner(tape, values: taped.values)) }
        var ruledOut = 0
        var queue = PromisingBoxes()
        if let promise = promise(box.places) {
            queue.add(box.places, promise)
        } else {
            return box.count
        }
        while let (places, promise) = queue.next(), !isCancelled() {
            let count = places.combinations
            if keeper.rulesOut(promise, from: first(places)) {
                ruledOut += count
                continue
            }
            guard count > Self.leaf, queue.count < Self.waiting, let axis = widest(places) else {
                runThrough(places, isCancelled)
                continue
            }
            let range = places[axis]
            let middle = range.lowerBound + range.count / 2
            for half in [range.lowerBound..<middle, middle..<range.upperBound] {
                let part = places.replacing(axis, half)
                if let promise = self.promise(part) {
                    queue.add(part, promise)
                } else {
                    ruledOut += part.combinations
                }
            }
        }
        return ruledOut
    }

    /// The number of a box's first combination.
    private func first(_ places: [Range<Int>]) -> Int { zip(places, strides).reduce(0) { $0 + $1.0.lowerBound * $1.1 } }

    /// The bounds of the keys in a box; nil where none of its plans can be wanted.
    private mutating func promise(_ places: [Range<Int>]) -> [Interval]? {
        let ranges = zip(places, taped.values).map { places, values in
            let taken = values[places]
            return taken.min().flatMap { low in taken.max().map { Interval(low, $0) } } ?? .everything
        }
        guard let found = bounds?.bounds.bounds(ranges) else { return nil }
        let figures = found.dropFirst(TracedPhase.Result.allCases.count)
        guard found[TracedPhase.Result.feasible.rawValue].high > 0, demands.mayHold(Array(figures)) else { return nil }
        let promise = zip(figures, 0..<keys.count).map { keys.bounds($0, $1) }
        return keeper.rulesOut(promise, from: first(places)) ? nil : promise
    }

    /// The axis whose ends are furthest apart, those first that decide how work is split.
    private func widest(_ places: [Range<Int>]) -> Int? {
        func width(_ axis: Int) -> Double {
            let taken = taped.values[axis][places[axis]]
            guard taken.count > 1, let low = taken.min(), let high = taken.max() else { return 0 }
            let ratio = low > 0 ? high / low : Double(taken.count)
            return taped.space.axes[axis].affectsDivision ? 4 * ratio : ratio
        }
        let axis = places.indices.max { width($0) < width($1) }
        return axis.flatMap { places[$0].count > 1 ? $0 : nil }
    }

    /// Looks at every plan of a box of which no bounds are known.
    private mutating func runThrough(_ box: SearchWork.Box, _ isCancelled: () -> Bool) {
        guard case .served(let tape) = taped.boxes[box.owner].way else { return walk(box.places, isCancelled) }
        if served?.owner != box.owner { served = (box.owner, ServedRunner(tape, values: taped.values)) }
        runThrough(box.places, Self.servedStretch, isCancelled) { worker, places in
            worker.served?.runner.run(places, within: worker.taped.all) { block in
                let fits = block.values(.fits)
                worker.look(
                    block.count, block.number,
                    isFeasible: { block.divides($0) && fits[$0] > 0 && block.isSettled($0) },
                    figures: { block.values(ServedTape.Result.allCases.count + $0) })
            }
        }
    }

    /// Looks at every plan of a box on its tape.
    private mutating func runThrough(_ places: [Range<Int>], _ isCancelled: () -> Bool) {
        runThrough(places, Self.stretch, isCancelled) { worker, places in
            worker.runner?.runner.run(
                places, within: worker.taped.all, skips: TracedPhase.Result.divides.rawValue
            ) { block in
                let feasible = block.values(TracedPhase.Result.feasible.rawValue)
                worker.look(
                    block.count, block.number, isFeasible: { feasible[$0] > 0 },
                    figures: { block.values(TracedPhase.Result.allCases.count + $0) })
            }
        }
    }

    /// Runs a box through half by half.
    private mutating func runThrough(
        _ places: [Range<Int>], _ stretch: Int, _ isCancelled: () -> Bool,
        _ run: (inout SearchWorker, [Range<Int>]) -> Void
    ) {
        guard places.combinations > stretch, let axis = widest(places) else {
            return run(&self, places)
        }
        let range = places[axis]
        let middle = range.lowerBound + range.count / 2
        for half in [range.lowerBound..<middle, middle..<range.upperBound] where !isCancelled() {
            runThrough(places.replacing(axis, half), stretch, isCancelled, run)
        }
    }

    /// Looks at the plans of a block.
    private mutating func look(
        _ count: Int, _ number: (Int) -> Int, isFeasible: (Int) -> Bool, figures: (Int) -> TapeRunner.Values
    ) {
        let columns = (0..<keys.count).map(figures)
        let tests = demands.tests(figures)
        var found = [Double](repeating: 0, count: keys.count)
        for place in 0..<count where isFeasible(place) {
            for key in columns.indices { found[key] = keys.key(columns[key][place], key) }
            let number = number(place)
            guard keeper.wants(found, number), tests.allSatisfy({ $0.holds(place) }) else { continue }
            if !demands.others.isEmpty {
                let plan = PlanResult(taped.space.scenario(at: number))
                guard demands.others.allSatisfy({ $0.holds(for: plan) }) else { continue }
            }
            keeper.keep(found, number)
        }
    }

    /// Looks at every plan of a box, one by one.
    private mutating func walk(_ places: [Range<Int>], _ isCancelled: () -> Bool) {
        var odometer = Odometer(taped.space, places, within: taped.all)
        var isDivided = odometer.scenario.brokenRule == nil
        var count = 0
        while true {
            if isDivided {
                let plan = PlanResult(odometer.scenario)
                let found = (0..<keys.count).map { keys.key(plan, $0) }
                if plan.isFeasible, keeper.wants(found, odometer.number),
                    demands.conditions.allSatisfy({ $0.holds(for: plan) })
                {
                    keeper.keep(found, odometer.number)
                }
            }
            let turned = odometer.turn()
            if turned.affectsDivision { isDivided = odometer.scenario.brokenRule == nil }
            count += 1
            if turned.isThrough || (count % 64 == 0 && isCancelled()) { return }
        }
    }
}

/// Boxes that wait, the most promising first.
struct PromisingBoxes {
    private var heap: [(places: [Range<Int>], promise: [Interval])] = []

    var count: Int { heap.count }

    mutating func add(_ places: [Range<Int>], _ promise: [Interval]) {
        heap.append((places, promise))
        var place = heap.count - 1
        while place > 0, heap[place].promise[0].high > heap[(place - 1) / 2].promise[0].high {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func next() -> (places: [Range<Int>], promise: [Interval])? {
        guard let best = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return best }
        heap[0] = last
        var place = 0
        while true {
            var largest = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child].promise[0].high > heap[largest].promise[0].high { largest = child }
            }
            if largest == place { return best }
            heap.swapAt(place, largest)
            place = largest
        }
    }
}
