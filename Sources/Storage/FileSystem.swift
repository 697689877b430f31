import Glibc
import Units

/// Reading whole files, and writing them so that a crash leaves the old or the new one, never half of one.
public struct FileSystem: Sendable {
    /// What is asked of the system.
    public let calls: any SystemCalls
    /// Whether the work on a file should stop.
    let isCancelled: @Sendable () -> Bool
    /// The user's home folder, written `~`; nil if there is none.
    let home: String?
    /// The folder that nothing is written outside of, as a path through no links; nil for none.
    var boundary: String?

    /// What was written in memory alone; nil where files are written.
    var draft: Draft?

    /// The bytes that are read or written between two checks of `isCancelled`.
    static let chunk = 1 << 20

    /// The files of this machine, or those behind other calls; by default nothing cancels.
    public init(
        calls: (any SystemCalls)? = nil, home: String? = getenv("HOME").map { String(cString: $0) },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.home = home
        self.calls = calls ?? LinuxCalls()
        self.isCancelled = isCancelled
    }

    /// The text of a regular file; single bytes that are not UTF-8 are repaired.
    ///
    /// - Throws: the system's error; also where the path is not a regular file, where it holds more than `limit` bytes,
    ///   where its text is in another encoding that can be told, and where Ctrl-C comes.
    public func read(_ path: String, limit: FileLimit) throws(FileError) -> String {
        if let text = draft?.text(of: absolute(path)) { return text }
        let descriptor = try calls.open(expanded(path), for: .reading)
        defer { calls.close(descriptor) }
        let status = try regular(descriptor)
        guard status.size <= limit.bytes else { throw limit.error }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(status.size)
        var buffer = [UInt8](repeating: 0, count: min(Self.chunk, max(4096, status.size + 1)))
        while true {
            if isCancelled() { throw .interrupted }
            let count = try read(descriptor, into: &buffer)
            if count == 0 { break }
            bytes += buffer[..<count]
            // A file may grow while it is read.
            guard bytes.count <= limit.bytes else { throw limit.error }
        }
        if let encoding = TextEncoding.foreign(bytes) { throw TextEncoding.error(encoding, path: path) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether there is something at a path.
    public func exists(_ path: String) -> Bool {
        draft?.text(of: absolute(path)) != nil || (try? calls.status(at: expanded(path), followsLinks: true)) != nil
    }

    /// The names in a folder; empty where it cannot be read.
    public func entries(of folder: String) -> [FolderEntry] { (try? calls.entries(of: expanded(folder))) ?? [] }

    /// What is open, if it is a regular file.
    ///
    /// - Throws: `FileError` where it is a folder, a pipe or a device.
    public func regular(_ descriptor: Int32) throws(FileError) -> FileStatus {
        let status = try calls.status(of: descriptor)
        if status.kind == .folder { throw .isFolder }
        guard status.kind == .file else { throw .isNoFile }
        return status
    }

    /// Reads into a buffer and returns how many bytes it holds.
    ///
    /// - Throws: the system's error.
    public func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(FileError) -> Int {
        // `withUnsafeMutableBytes` passes no typed error on.
        let result: Result<Int, FileError> = buffer.withUnsafeMutableBytes { bytes in
            do throws(FileError) { return .success(try calls.read(descriptor, into: bytes)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// How large a file may be that is read whole.
public struct FileLimit: Sendable {
    /// The largest size.
    public let bytes: Int

    /// Makes a limit.
    public init(mebibytes: Int) { bytes = mebibytes << 20 }

    /// Configurations and chip files: those of the Hub are below 1 MiB.
    public static let configuration = FileLimit(mebibytes: 16)
    /// Scripts and journals.
    public static let script = FileLimit(mebibytes: 256)
    /// Tables of measurements: 10^6 rows take 34 MiB.
    public static let table = FileLimit(mebibytes: 1024)

    var error: FileError { FileError(say(en: "it is larger than \(bytes >> 20) MiB", zh: "文件大于 \(bytes >> 20) MiB")) }
}
