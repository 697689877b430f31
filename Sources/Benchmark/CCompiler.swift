import Glibc
import Programs
import Storage

/// A C compiler of this machine.
struct CCompiler: Sendable {
    /// The program, as it is found on PATH.
    let name: String

    /// Those that are tried, in this order.
    static let known = ["cc", "clang", "gcc"].map { CCompiler(name: $0) }

    /// The instruction set that the program itself is compiled for.
    static var ownInstructions: [String] {
        #if arch(x86_64)
            ["-march=x86-64"]
        #else
            []
        #endif
    }

    /// That of the machine.
    static let native = ["-march=native"]

    /// No step is left out or joined with another, so that figures are the same bit for bit.
    private static let common = [
        "-O3", "-std=gnu11", "-fPIC", "-shared", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math",
    ]

    /// Compiles a text into a library and loads it; nil where that fails or it was told to stop.
    ///
    /// Whatever it needs on disk lies in a folder that nobody else can have made or look into, and is gone afterwards.
    func load(
        _ source: String, _ flags: [String], beneath parent: String = Self.temporary,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) -> SharedLibrary? {
        let files = FileSystem(isCancelled: isCancelled)
        guard let folder = Self.makeFolder(beneath: parent, files) else { return nil }
        defer { Self.remove(folder, files) }
        let (text, library) = (folder + "/tape.c", folder + "/tape.so")
        guard (try? files.replace(text, with: source)) != nil,
            run(Self.common + flags + ["-o", library, text], in: folder, isCancelled)
        else { return nil }
        return SharedLibrary(library)
    }

    /// Where temporary files go.
    static var temporary: String {
        getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    }

    private static func makeFolder(beneath parent: String, _ files: FileSystem) -> String? {
        for _ in 0..<8 {
            let path = parent + "/sextant-" + String(UInt64.random(in: .min ... .max), radix: 36)
            if (try? files.calls.makeFolder(path, permissions: 0o700)) != nil { return path }
        }
        return nil
    }

    private static func remove(_ folder: String, _ files: FileSystem) {
        // A compiler that was stopped leaves files of its own.
        for entry in files.entries(of: folder) { try? files.calls.remove(folder + "/" + entry.name) }
        rmdir(folder)
    }

    /// Runs the compiler to its end; whether it did what it was asked.
    private func run(_ arguments: [String], in folder: String, _ isCancelled: () -> Bool) -> Bool {
        HelperProgram(name).run(arguments, environment: ["TMPDIR=" + folder, "LC_ALL=C"], isCancelled: isCancelled)?
            .isSuccess ?? false
    }
}
