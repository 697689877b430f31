import Programs
import Storage
import Units

/// The functions of SQLite that write a database (https://www.sqlite.org/c3ref/funclist.html).
struct SQLiteLibrary {
    typealias Handle = OpaquePointer
    typealias Text = UnsafePointer<CChar>

    static let name = LibraryName("SQLite", packages: ["libsqlite3-0"], files: ["libsqlite3.so.0"])

    let open: @convention(c) (Text, UnsafeMutablePointer<Handle?>, Int32, Text?) -> Int32
    let close: @convention(c) (Handle?) -> Int32
    let execute:
        @convention(c) (Handle?, Text, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?)
            -> Int32
    let prepare: @convention(c) (Handle?, Text, Int32, UnsafeMutablePointer<Handle?>, UnsafeMutableRawPointer?) -> Int32
    let bindDouble: @convention(c) (Handle?, Int32, Double) -> Int32
    let bindText: @convention(c) (Handle?, Int32, Text, Int32, UnsafeMutableRawPointer?) -> Int32
    let bindNull: @convention(c) (Handle?, Int32) -> Int32
    let step: @convention(c) (Handle?) -> Int32
    let reset: @convention(c) (Handle?) -> Int32
    let finish: @convention(c) (Handle?) -> Int32
    let message: @convention(c) (Handle?) -> Text?
    /// It goes with the functions.
    private let library: SharedLibrary

    /// Loads it.
    init() throws(FileError) {
        let library = try Self.name.load()
        func find<Function>(_ name: String, _ type: Function.Type = Function.self) throws(FileError) -> Function {
            try Self.name.function("sqlite3_" + name, of: library, as: type)
        }
        open = try find("open_v2")
        close = try find("close_v2")
        execute = try find("exec")
        prepare = try find("prepare_v2")
        bindDouble = try find("bind_double")
        bindText = try find("bind_text")
        bindNull = try find("bind_null")
        step = try find("step")
        reset = try find("reset")
        finish = try find("finalize")
        message = try find("errmsg")
        self.library = library
    }
}

/// An open database; numbers of results and flags are those of sqlite3.h.
final class SQLiteDatabase {
    private static let (ok, done) = (Int32(0), Int32(101))
    private static let (readWrite, create) = (Int32(2), Int32(4))
    /// Tells SQLite to copy a text.
    private static var transient: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: -1) }

    private let library: SQLiteLibrary
    private var handle: OpaquePointer?

    /// Opens the database of a path, which is an empty file or none.
    init(_ path: String) throws(FileError) {
        library = try SQLiteLibrary()
        try check(library.open(path, &handle, Self.readWrite | Self.create, nil))
    }

    deinit { _ = library.close(handle) }

    /// Runs statements that give nothing back.
    func execute(_ sql: String) throws(FileError) { try check(library.execute(handle, sql, nil, nil, nil)) }

    /// A statement that is run again and again.
    func prepare(_ sql: String) throws(FileError) -> Statement {
        var prepared: OpaquePointer?
        try check(library.prepare(handle, sql, -1, &prepared, nil))
        return Statement(self, prepared)
    }

    /// A statement with values to be filled in, from 1.
    final class Statement {
        private let database: SQLiteDatabase
        private let handle: OpaquePointer?

        fileprivate init(_ database: SQLiteDatabase, _ handle: OpaquePointer?) {
            (self.database, self.handle) = (database, handle)
        }

        deinit { _ = database.library.finish(handle) }

        func bind(_ number: Double?, at place: Int) throws(FileError) {
            let library = database.library
            try database.check(
                number.map { library.bindDouble(handle, Int32(place), $0) } ?? library.bindNull(handle, Int32(place)))
        }

        func bind(_ text: String, at place: Int) throws(FileError) {
            try database.check(
                database.library.bindText(handle, Int32(place), text, -1, SQLiteDatabase.transient))
        }

        /// Runs it with the values that were filled in.
        func run() throws(FileError) {
            guard database.library.step(handle) == SQLiteDatabase.done else { throw database.failure }
            try database.check(database.library.reset(handle))
        }
    }

    private func check(_ result: Int32) throws(FileError) { if result != Self.ok { throw failure } }

    /// What SQLite says is wrong.
    private var failure: FileError {
        let reason = library.message(handle).map { String(cString: $0) } ?? ""
        return FileError(say(en: "SQLite says: \(reason)", zh: "SQLite 报告：\(reason)"))
    }
}
