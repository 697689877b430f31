import Glibc
import Storage
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
    public let folder: String
    /// This shell's own file, made when the first command is recorded.
    public let path: String
    /// Where it is kept; Ctrl-C does not keep a line from being written.
    public let files: FileSystem
    private let state = Mutex(State())

    /// Makes a journal in a folder; `process` and `time`, in seconds since 1970, make its name.
    public init(
        folder: String, process: Int32 = getpid(), time: Int = Glibc.time(nil), files: FileSystem = FileSystem()
    ) {
        self.folder = folder
        self.files = files
        path = "\(folder)/\(process)-\(time).sextant"
    }

    /// The folder in the user's state directory, or nil where the environment names none.
    public static func defaultFolder(environment: (String) -> String?) -> String? {
        UserFolder.state.path(of: "sextant/journal", environment: environment)
    }

    /// Writes what was typed and waits until the disk has it; call it before the line runs.
    ///
    /// Returns a warning the first time that this fails; the session goes on without protection.
    public func record(_ line: String) -> String? { append(JournalLine.typed(line)) }

    /// Writes how far the line before came, where Ctrl-C ended it.
    public func record(_ interruption: Interruption) -> String? { append(interruption.mark) }

    /// Writes what was typed at a step of a replay.
    func record(step answer: String) -> String? { append(JournalLine.step(answer)) }

    private func append(_ line: String) -> String? {
        do throws(FileError) {
            try append([line])
            return nil
        } catch {
            return state.withLock { state in
                guard !state.hasWarned else { return nil }
                state.hasWarned = true
                return NotebookWords.unprotected(path, error.reason)
            }
        }
    }

    /// Ends the journal: a session that was left on purpose needs none, one whose terminal went away keeps it.
    public func close(keeping: Bool) {
        state.withLock { state in
            guard state.descriptor >= 0, !state.isClosed else { return }
            if !keeping { try? files.calls.remove(path) }
            // A child that is just being started may hold the descriptor still.
            files.calls.unlock(state.descriptor)
            files.calls.close(state.descriptor)
            state.isClosed = true
        }
    }

    /// What a start offers: that an earlier session can be brought back; nil if there is none.
    public func offer() -> String? {
        let leftovers = JournalFile.leftovers(in: folder, except: path, files)
        guard let newest = leftovers.first else { return nil }
        return NotebookWords.offer(newest.summary, others: leftovers.count - 1)
    }

    /// Takes over the first lines of a journal that was left over, which then holds only the others, or is gone.
    ///
    /// Behind them the call of `recover` stands once more, so that what is said of that line is not taken for theirs.
    ///
    /// - Returns: why the old file still holds them too; nil where it does not.
    /// - Throws: why this one cannot be written.
    public func adopt(_ journal: JournalFile, first count: Int) throws(FileError) -> FileError? {
        let lines = journal.lines.prefix(count).flatMap(\.lines) + ["recover"]
        try append(journal.isRest ? lines : [JournalFile.restart] + lines)
        do throws(FileError) {
            if count < journal.lines.count {
                try journal.keepRest(from: count, files)
            } else {
                try files.calls.remove(journal.path)
            }
            return nil
        } catch {
            return error.isAbsence ? nil : error
        }
    }

    private func append(_ lines: [String]) throws(FileError) {
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        let failure: FileError? = state.withLock { state in
            do throws(FileError) {
                guard !state.isClosed else { return nil }
                if state.descriptor < 0 { state.descriptor = try open() }
                try files.append(bytes, to: state.descriptor)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private func open() throws(FileError) -> Int32 {
        try files.makeFolders(for: path, permissions: 0o700)
        let descriptor = try files.calls.open(path, for: .creating(permissions: 0o600))
        do throws(FileError) {
            try files.calls.lock(descriptor, isShared: false)
        } catch {
            files.calls.close(descriptor)
            throw error
        }
        // The name of a new file is only safe once its folder is.
        files.syncFolder(folder)
        return descriptor
    }
}
