import Storage
import Synchronization

/// Files that a hint may not read: whoever asks for one is refused, and that is noted.
///
/// Whether there is something of a name in the current folder is answered; elsewhere an answer could take long, and is
/// that there is.
final class UntouchedFiles: SystemCalls {
    private let asked = Atomic<Bool>(false)
    private let calls: any SystemCalls

    init(_ calls: any SystemCalls) {
        self.calls = calls
    }

    /// Whether a file was to be read.
    var wereAsked: Bool { asked.load(ordering: .relaxed) }

    private func refuse() -> FileError {
        asked.store(true, ordering: .relaxed)
        return .interrupted
    }

    func status(at path: String, followsLinks: Bool) throws(FileError) -> FileStatus {
        guard path.contains("/") else { return try calls.status(at: path, followsLinks: followsLinks) }
        asked.store(true, ordering: .relaxed)
        return FileStatus(kind: .file)
    }

    func entries(of folder: String) throws(FileError) -> [FolderEntry] { [] }
    func open(_ path: String, for access: FileAccess) throws(FileError) -> Int32 { throw refuse() }
    func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        throw refuse()
    }
    func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> Int { throw refuse() }
    func sync(_ descriptor: Int32) throws(FileError) { throw refuse() }
    func truncate(_ descriptor: Int32, to size: Int) throws(FileError) { throw refuse() }
    func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(FileError) { throw refuse() }
    func status(of descriptor: Int32) throws(FileError) -> FileStatus { throw refuse() }
    func seek(_ descriptor: Int32, to offset: Int) throws(FileError) { throw refuse() }
    func lock(_ descriptor: Int32, isShared: Bool) throws(FileError) { throw refuse() }
    func rename(_ path: String, to other: String) throws(FileError) { throw refuse() }
    func remove(_ path: String) throws(FileError) { throw refuse() }
    func makeFolder(_ path: String, permissions: UInt32) throws(FileError) { throw refuse() }
    func destination(ofLink path: String) throws(FileError) -> String { throw refuse() }
    func realPath(_ path: String) throws(FileError) -> String { throw refuse() }
    func close(_ descriptor: Int32) {}
    func unlock(_ descriptor: Int32) {}
    func waitForRoom(_ descriptor: Int32, milliseconds: Int32) {}
}
