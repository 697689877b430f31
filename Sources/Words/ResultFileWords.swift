import Language
import Measurements
import Text
import Units

/// What is said of result files of load generators.
public enum ResultFileWords {
    /// The files that `validate` and `calibrate` take.
    public static var files: String {
        say(
            en: "tables of measurements and results of load generators: files, folders or patterns such as runs/*.json",
            zh: "实测数据表与压测工具的结果：文件、文件夹，或 runs/*.json 这类通配符")
    }

    /// What words on the line are for, where one is offered.
    public static var word: String { say(en: "what the files leave out", zh: "文件中没有的内容") }

    /// The kinds of results that are read, for help.
    public static var kinds: String {
        ResultFormat.all.map { say(en: "  \($0.name): \($0.summary)", zh: "  \($0.name)：\($0.summary)") }
            .joined(separator: "\n")
    }

    /// Words on the line that count in every row of a table.
    public static func replaced(_ words: [String]) -> String {
        let list = words.joined(separator: " ")
        return say(en: "in every row \(list) from the line", zh: "各行均取命令行的 \(list)")
    }

    /// `run.json: vllm-serve, 6 runs; model, rate from the file; chips=8 from the line; chip=h100 from the session`.
    public static func taken(_ files: [String], _ tool: String, runs: Int, _ sources: RunSources) -> String {
        let separator = say(en: ", ", zh: "、")
        func clause(_ names: [String], _ place: String) -> [String] {
            names.isEmpty
                ? []
                : [
                    say(
                        en: "\(names.joined(separator: separator)) from \(place)",
                        zh: "\(names.joined(separator: separator)) 取自\(place)")
                ]
        }
        let clauses =
            clause(
                sources.file + sources.load,
                files.count == 1 ? say(en: "the file", zh: "文件") : say(en: "the files", zh: "文件"))
            + clause(sources.line, say(en: "the line", zh: "命令行"))
            + clause(sources.session, say(en: "the session", zh: "会话"))
        let what = say(
            en: "\(names(files)): \(tool), \(Counted.text(runs, "run"))",
            zh: "\(names(files))：\(tool)，\(Decimal.grouped(runs)) 次运行")
        return ([what] + clauses).joined(separator: say(en: "; ", zh: "；"))
    }

    /// A few names of files, and how many more there are.
    private static func names(_ files: [String]) -> String {
        guard files.count > 2 else { return files.joined(separator: say(en: ", ", zh: "、")) }
        return say(
            en: "\(files[0]) and \(Counted.text(files.count - 1, "more file"))",
            zh: "\(files[0]) 等 \(Decimal.grouped(files.count)) 个文件")
    }

    /// A remark on some runs.
    public static func remark(_ remark: RunRemark, runs: Int) -> String {
        say(
            en: "\(remark.sentence) (\(Counted.text(runs, "run")))",
            zh: "\(remark.sentence)（\(Decimal.grouped(runs)) 次运行）")
    }

    /// Names in files that the catalogue does not have.
    public static func unknown(_ names: [String]) -> String {
        let list = names.map { say(en: "'\($0)'", zh: "“\($0)”") }.joined(separator: say(en: ", ", zh: "、"))
        return say(
            en: "not in the catalogue, so that the session's stand for them: \(list)",
            zh: "目录中没有，以会话中的代替：\(list)")
    }

    /// A file, or a run of one, that is left out while others are read.
    public static func leftOut(_ path: String, _ fault: ResultFault) -> String {
        say(
            en: "left out: \(path):\(fault.line): \(fault.message) (expected \(fault.expected))",
            zh: "未读取：\(path):\(fault.line)：\(fault.message)（应为：\(fault.expected)）")
    }

    /// The same for what is no result.
    public static func leftOut(_ fault: Diagnostic) -> String {
        say(en: "left out: \(fault.message)", zh: "未读取：\(fault.message)")
    }

    /// Why a file cannot be read.
    public static func diagnostic(_ fault: ResultFault, _ path: Spanned<String>) -> Diagnostic {
        Diagnostic("\(path.value):\(fault.line): \(fault.message)", at: path.span, expected: fault.expected)
    }

    /// None of many files could be read; the first says why.
    public static func noneIsRead(_ count: Int, first: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(
                en: "none of \(Decimal.grouped(count)) files could be read; the first: \(first)",
                zh: "\(Decimal.grouped(count)) 个文件均无法读取；第一个：\(first)"), at: span)
    }

    /// A pattern or a folder that holds no files.
    public static func noFile(_ path: Spanned<String>) -> Diagnostic {
        Diagnostic(say(en: "there are no files in '\(path.value)'", zh: "“\(path.value)”中没有文件"), at: path.span)
    }

    /// A word whose name no column has.
    public static func noColumn(_ name: Spanned<String>, nearest: String?) -> Diagnostic {
        Diagnostic(
            say(en: "nothing of a run is called '\(name.value)'", zh: "没有名为“\(name.value)”的项"), at: name.span,
            expected: say(en: "chip, model or a parameter", zh: "chip、model 或某个参数"),
            hint: nearest.map(LanguageWords.didYouMean))
    }

    /// A word that names nothing that is there.
    public static func isNoFile(_ word: Spanned<String>) -> Diagnostic {
        Diagnostic(
            LanguageWords.unexpected(word.value), at: word.span,
            expected: say(
                en: "another file, NAME=VALUE, or: by COLUMN,COLUMN", zh: "另一个文件、NAME=VALUE，或：by COLUMN,COLUMN"))
    }

    /// Percentiles that were measured where the engine has none.
    public static func percentilesLeftOut(_ count: Int) -> String {
        say(
            en: """
                \(Counted.text(count, "percentile")) not compared: the engine has them where requests come at a rate that can \
                be served
                """,
            zh: "\(Decimal.grouped(count)) 个分位数未比较：仅当请求按速率到达且未超出服务能力时，引擎才给出分位数")
    }
}
