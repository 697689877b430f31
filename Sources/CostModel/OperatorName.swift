/// An operator of a block, as tables name it; each is declared in the file of the block that has it.
public struct OperatorName: Sendable, Hashable {
    /// The name in tables.
    public let rawValue: String

    @inline(__always) init(_ name: String) { rawValue = name }

    /// small_kernels: in several blocks.
    static var smallKernels: OperatorName { OperatorName("small_kernels") }
}
