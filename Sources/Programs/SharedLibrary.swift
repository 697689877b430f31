import Glibc

/// A library of this machine that is loaded when it is asked for, never at start; it stays as long as this does.
public final class SharedLibrary: @unchecked Sendable {
    // @unchecked: the handle is never changed, and the functions keep nothing.

    private let handle: UnsafeMutableRawPointer

    /// Loads a library by its path, or by a name that the system knows; nil where that fails.
    public init?(_ path: String) {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { return nil }
        self.handle = handle
    }

    deinit { dlclose(handle) }

    /// The first of some names that can be loaded; nil where none can.
    public static func first(of names: [String]) -> SharedLibrary? {
        for name in names {
            if let library = SharedLibrary(name) { return library }
        }
        return nil
    }

    /// A function; nil where there is none of the name.
    ///
    /// - Parameters:
    ///   - name: its name in C.
    ///   - type: its type, which has to be `@convention(c)` and what the library's header says.
    public func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        dlsym(handle, name).map { unsafeBitCast($0, to: type) }
    }
}
