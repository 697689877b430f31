import Programs
import Storage
import Units

/// A library that is loaded when it is used.
struct LibraryName: Sendable {
    /// What it is called.
    let name: String
    /// The packages of Debian that bring it, the one of Debian 12 first.
    let packages: [String]
    /// The names of its file, one for each version whose functions are those that are called.
    let files: [String]

    /// Names a library.
    init(_ name: String, packages: [String], files: [String]) {
        (self.name, self.packages, self.files) = (name, packages, files)
    }

    /// Loads it.
    ///
    /// - Throws: what is missing, and which package brings it.
    func load() throws(FileError) -> SharedLibrary {
        guard let library = SharedLibrary.first(of: files) else { throw FileError(absence) }
        return library
    }

    /// A function of the library.
    ///
    /// - Throws: where the library has none of the name.
    func function<Function>(_ name: String, of library: SharedLibrary, as type: Function.Type) throws(FileError)
        -> Function
    {
        guard let function = library.function(name, as: type) else {
            throw FileError(say(en: "\(self.name) here has no \(name)", zh: "此处的 \(self.name) 没有 \(name)"))
        }
        return function
    }

    /// Why nothing is written where the library is missing.
    private var absence: String {
        let list = packages.joined(separator: say(en: " or ", zh: " 或 "))
        return say(
            en: "\(name) is not installed, which writes it; on Debian: apt-get install \(list)",
            zh: "写入它所用的 \(name) 未安装；在 Debian 上执行：apt-get install \(list)")
    }
}
