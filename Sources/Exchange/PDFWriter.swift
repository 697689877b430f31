import Glibc
import Programs
import Storage
import Units

/// A page of HTML on paper, through WeasyPrint (https://weasyprint.org), which knows CSS for pages and needs no screen.
public enum PDFWriter {
    /// The program, which is also the name of its package.
    public static let name = "weasyprint"

    /// Whether it is there.
    public static var isInstalled: Bool { HelperProgram(name).isInstalled }

    /// Writes the page to a path.
    ///
    /// - Throws: what the program complains of, and where Ctrl-C comes.
    public static func write(_ html: String, to path: String, isCancelled: () -> Bool) throws(FileError) {
        let ending = HelperProgram(name).run(
            ["--quiet", "--encoding", "utf-8", "-", path], input: html, environment: environment,
            isCancelled: isCancelled)
        if isCancelled() { throw .interrupted }
        guard let ending, ending.isSuccess else {
            let last = ending?.complaints.split(separator: "\n").last.map(String.init) ?? ""
            throw FileError(say(en: "\(name) ended with an error: \(last)", zh: "\(name) 出错退出：\(last)"))
        }
    }

    /// Whether a text holds Chinese characters and no font of this machine does, as far as fontconfig can tell.
    public static func lacksGlyphs(for text: String, isCancelled: () -> Bool) -> Bool {
        // CJK Unified Ideographs (Unicode Standard, block 4E00-9FFF).
        guard text.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) else { return false }
        let fonts = HelperProgram("fc-list").run(
            [":lang=zh", "family"], environment: environment, isCancelled: isCancelled)
        return fonts.map { $0.isSuccess && !$0.output.contains { !$0.isWhitespace } } ?? false
    }

    /// Fonts and their cache are found beneath the person's own folder.
    private static var environment: [String] {
        ["LC_ALL=C.UTF-8"] + (getenv("HOME").map { ["HOME=" + String(cString: $0)] } ?? [])
    }
}
