/// Bytes of a GiB, in which memory is made, allocated and printed.
public enum Gibibyte {
    /// 2^30.
    public static let bytes = 1_073_741_824.0

    /// The bytes in GiB, `16.3`, as tables and messages print capacities.
    public static func text(_ bytes: Double, places: Int = 1) -> String { Decimal.fixed(bytes.inGiB, places: places) }
}

extension Double {
    /// So many GiB in bytes: `79.25.gib`.
    public var gib: Double { self * Gibibyte.bytes }

    /// So many bytes in GiB.
    public var inGiB: Double { self / Gibibyte.bytes }
}
