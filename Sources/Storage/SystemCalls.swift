import Glibc
import Units

/// Why a file could not be read or written.
public struct FileError: Error, Sendable, Equatable {
    /// What went wrong, in the system's words or in ours.
    public let reason: String
    /// The system's number for it; nil where the reason is ours.
    public let code: Int32?

    /// Makes an error of our own.
    public init(_ reason: String) {
        self.reason = reason
        code = nil
    }

    /// Makes the error that a system call reported.
    public init(code: Int32) {
        reason = Tongue.current == .chinese ? Self.chinese(code) : String(cString: strerror(code))
        self.code = code
    }

    /// The system's reason in Chinese, where it is one that people meet.
    private static func chinese(_ code: Int32) -> String {
        switch code {
        case ENOENT: "没有这个文件或文件夹"
        case ENOTDIR: "路径中有一段不是文件夹"
        case EISDIR: "是一个文件夹"
        case EACCES, EPERM: "没有权限"
        case EROFS: "文件系统只读"
        case ENOSPC: "磁盘空间不足"
        case EDQUOT: "超出磁盘配额"
        case EEXIST: "文件已存在"
        case ENAMETOOLONG: "名称过长"
        case ELOOP: "符号链接层数过多"
        case EIO: "读写错误"
        case EMFILE, ENFILE: "打开的文件过多"
        default: String(cString: strerror(code))
        }
    }

    /// Whether the file does not exist.
    public var isAbsence: Bool { code == ENOENT || code == ENOTDIR }

    /// Ctrl-C ended the work on a file.
    public static var interrupted: FileError { FileError(say(en: "interrupted", zh: "已中断")) }
    /// A path leads out of the folder that a script may write to.
    public static var leavesFolder: FileError {
        FileError(
            say(
                en: "a script of another folder writes beneath the current folder only",
                zh: "其他文件夹中的脚本只能写入当前文件夹之下"))
    }
    /// A link stands on the way to a file that a script writes.
    public static var crossesLink: FileError {
        FileError(
            say(
                en: "a script of another folder writes through no link", zh: "其他文件夹中的脚本不能通过符号链接写入"))
    }
    /// A path leads out of the folder that programs are served.
    public static var isNotServed: FileError {
        FileError(say(en: "only files beneath the served folder are open", zh: "只能访问所服务文件夹之下的文件"))
    }
    /// A folder stands where a file should.
    public static var isFolder: FileError { FileError(say(en: "it is a folder", zh: "是一个文件夹")) }
    /// A pipe, a device or a socket stands where a file should.
    public static var isNoFile: FileError { FileError(say(en: "it is not a regular file", zh: "不是普通文件")) }
}

/// What a file is opened for.
public enum FileAccess: Sendable, Equatable {
    /// To read what is there; a pipe does not wait for its other end.
    case reading
    /// To write a file that must not exist, not even as a link; `permissions` as in `chmod`.
    case creating(permissions: UInt32)
    /// To write behind what is there, or into a new file.
    case appending(permissions: UInt32)
    /// To write into a device or a pipe; one that nobody reads is an error.
    case writing
    /// To bring a folder's names to disk.
    case folder
}

/// What stands under a path.
public struct FileStatus: Sendable, Equatable {
    /// The kinds that are told apart.
    public enum Kind: Sendable, Equatable { case file, folder, link, other }

    /// What it is.
    public var kind: Kind
    /// Its bytes, for a file.
    public var size: Int
    /// Who may do what, as in `chmod`.
    public var permissions: UInt32

    /// Makes a status.
    public init(kind: Kind, size: Int = 0, permissions: UInt32 = 0o644) {
        self.kind = kind
        self.size = size
        self.permissions = permissions
    }
}

/// A name in a folder.
public struct FolderEntry: Sendable, Equatable {
    /// The name, without the folder.
    public let name: String
    /// Whether it is a folder itself.
    public let isFolder: Bool

    /// Makes an entry.
    public init(name: String, isFolder: Bool) {
        self.name = name
        self.isFolder = isFolder
    }
}

/// The calls to the system through which every file is read and written; tests put calls in their place that fail.
///
/// All throw the error that the system reported. A call that a signal interrupts is made again.
public protocol SystemCalls: Sendable {
    /// Opens a path and returns the descriptor.
    func open(_ path: String, for access: FileAccess) throws(FileError) -> Int32
    /// Closes a descriptor, and with it gives up its lock.
    func close(_ descriptor: Int32)
    /// Reads at most as many bytes as the buffer holds; 0 at the end.
    func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
    /// Writes some of the bytes and returns how many.
    func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) throws(FileError) -> Int
    /// Waits until the disk has what was written.
    func sync(_ descriptor: Int32) throws(FileError)
    /// Cuts a file to a size.
    func truncate(_ descriptor: Int32, to size: Int) throws(FileError)
    /// Sets who may do what with an open file.
    func setPermissions(_ descriptor: Int32, _ permissions: UInt32) throws(FileError)
    /// What an open file is.
    func status(of descriptor: Int32) throws(FileError) -> FileStatus
    /// Sets where the next bytes are read.
    func seek(_ descriptor: Int32, to offset: Int) throws(FileError)
    /// Takes a lock that no other holds, or says that it is taken; readers share theirs.
    func lock(_ descriptor: Int32, isShared: Bool) throws(FileError)
    /// Gives a lock up.
    func unlock(_ descriptor: Int32)
    /// Waits a while for room in a pipe.
    func waitForRoom(_ descriptor: Int32, milliseconds: Int32)
    /// What stands under a path; of a link at its end, what it leads to or the link itself.
    func status(at path: String, followsLinks: Bool) throws(FileError) -> FileStatus
    /// Puts a file in the place of another in one step.
    func rename(_ path: String, to other: String) throws(FileError)
    /// Removes a file.
    func remove(_ path: String) throws(FileError)
    /// Makes a folder.
    func makeFolder(_ path: String, permissions: UInt32) throws(FileError)
    /// The names in a folder.
    func entries(of folder: String) throws(FileError) -> [FolderEntry]
    /// Where a link leads.
    func destination(ofLink path: String) throws(FileError) -> String
    /// The path from the root through no links.
    func realPath(_ path: String) throws(FileError) -> String
}
