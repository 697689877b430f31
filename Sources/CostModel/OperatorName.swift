/// An operator of a block, as tables name it; each is declared in the file of the block that has it.
public struct OperatorName: Sendable, Hashable {
    // A literal: a string counts its references with every copy of a matrix.
    private let literal: StaticString

    @inline(__always) init(_ name: StaticString) { literal = name }

    /// The name in tables.
    public var rawValue: String { literal.description }

    /// small_kernels: in several blocks.
    static var smallKernels: OperatorName { OperatorName("small_kernels") }

    /// Operators are the same if they have the same name.
    public static func == (left: OperatorName, right: OperatorName) -> Bool { left.rawValue == right.rawValue }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
