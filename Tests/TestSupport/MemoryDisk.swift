import Glibc
import Storage
import Synchronization

/// A disk in memory: its calls fail as a test asks, and it forgets what was not synced when the power goes.
package final class MemoryDisk: SystemCalls {
    /// A call that changes something, or that what is written depends on.
    package enum Call: String, Sendable, CaseIterable {
        case open, create, read, write, sync, syncFolder, truncate, setPermissions, lock, rename, remove, makeFolder
    }

    /// What goes wrong at one call, counted from 1.
    package enum Fault: Sendable {
        /// The call does nothing and reports an error.
        case fails(code: Int32)
        /// A write stops half way, and the next one finds the disk full; other calls fail.
        case tears
        /// The program is killed before it: no later call does anything.
        case kills
    }

    struct File {
        var bytes: [UInt8] = []
        /// What the disk has for certain.
        var synced: [UInt8] = []
        var permissions: UInt32
    }

    struct Open {
        let file: Int
        let folder: String?
        var offset = 0
        var lock: Bool?
    }

    struct State {
        var files: [Int: File] = [:]
        var names: [String: Int] = [:]
        /// The names that the disk has for certain.
        var syncedNames: [String: Int] = [:]
        var links: [String: String] = [:]
        var folders: Set<String> = ["/", "/home"]
        var opened: [Int32: Open] = [:]
        var next = 10
        var log: [Call] = []
        var faults: [Int: Fault] = [:]
        var ignored: Set<Call> = []
        var isKilled = false
        var isFull = false
    }

    /// The folder that paths without a root begin in.
    package static let current = "/home"
    let state = Mutex(State())

    /// Makes an empty disk.
    package init() {}

    /// The files of this disk, seen from its current folder.
    package var fileSystem: FileSystem { FileSystem(calls: self, home: Self.current) }

    /// The calls so far.
    package var log: [Call] { state.withLock { $0.log } }
    /// Whether a fault killed the program.
    package var isKilled: Bool { state.withLock { $0.isKilled } }
    /// The paths of all files.
    package var paths: [String] { state.withLock { $0.names.keys.sorted() } }

    /// Lets calls go wrong, by their numbers from now on.
    package func breaks(_ faults: [Int: Fault]) {
        state.withLock { state in
            let done = state.log.count
            state.faults = Dictionary(uniqueKeysWithValues: faults.map { ($0.key + done, $0.value) })
        }
    }

    /// Lets calls of a kind do nothing and say that they did.
    package func ignores(_ calls: Call...) { state.withLock { $0.ignored = Set(calls) } }

    /// The text of a file; nil where there is none.
    package func text(_ path: String) -> String? {
        state.withLock { state in
            state.names[Self.whole(path)].flatMap { state.files[$0] }.map { String(decoding: $0.bytes, as: UTF8.self) }
        }
    }

    /// Puts a file there, as one that has long been on disk.
    package func put(_ text: String, at path: String, permissions: UInt32 = 0o644) {
        state.withLock { state in
            let bytes = Array(text.utf8)
            state.files[state.next] = File(bytes: bytes, synced: bytes, permissions: permissions)
            state.names[Self.whole(path)] = state.next
            state.syncedNames[Self.whole(path)] = state.next
            state.next += 1
        }
    }

    /// Puts a link there.
    package func link(_ path: String, to target: String) {
        state.withLock { $0.links[Self.whole(path)] = target }
    }

    /// The program is gone: what it held is given up, and the disk works again.
    package func restart() {
        state.withLock { state in
            state.opened = [:]
            state.faults = [:]
            (state.isKilled, state.isFull) = (false, false)
        }
    }

    /// The power goes: of what was not synced each file and each name keeps all, a part or nothing, as the dice fall.
    package func losePower(using generator: inout SeededGenerator) {
        restart()
        state.withLock { state in
            for number in state.files.keys.sorted() {
                guard let file = state.files[number], file.bytes != file.synced else { continue }
                // Files only ever grow or are cut.
                let kept = Int.random(
                    in: min(file.synced.count, file.bytes.count)...file.bytes.count, using: &generator)
                let fates = [file.synced, Array(file.bytes[..<kept]), file.bytes]
                state.files[number]?.bytes = fates.randomElement(using: &generator) ?? []
            }
            for name in Set(state.names.keys).union(state.syncedNames.keys).sorted()
            where state.names[name] != state.syncedNames[name] && Bool.random(using: &generator) {
                state.names[name] = state.syncedNames[name]
            }
            state.syncedNames = state.names
            state.files = state.files.mapValues { File(bytes: $0.bytes, synced: $0.bytes, permissions: $0.permissions) }
        }
    }

    static func whole(_ path: String) -> String {
        let path = path.hasPrefix("/") ? path : current + "/" + path
        let parts = path.split(separator: "/").filter { $0 != "." }
        return "/" + parts.joined(separator: "/")
    }

    static func folder(of path: String) -> String {
        let parts = whole(path).split(separator: "/").dropLast()
        return "/" + parts.joined(separator: "/")
    }
}
