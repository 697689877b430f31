import CostModel
import Text
import Units

/// The object of a chip file that says which runs of one's own the chip was calibrated on.
enum OwnRunsField {
    /// Its name in the file.
    static let key = "own_runs"

    private static let fields = [
        FileStamp.key, "source", "date", "runtime", "versions", "model", "set_up", "one_set_up", "factors", "before",
        "bands", "left_out_mape", CoverageField.key, "runs", "as_fitted",
    ]
    private static let ratios = 1e-6...1e6

    /// Reads it, or says which of its fields is wrong.
    static func parse(_ value: JSON) throws(ChipFileError) -> OwnRuns {
        let reader = try ObjectReader(value, key, known: fields)
        let stamp =
            try reader.has(FileStamp.key)
            ? StampField.parse(reader.value(FileStamp.key), "\(key).\(FileStamp.key)") : nil
        var estimates: [OwnRuns.Estimate] = []
        let factors = try ObjectReader(
            reader.value("factors"), "\(key).factors", known: ChipFactor.allCases.map(\.rawValue))
        for factor in ChipFactor.allCases where factors.has(factor.rawValue) {
            let path = "\(key).factors.\(factor.rawValue)"
            let one = try ObjectReader(factors.value(factor.rawValue), path, known: ["value", "low", "high"])
            let range = try self.range(one, path, ChipFactor.range.lowerBound / 10...ChipFactor.range.upperBound * 10)
            estimates.append(OwnRuns.Estimate(factor, try one.number("value", in: ChipFactor.range), range))
        }
        var runs: [OwnRuns.Run] = []
        for (place, value) in try reader.list("runs").enumerated() {
            runs.append(try run(value, "\(key).runs[\(place + 1)]"))
        }
        var bands: [OwnRuns.Band] = []
        for (name, value) in try reader.object("bands") { bands.append(try band(name, value)) }
        var own = OwnRuns(
            source: try reader.text("source"), date: try reader.has("date") ? date(reader) : nil,
            runtime: try reader.choice("runtime", among: Runtime.allCases, by: \.name),
            versions: try reader.has("versions") ? reader.texts("versions") : [], model: try reader.text("model"),
            covered: try CoverageField.parse(reader.value(CoverageField.key), "\(key).\(CoverageField.key)"),
            setUp: try values(reader, "set_up", among: Parameter.all(in: .config)),
            isOneSetUp: try reader.flag("one_set_up"), estimates: estimates,
            before: try values(reader, "before", among: ChipFactor.allCases.flatMap(\.parameters)), bands: bands,
            leftOut: try reader.has("left_out_mape") ? reader.number("left_out_mape", in: 0...1e6) : nil, runs: runs,
            stamp: stamp)
        if reader.has("as_fitted") {
            own.changed = try values(reader, "as_fitted", among: ChipField.all.map(\.parameter))
        }
        return own
    }

    private static func date(_ reader: ObjectReader) throws(ChipFileError) -> CalendarDay {
        let text = try reader.text("date")
        guard let day = CalendarDay(text) else {
            throw .impossible(
                field: "\(key).date", found: say(en: "'\(text.excerpt)' is not a day", zh: "“\(text.excerpt)”不是日期"),
                expected: say(en: "a day such as 2026-11-27", zh: "日期，如 2026-11-27"))
        }
        return day
    }

    private static func range(
        _ reader: ObjectReader, _ path: String, _ limits: ClosedRange<Double>
    ) throws(ChipFileError) -> ClosedRange<Double> {
        let (low, high) = (try reader.number("low", in: limits), try reader.number("high", in: limits))
        guard low <= high else {
            throw .impossible(
                field: "\(path).high", found: say(en: "it is below 'low'", zh: "小于“low”"),
                expected: say(en: "low <= high", zh: "不小于“low”的值"))
        }
        return low...high
    }

