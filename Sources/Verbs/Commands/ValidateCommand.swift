import Language
import Measurements
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let validate = Command(
        "validate", synonyms: ["measured", "accuracy", "errors", "验证"],
        abstract: say(
            en: "Compares the engine with measurements: tables, and results of load generators.",
            zh: "将引擎的结果与实测数据对比：数据表，或压测工具的结果。"),
        discussion: say(
            en: """
                Each row of a table, and each run of a result file, says what ran and what came out; the engine is asked for the
                same. What a result leaves out, such as the chip, comes from words on the line (chip=h200 chips=8 tp=8) or from
                the session as it is set, and a line says so; words on the line count before what a file says. Files, folders and
                patterns are read together, each with an error of its own where it cannot be. The errors are summed up
                in percent of what was measured: mape and median are the mean and the median of |predicted - measured| /
                measured, bias is the mean with its sign. JSON and CSV have one object or line a group and metric: group,
                metric, n, mape, median, bias, banded and within (the figures whose prediction has a band, and the share of them
                that was measured within), and not_expressed, the rows of the group that the engine could not be asked for.
                Rows that served requests have tps_chip too: what follows from both times at the requests in flight.
                Rows of the session's chip run on it as it is set, all others on the catalogue's. The layout of the file is told
                by its headings ('help NAME' lists the columns of one), and columns that it does not read are labels:
                """,
            zh: """
                数据表的每一行、结果文件的每次运行，说明运行了什么、结果如何；引擎按相同条件计算。结果文件中没有的内容（如芯片）\
                取自命令行（chip=h200 chips=8 tp=8）或会话的当前设置，并注明来源；命令行优先于文件。\
                文件、文件夹和通配符可一起给出，无法读取的文件各报一个错误。误差以实测值的百分比汇总：\
                mape 和 median 为 |预测值 - 实测值| / 实测值 的均值和中位数，bias 为带符号的均值。\
                JSON 和 CSV 中，每个分组的每项指标为一个对象或一行：group、metric、n、mape、median、bias、banded 和 within\
                （预测带有误差区间的数值个数，以及其中实测值落在区间内的比例），以及 not_expressed（该组中引擎无法计算的行数）。\
                处理了请求的行还有 tps_chip：由两项时延和并发数得出。\
                会话所用芯片的行按其当前设置计算，其余各行按目录中的芯片计算。\
                文件布局由表头判断（“help NAME”列出某种布局的各列），未读取的列作为标签：
                """) + "\n"
            + TableLayout.all.map { say(en: "  \($0.name): \($0.summary)", zh: "  \($0.name)：\($0.summary)") }
            .joined(separator: "\n") + "\n"
            + say(en: "Results of load generators are told by their content:", zh: "压测工具的结果按内容识别：") + "\n"
            + ResultFileWords.kinds,
        arguments: .flag(
            "force", say(en: "overwrite a file that this session did not write", zh: "覆盖不是本会话写出的文件")),
        .file(
            option: "out",
            say(en: "where every row is written with what the engine says of it", zh: "逐行写出引擎结果的文件"),
            endings: ["csv"]),
        .measuredFiles, .groupingColumns,
        examples: [
            "validate sessions/hopper.csv", "validate sessions/hopper.csv by chip,runtime",
            "validate --force --out results/residuals.csv sessions/hopper.csv",
            "validate sessions/qwen3-8b-h100.txt chip=h100 model=qwen3-8b chips=1",
            "validate sessions/qwen3-8b-h100.txt sessions/hopper.csv chips=1 by file",
        ]
    ) {
        (context: Context, force: Bool, out: Spanned<String>?, files: MeasuredFiles, columns: [Spanned<String>])
            throws(Diagnostic) -> Outcome in
        let validation = try Validation(of: files, by: columns, context)
        var outcome = Outcome(nil, try validation.output(context))
        if let out {
            outcome.session = try validation.write(files, to: out, force: force, context)
            outcome.output.append(.line(FileWords.rows(validation.table.count, to: out.value)))
            outcome.recordedAs =
                "validate --force --out \(Lexer.quoted(out.value)) \(files.typed)"
                + GroupingColumns.words(columns)
        }
        return outcome
    }
}
