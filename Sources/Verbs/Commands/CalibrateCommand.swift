import CostModel
import Language
import Notebook
import Presentation
import Words

extension Command<Session> {
    static let calibrate = Command(
        "calibrate", synonyms: ["fit", "calibration"],
        abstract: "Fits parameters of the chip to a table of measurements and sets them.",
        discussion: """
            The file is one that 'validate' reads. Rows of the loaded chip, and of chips of the catalogue that have the
            same efficiencies, are fitted together, each on its own datasheet. A share of the rows is held out to judge
            the fit; measurements that ran the same stay together. What is minimised is Huber's loss of the
            relative errors, with half the weight on first tokens. A parameter is determined, barely determined (the 95 %
            interval reaches further than half its value), not determined, or at the bound of its physical range. With
            --by each word of a column is fitted separately, and the one group with rows of the loaded chip is set.
            From then on 'eval' and 'top' show how far the figures may be off: the mean error of the held-out rows that
            compare with the plan. The errors of plans that resemble each other are much the same, so that plans may be
            told apart better than the band says.
            """,
        arguments: .fittedParameters, .holdOut, .separatingColumn,
        .path("a table of measurements, FILE.csv", endings: ["csv"]),
        examples: [
            "calibrate sessions/hopper.csv --params dram_util,host_time --by chip",
            "calibrate sessions/hopper.csv --params dram_util,matrix_eff,launch --hold-out 0.2 --by chip",
        ]
    ) {
        (
            context: Context, parameters: [Parameter], holdOut: Double, column: Spanned<String>?, path: Spanned<String>
        ) throws(Diagnostic) -> Outcome in
        let run = try CalibrationRun(of: path, parameters, holdOut: holdOut, by: column, context)
        let chip = context.session.chip
        let applied = run.applied(to: chip)
        var output = run.headline.map { Output.line($0) }
        output.append(.table(CalibrationTables.parameters(run, isData: context.session.format.isData)))
        output.append(.table(CalibrationTables.errors(run)))
        output += run.remarks.map { .line($0) }
        output.append(.line(run.fate(of: chip, applied)))
        return Outcome(applied.map { run.apply($0, to: context.session) }, output)
    }

    static let calibrateUndo = Command(
        "calibrate undo", synonyms: ["uncalibrate"],
        abstract: "Takes the last calibration of the chip back.",
        discussion: """
            The fitted parameters get the values from before, but for those that were set by hand since. 'undo' brings the
            calibration back.
            """,
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
