import Glibc
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
    ) -> CLibrary? {
        let files = FileSystem(isCancelled: isCancelled)
        guard let folder = Self.makeFolder(beneath: parent, files) else { return nil }
        defer { Self.remove(folder, files) }
        let (text, library) = (folder + "/tape.c", folder + "/tape.so")
        guard (try? files.replace(text, with: source)) != nil,
            run(Self.common + flags + ["-o", library, text], in: folder, isCancelled)
        else { return nil }
        return CLibrary(library)
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
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that what the compiler starts can be stopped with it.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        var words = Self.list([name] + arguments)
        var environment = Self.list(["PATH=" + path, "TMPDIR=" + folder, "LC_ALL=C"])
        defer { for word in words + environment { free(word) } }
        var process = pid_t()
        guard posix_spawnp(&process, name, &actions, &attributes, &words, &environment) == 0 else { return false }
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if isCancelled() {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                return false
            }
            usleep(5000)
        }
        return status == 0
    }

    /// Texts as the system takes them, with nil at the end.
    private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}

/// A library that was loaded; it stays so as long as this does.
final class CLibrary: @unchecked Sendable {
    // @unchecked: the handle is never changed, and the functions keep nothing.

    private let handle: UnsafeMutableRawPointer

    /// Loads a library; nil where that fails.
    init?(_ path: String) {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    deinit { dlclose(handle) }

    /// The address of a function; nil where there is none.
    func function(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }
}
