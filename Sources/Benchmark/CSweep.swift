import CostModel
import Planning
import Programs

/// The sweep of a space by its tapes in C.
struct CSweep {
    private typealias Function =
        @convention(c) (
            UnsafePointer<UnsafePointer<Double>?>, UnsafePointer<Int>, UnsafePointer<Int>, UnsafePointer<Int>, Int,
            UnsafePointer<UnsafeMutableRawPointer?>
        ) -> Void

    private let parts: [SpaceTapes.Part]
    private let values: [[Double]]
    private let library: SharedLibrary
    private let functions: [Function]

    /// Writes the tapes of a space as C and compiles them; nil where there is none of some plans, or no compiler.
    init?(
        _ space: SearchSpace, _ compiler: CCompiler, _ flags: [String], isCancelled: @escaping @Sendable () -> Bool
    ) {
        guard let parts = SpaceTapes(space)?.parts else { return nil }
        self.init(parts, space.axes.map(\.values), compiler, flags, isCancelled: isCancelled)
    }

    /// Writes tapes over axes of these values.
    init?(
        _ parts: [SpaceTapes.Part], _ values: [[Double]], _ compiler: CCompiler, _ flags: [String],
        isCancelled: @escaping @Sendable () -> Bool
    ) {
        let texts = parts.enumerated().map { CTape($1.tape, name: "tape\($0)").source }
        let source = CTape.prelude + texts.joined()
        guard let library = compiler.load(source, flags, isCancelled: isCancelled) else { return nil }
        let functions = parts.indices.compactMap { number in
            library.function("tape\(number)", as: Function.self)
        }
        guard functions.count == parts.count else { return nil }
        (self.parts, self.values, self.library, self.functions) = (parts, values, library, functions)
    }

    /// Works all combinations out.
    func run() -> CColumns {
        let columns = CColumns(capacity: values.reduce(1) { $0 * $1.count })
        var strides = [Int](repeating: 1, count: values.count)
        for axis in strides.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * values[axis + 1].count }
        values.flatMap(\.self).withUnsafeBufferPointer { all in
            var axes: [UnsafePointer<Double>?] = []
            var start = 0
            for axis in values {
                axes.append(all.baseAddress.map { $0 + start })
                start += axis.count
            }
            for (part, function) in zip(parts, functions) {
                let from = part.places.map(\.lowerBound)
                let first = zip(from, strides).reduce(0) { $0 + $1.0 * $1.1 }
                function(axes, from, part.places.map(\.count), strides, first, columns.pointers)
            }
        }
        return withExtendedLifetime(library) { columns }
    }
}

/// What a sweep in C came to: for each result a column, and one with the numbers of combinations.
final class CColumns {
    let pointers: [UnsafeMutableRawPointer?]
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        pointers = (TracedPhase.Result.allCases.map(\.size) + [MemoryLayout<Int>.size]).map {
            .allocate(byteCount: max(1, capacity) * $0, alignment: 64)
        }
    }

    deinit { for pointer in pointers { pointer?.deallocate() } }

    /// A result of a combination.
    func value(of result: TracedPhase.Result, at point: Int) -> Double {
        guard let column = pointers[result.rawValue] else { return .nan }
        return result.isByte
            ? Double(column.load(fromByteOffset: point, as: UInt8.self))
            : column.load(fromByteOffset: 8 * point, as: Double.self)
    }

    /// Whether a sweep came to the same plans, each with the same figures bit for bit.
    func agree(with sweep: SweepResult) -> Bool {
        var row = 0
        for point in 0..<capacity where value(of: .divides, at: point) > 0 {
            guard row < sweep.count, sweep.point(at: row) == point else { return false }
            for result in TracedPhase.Result.allCases
            where value(of: result, at: point).bitPattern != sweep.value(of: result, at: row).bitPattern {
                return false
            }
            row += 1
        }
        return row == sweep.count
    }
}
