import Glibc
import Synchronization

/// The commands of a running session on disk, so that a killed shell loses none.
///
/// The file is locked while its shell runs; one without a lock is left over from a shell that ended unexpectedly.
public final class Journal: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var hasWarned = false
        var isClosed = false
    }

    /// The folder of all journals.
    let folder: String
    /// This shell's own file, made when the first command is recorded.
    let path: String
    private let state = Mutex(State())

    /// Makes a journal in a folder; `process` and `time`, in seconds since 1970, make its name.
    public init(folder: String, process: Int32 = getpid(), time: Int = Glibc.time(nil)) {
        self.folder = folder
        path = "\(folder)/\(process)-\(time).sextant"
    }

    /// The folder in the user's state directory, or nil where the environment names none.
    public static func defaultFolder(environment: (String) -> String?) -> String? {
        if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/sextant/journal" }
        guard let home = environment("HOME"), !home.isEmpty else { return nil }
        return home + "/.local/state/sextant/journal"
    }

    /// Writes a line and waits until the disk has it; call it before the line runs.
    ///
    /// Returns a warning the first time that this fails; the session goes on without protection.
    public func record(_ line: String) -> String? {
        do throws(FileError) {
            try append([line])
            return nil
        } catch {
            return state.withLock { state in
                guard !state.hasWarned else { return nil }
                state.hasWarned = true
                return "a crash would lose this session: cannot write \(path): \(error.reason)"
            }
        }
    }

    /// Ends the journal: a session that was left on purpose needs none, one whose terminal went away keeps it.
    public func close(keeping: Bool) {
        state.withLock { state in
            guard state.descriptor >= 0, !state.isClosed else { return }
            if !keeping { unlink(path) }
            // A child that is just being started may hold the descriptor still.
            _ = flock(state.descriptor, LOCK_UN)
            _ = Glibc.close(state.descriptor)
            state.isClosed = true
        }
    }

    /// What a start offers: that an earlier session can be brought back; nil if there is none.
    public func offer() -> String? {
        let leftovers = JournalFile.leftovers(in: folder, except: path)
        guard let newest = leftovers.first else { return nil }
        let others = leftovers.count > 1 ? " (and \(leftovers.count - 1) more)" : ""
        return "\(newest.summary) ended unexpectedly\(others); 'recover' brings it back, 'recover drop' forgets it"
    }

    /// Takes over the first lines of a journal that was left over, which then holds only the others, or is gone.
    ///
    /// Behind them the call of `recover` stands once more, so that what is said of that line is not taken for theirs.
    func adopt(_ journal: JournalFile, first count: Int) throws(FileError) {
        let lines = journal.lines.prefix(count).flatMap(\.lines) + ["recover"]
        try append(journal.isRest ? lines : [JournalFile.restart] + lines)
        if count < journal.lines.count {
            try journal.keepRest(from: count)
        } else {
            unlink(journal.path)
        }
    }

    private func append(_ lines: [String]) throws(FileError) {
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        let failure: FileError? = state.withLock { state in
            do throws(FileError) {
                guard !state.isClosed else { return nil }
                if state.descriptor < 0 { state.descriptor = try open() }
                try Self.write(bytes, to: state.descriptor)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private func open() throws(FileError) -> Int32 {
        try Files.makeFolders(for: path, mode: 0o700)
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let error = FileError.last
            _ = Glibc.close(descriptor)
            throw error
        }
        // The name of a new file is only safe once its folder is.
        let directory = Glibc.open(folder, O_RDONLY | O_CLOEXEC)
        if directory >= 0 {
            _ = fsync(directory)
            _ = Glibc.close(directory)
        }
        return descriptor
    }

    /// Appends whole or not at all: half a command must not be run.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        let size = lseek(descriptor, 0, SEEK_END)
        do throws(FileError) {
            try Files.write(bytes, to: descriptor)
            guard fsync(descriptor) == 0 else { throw FileError.last }
        } catch {
            _ = ftruncate(descriptor, size)
            throw error
        }
    }
}
