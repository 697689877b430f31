import Glibc

/// The character set that libedit goes by.
enum TerminalLocale {
    /// Takes the user's locale for characters, or UTF-8 where that has none: libedit drops other characters silently.
    static func prepare() {
        _ = setlocale(LC_CTYPE, "")
        guard let codeset = nl_langinfo(Int32(CODESET)), strcmp(codeset, "UTF-8") != 0 else { return }
        _ = setlocale(LC_CTYPE, "C.UTF-8")
    }
}
