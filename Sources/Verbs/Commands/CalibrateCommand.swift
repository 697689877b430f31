import CostModel
import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let calibrate = Command(
        "calibrate", synonyms: ["fit", "calibration"],
        abstract: say(
            en: "Fits parameters of the chip to measurements, tables or results, and sets them.",
            zh: "用实测数据（数据表或压测结果）拟合芯片参数，并采用所得的值。"),
        discussion: say(
            en: """
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
                文件与“validate”读取的相同，文件中没有的内容可写在命令行上；分位数不参与拟合。当前芯片的数据行，连同效率参数与它相同的内置芯片的数据行，一起拟合，各用自己的手册参数。一部分行留出，\
                用来检验拟合；同一次运行的实测数据不拆开。最小化的是相对误差的 Huber 损失，首 token 的权重减半。每个参数的结论为：\
                已确定、勉强确定（95 % 区间超出其值的一半）、未确定，或落在物理范围的边界上。加 --by 时，按某一列的取值分组拟合，\
                并采用唯一含有当前芯片数据的那一组。此后“eval”和“top”给出数值可能的偏差：与该方案可比的留出行的平均误差。相近的方案误差也大致相同，\
                因此实际可分辨的差别可能小于误差区间所示。
                """),
        arguments: .fittedParameters, .holdOut, .separatingColumn,
        .measuredFiles,
        examples: [
            "calibrate sessions/hopper.csv --params dram_util,host_time --by chip",
            "calibrate sessions/hopper.csv --params dram_util,matrix_eff,launch --hold-out 0.2 --by chip",
        ]
    ) {
        (
            context: Context, parameters: [Parameter], holdOut: Double, column: Spanned<String>?, files: MeasuredFiles
        ) throws(Diagnostic) -> Outcome in
        let run = try CalibrationRun(of: files, parameters, holdOut: holdOut, by: column, context)
        let chip = context.session.chip
        let applied = run.applied(to: chip)
        var output = (run.headline + run.notes).map { Output.line($0) }
        output.append(.table(CalibrationTables.parameters(run, isData: context.session.format.isData)))
        output.append(.table(CalibrationTables.errors(run)))
        output += run.remarks.map { .line($0) }
        output.append(.line(run.fate(of: chip, applied)))
        return Outcome(applied.map { run.apply($0, to: context.session) }, output)
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
