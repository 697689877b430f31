import Glibc

/// A program of this machine that does a part of the work, such as a compiler.
public struct HelperProgram: Sendable {
    /// The program, as it is found on PATH.
    public let name: String

    /// Names a program.
    public init(_ name: String) { self.name = name }

    /// How a program ended.
    public struct Ending: Sendable {
        /// Whether it says that it did what it was asked.
        public let isSuccess: Bool
        /// What it wrote to its standard output.
        public let output: String
        /// What it wrote to its standard error.
        public let complaints: String
    }

    /// Whether the program is there.
    public var isInstalled: Bool {
        Self.path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }

    /// Where programs are looked for.
    private static var path: String { getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin" }

    /// Runs it to its end on a text.
    ///
    /// - Parameters:
    ///   - arguments: what stands behind its name.
    ///   - input: its standard input.
    ///   - environment: variables such as `LC_ALL=C`, the only ones that it sees beside PATH.
    ///   - isCancelled: asked now and then; true stops it and whatever it has started.
    /// - Returns: how it ended; nil where it could not be started or was stopped.
    public func run(
        _ arguments: [String], input: String = "", environment: [String] = [], isCancelled: () -> Bool
    ) -> Ending? {
        // Files without names instead of pipes: nobody waits for the other to read.
        guard let given = tmpfile() else { return nil }
        defer { fclose(given) }
        guard let said = tmpfile() else { return nil }
        defer { fclose(said) }
        guard let complained = tmpfile() else { return nil }
        defer { fclose(complained) }
        var input = input
        let written = input.withUTF8 { fwrite($0.baseAddress, 1, $0.count, given) }
        guard written == input.utf8.count, fflush(given) == 0 else { return nil }
        rewind(given)
        guard let process = spawn(arguments, environment, [given, said, complained].map { fileno($0) }) else {
            return nil
        }
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if isCancelled() {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                return nil
            }
            usleep(5000)
        }
        return Ending(isSuccess: status == 0, output: Self.text(of: said), complaints: Self.text(of: complained))
    }

    /// Starts it with these descriptors as its standard input, output and error.
    private func spawn(_ arguments: [String], _ environment: [String], _ descriptors: [Int32]) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that what it starts can be stopped with it, and the signals as any program has them.
        posix_spawnattr_setpgroup(&attributes, 0)
        var usual = sigset_t()
        sigemptyset(&usual)
        sigaddset(&usual, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        var words = Self.list([name] + arguments)
        var variables = Self.list(["PATH=" + Self.path] + environment)
        defer { for word in words + variables { free(word) } }
        var process = pid_t()
        guard posix_spawnp(&process, name, &actions, &attributes, &words, &variables) == 0 else { return nil }
        return process
    }

    /// Texts as the system takes them, with nil at the end.
    private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    /// What a program wrote, at most a megabyte of it.
    private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        rewind(file)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
