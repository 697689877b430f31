import CostModel
import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let calibrate = Command(
        "calibrate", synonyms: ["fit", "calibration", "标定", "校准"],
        abstract: say(
            en: "Fits the chip to measurements, a handful of runs or many, and sets what it finds.",
            zh: "用实测数据（少量运行或大量数据行）标定芯片，并采用所得的值。"),
        discussion: say(
            en: """
                Without --params three to five runs of a deployment of one's own suffice: two factors are found, on what takes its
                time whatever there is to do (launches, latencies, host time) and on what takes it by bytes and operations, and set
                on the loaded chip. They are drawn towards 1 as far as those of measured deployments lie near it, so that one
                run moves them little. Rows of one chip, model and runtime take part: the session's if there are some.
                Each run is left out in turn to say what error is left.
                With --params parameters of the chip are fitted to many rows.
                The files are those that 'validate' reads, with words for what they leave out; percentiles take no part. Rows of the loaded chip, and of chips of the catalogue that have the
                same efficiencies, are fitted together, each on its own datasheet. A share of the rows is held out to judge
                the fit; measurements that ran the same stay together. What is minimised is Huber's loss of the
                relative errors, with half the weight on first tokens. A parameter is determined, barely determined (the 95 %
                interval reaches further than half its value), not determined, or at the bound of its physical range. With
                --by each word of a column is fitted separately, and the one group with rows of the loaded chip is set.
                From then on 'eval' and 'top' show how far the figures may be off: the mean error of the held-out rows that
                compare with the plan. The errors of plans that resemble each other are much the same, so that plans may be
                told apart better than the band says.
                """,
            zh: """
                省略 --params 时，用自己部署的三到五次运行即可：求得两个系数并设置到当前芯片，一个作用于与工作量无关的耗时（算子下发、时延、主机开销），\
                一个作用于随字节数和运算量增长的耗时。系数按已测部署的离散程度向 1 收缩，因此单次运行只会使其略有变化。\
                只有同一芯片、模型和推理框架的数据行参与（优先取会话当前的），并逐一留出各次运行以给出剩余误差。\
                加 --params 时，用大量数据行拟合芯片参数。文件与“validate”读取的相同，文件中没有的内容可写在命令行上；分位数不参与拟合。当前芯片的数据行，连同效率参数与它相同的内置芯片的数据行，一起拟合，各用自己的手册参数。一部分行留出，\
                用来检验拟合；同一次运行的实测数据不拆开。最小化的是相对误差的 Huber 损失，首 token 的权重减半。每个参数的结论为：\
                已确定、勉强确定（95 % 区间超出其值的一半）、未确定，或落在物理范围的边界上。加 --by 时，按某一列的取值分组拟合，\
                并采用唯一含有当前芯片数据的那一组。此后“eval”和“top”给出数值可能的偏差：与该方案可比的留出行的平均误差。相近的方案误差也大致相同，\
                因此实际可分辨的差别可能小于误差区间所示。
                """),
        arguments: .fittedParameters, .holdOut, .separatingColumn,
        .measuredFiles,
        examples: [
            "calibrate sessions/hopper.csv",
            "calibrate sessions/hopper.csv --params dram_util,host_time --by chip",
            "calibrate sessions/hopper.csv --params dram_util,matrix_eff,launch --hold-out 0.2 --by chip",
        ]
    ) {
        (
            context: Context, parameters: [Parameter], holdOut: HoldOutShare, column: Spanned<String>?,
            files: MeasuredFiles
        ) throws(Diagnostic) -> Outcome in
        // What is fitted is laid over the chip without the factors of earlier runs.
        let context = context.with(context.session.withoutOwnRuns)
        guard !parameters.isEmpty else {
            if let span = holdOut.span { throw FewRunsWords.needsParameters("--hold-out", at: span) }
            if let column { throw FewRunsWords.needsParameters("--by", at: column.span) }
            let runs = try FewRuns(of: files, context)
            return Outcome(runs.applied(to: context), runs.output(context.session))
        }
        let run = try CalibrationRun(of: files, parameters, holdOut: holdOut.share, by: column, context)
        let chip = context.session.chip
        let applied = run.applied(to: chip)
        var output = (run.headline + run.notes).map { Output.line($0) }
        output.append(.table(CalibrationTables.parameters(run, isData: context.session.format.isData)))
        output.append(.table(CalibrationTables.errors(run)))
        output += run.remarks.map { .line($0) }
        output.append(.line(run.fate(of: chip, applied)))
        return Outcome(applied.map { run.apply($0, to: context.session) }, output)
    }

    static let calibrateSave = Command(
        "calibrate save",
        abstract: say(
            en: "Writes the chip with the runs that it was calibrated on to a file that 'arch load' reads.",
            zh: "把用自己的运行标定过的芯片写入文件，供“arch load”读取。"),
        discussion: say(
            en: """
                The file holds the chip, the factors, the runs with what is predicted of them, runtime, releases and day.
                After 'arch load FILE.json' the chip has factors and bands again, and 'calibrate undo' takes them out.
                """,
            zh: """
                文件包含芯片、系数、各次运行及其预测值、推理框架及版本和日期。“arch load FILE.json”后系数和误差区间随之恢复，\
                “calibrate undo”可撤销。
                """),
        arguments: .flag(
            "force",
            say(en: "overwrite a file that this session did not write", zh: "覆盖不是由本会话写出的文件")),
        .path(say(en: "the file to write", zh: "要写入的文件"), endings: ["json"]),
        examples: ["calibrate save --force results/cluster-a.json"]
    ) { (context: Context, force: Bool, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        let chip = try context.session.requireChip()
        guard chip.provenance?.ownRuns != nil else { throw FewRunsWords.notCalibrated(chip.name) }
        return try ChipSource.save(chip, to: path, force: force, context, verb: "calibrate save")
    }

    static let calibrateUndo = Command(
        "calibrate undo", synonyms: ["uncalibrate"],
        abstract: say(en: "Takes the last calibration of the chip back.", zh: "撤销芯片最近一次标定。"),
        discussion: say(
            en: """
                The fitted parameters get the values from before, but for those that were set by hand since. 'undo' brings the
                calibration back.
                """,
            zh: """
                拟合过的参数恢复为此前的值，但此后手工设置过的除外。“undo”可恢复这次标定。
                """),
        examples: []
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let chip = try context.session.requireChip()
        guard let session = context.session.uncalibrated() else {
            throw chip.calibration == nil
                ? CalibrationFaultWords.notCalibrated(chip.name) : CalibrationFaultWords.loadedCalibrated(chip.name)
        }
        let lines = [CalibrationWords.isTakenBack] + SessionChanges.lines(from: context.session, to: session)
        return Outcome(session, lines.map { .line($0) })
    }
}
