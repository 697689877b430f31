/// What a tape does, step by step, for who writes it in another language.
extension Tape {
    /// One node that is worked out.
    package struct Step: Sendable {
        /// What it does.
        package let operation: Operation
        /// The number of the node.
        package let node: Int
        /// The nodes that it is made of.
        package let operands: [Int]
    }

    /// What runs again when an axis turns.
    package struct Level: Sendable {
        /// Steps with one value, in the order in which they are run.
        package let scalars: [Step]
        /// Steps with a value for each plan of a block, which are run behind those.
        package let columns: [Step]
    }

    /// By the outer axes that have to turn before they run again: none, the first, ...
    package var levels: [Level] {
        zip(scalars, columns).map { Level(scalars: $0.map(Step.init), columns: $1.map(Step.init)) }
    }
    /// Axes that turn one after the other, the outermost first.
    package var outerAxes: [Int] { outer }
    /// Axes whose values stand beside each other in columns.
    package var innerAxes: [Int] { inner }
    /// Plans in a block at most.
    package var blockWidth: Int { width }
    /// The nodes that are numbers.
    package var numbers: [(node: Int, value: Double)] { constants.map { (Int($0.node), $0.value) } }
    /// The nodes that are axes.
    package var axisNodes: [(axis: Int, node: Int)] { inputs.map { ($0.axis, Int($0.node)) } }
    /// The nodes of the results.
    package var resultNodes: [Int] { results.map { Int($0) } }

    /// Whether a node has a value for each plan of a block.
    package func isColumn(_ node: Int) -> Bool { slots[node] >= 0 }
}

extension Tape.Step {
    fileprivate init(_ instruction: Tape.Instruction) {
        self.init(
            operation: instruction.operation, node: Int(instruction.out), operands: instruction.operands.map { Int($0) }
        )
    }
}
