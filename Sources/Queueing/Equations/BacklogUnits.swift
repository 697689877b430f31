/// Units that prompt tokens are counted in.
struct BacklogUnits: Sendable {
    /// Tokens of a unit.
    let size: Double
    /// Units of a step at most.
    let most: Int
    /// Units of a step where more wait than it has room for: fewer if prompts are not split.
    let fill: Int
    /// Whether a unit is a whole prompt.
    private let isWhole: Bool

    /// Units of a step at most, so that a chain stays small.
    private static let mostOfStep = 48.0

    private init(size: Double, most: Double, fill: Double, isWhole: Bool) {
        self.size = size
        self.most = Int(max(1, most.rounded()))
        self.fill = Int(min(max(1, fill.rounded()), max(1, most.rounded())))
        self.isWhole = isWhole
    }

    /// Chooses quarters of a prompt or of a step, or whole prompts where all are equal and none is split.
    init(_ copy: CopyModel, _ sequences: Double) {
        let (mean, fill) = (copy.input.mean, copy.fullPass(sequences))
        let areEqual = copy.input.variation == 0
        let isWhole = areEqual && !copy.schedule.splitsPrompts
        let room = isWhole ? fill : max(copy.budget(sequences), fill)
        let size = isWhole || (areEqual && room >= 6 * mean) ? mean : min(mean, room) / 4
        let parts = min(max(1, (room / size).rounded()), Self.mostOfStep)
        let unit = room / size > Self.mostOfStep ? room / parts : size
        self.init(size: unit, most: parts, fill: fill / unit, isWhole: isWhole && unit == size)
    }

    /// Half as many units of a step; nil where a step would hold too few of them.
    var coarser: Self? {
        guard most >= 4, !isWhole else { return nil }
        let (half, scale) = (most / 2, Double(most) / Double(most / 2))
        return Self(size: size * scale, most: Double(half), fill: Double(fill) / scale, isWhole: false)
    }

    /// Units that a step takes of those that wait.
    func taken(_ waiting: Int) -> Int { waiting <= most ? waiting : fill }

    /// Full steps that go before the one that ends so many units, and the units of that.
    func passes(_ units: Double) -> (full: Double, rest: Double) {
        let full = Whole.up((units - Double(most)) / Double(fill) - 1e-9)
        return (full, units - full * Double(fill))
    }
}