    private static func values(
        _ reader: ObjectReader, _ name: String, among parameters: [Parameter]
    ) throws(ChipFileError) -> [CalibratedValue] {
        let reader = try ObjectReader(reader.value(name), "\(key).\(name)", known: parameters.map(\.name))
        var values: [CalibratedValue] = []
        for parameter in parameters where reader.has(parameter.name) {
            values.append(
                CalibratedValue(parameter, try reader.number(parameter.name, in: parameter.range)))
        }
        return values
    }

    private static func band(_ name: String, _ value: JSON) throws(ChipFileError) -> OwnRuns.Band {
        let path = "\(key).bands.\(name)"
        let names = CalibrationRecord.metrics.map(\.name)
        guard names.contains(name) else {
            throw .unknown(field: path, nearest: NearestName.of(name, in: names))
        }
        let reader = try ObjectReader(value, path, known: ["alike", "elsewhere"])
        func ends(_ kind: String) throws(ChipFileError) -> ClosedRange<Double> {
            try range(
                ObjectReader(reader.value(kind), "\(path).\(kind)", known: ["low", "high"]), "\(path).\(kind)", ratios)
        }
        return OwnRuns.Band(metric: name, alike: try ends("alike"), elsewhere: try ends("elsewhere"))
    }

    private static func run(_ value: JSON, _ path: String) throws(ChipFileError) -> OwnRuns.Run {
        let metrics = CalibrationRecord.metrics
        let reader = try ObjectReader(value, path, known: ["what"] + metrics.map(\.name))
        var figures: [OwnRuns.Figure] = []
        for metric in metrics where reader.has(metric.name) {
            let pair = try ObjectReader(
                reader.value(metric.name), "\(path).\(metric.name)", known: ["measured", "predicted"])
            figures.append(
                OwnRuns.Figure(
                    metric: metric, measured: try pair.number("measured", in: 0...1e15),
                    predicted: try pair.number("predicted", in: 0...1e15)))
        }
        return OwnRuns.Run(what: try reader.text("what"), figures: figures)
    }
}

extension OwnRunsField {
    /// Writes it so that `parse` reads the same.
    static func json(_ own: OwnRuns) -> JSON {
        var fields = own.stamp.map { [(key: FileStamp.key, value: $0.json)] } ?? []
        fields.append(("source", .string(own.source)))
        if let date = own.date { fields.append(("date", .string(date.text))) }
        fields.append(("runtime", .string(own.runtime.name)))
        if !own.versions.isEmpty { fields.append(("versions", .array(own.versions.map(JSON.string)))) }
        fields += [
            ("model", .string(own.model)), ("set_up", json(own.setUp)), ("one_set_up", .bool(own.isOneSetUp)),
            (
                "factors",
                .object(
                    own.estimates.map { estimate in
                        (
                            estimate.factor.rawValue,
                            .object([("value", .number(estimate.value))] + ends(estimate.interval))
                        )
                    })
            ),
            ("before", json(own.before)),
            (
                "bands",
                .object(
                    own.bands.map { band in
                        (
                            band.metric,
                            .object([
                                ("alike", .object(ends(band.alike))), ("elsewhere", .object(ends(band.elsewhere))),
                            ])
                        )
                    })
            ),
        ]
        if let leftOut = own.leftOut { fields.append(("left_out_mape", .number(leftOut))) }
        fields += [
            (CoverageField.key, CoverageField.json(own.covered)), ("runs", .array(own.runs.map(json))),
        ]
        if !own.changed.isEmpty { fields.append(("as_fitted", json(own.changed))) }
        return .object(fields)
    }

    private static func ends(_ range: ClosedRange<Double>) -> [(key: String, value: JSON)] {
        [("low", .number(range.lowerBound)), ("high", .number(range.upperBound))]
    }

    private static func json(_ values: [CalibratedValue]) -> JSON {
        .object(values.map { ($0.parameter.name, .number($0.value)) })
    }

    private static func json(_ run: OwnRuns.Run) -> JSON {
        .object(
            [(key: "what", value: JSON.string(run.what))]
                + run.figures.map { figure in
                    (
                        figure.metric.name,
                        .object([("measured", .number(figure.measured)), ("predicted", .number(figure.predicted))])
                    )
                })
    }
}
