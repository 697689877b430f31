import FuzzTargets
import Glibc

/// The reader that the environment's TARGET names.
private let target: FuzzTarget = {
    let name = getenv("TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        print("TARGET is one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
        exit(2)
    }
    return target
}()

/// What libFuzzer calls with one text after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    target.run(UnsafeBufferPointer(start: start, count: count))
    return 0
}
