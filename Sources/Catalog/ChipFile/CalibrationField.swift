import CostModel
import Text
import Units

/// The object of a chip file that says what the chip's parameters were fitted to.
enum CalibrationField {
    /// Its name in the file.
    static let key = "calibration"

    /// Reads it, or says which of its fields is wrong.
    static func parse(_ value: JSON) throws(ChipFileError) -> CalibrationRecord {
        let reader = try ObjectReader(
            value, key,
            known: [
                "source", "part", "chips", "parameters", "held_out", CoverageField.key, "as_fitted", FileStamp.key,
            ])
        let stamp =
            try reader.has(FileStamp.key)
            ? StampField.parse(reader.value(FileStamp.key), "\(key).\(FileStamp.key)") : nil
        var chips: [CalibrationRecord.ChipRows] = []
        for (name, rows) in try reader.object("chips") {
            guard !name.isLonger(than: ChipFile.longestTitle) else {
                throw .tooLong(name, field: "\(key).chips", most: ChipFile.longestTitle)
            }
            let reader = try ObjectReader(.object([(name, rows)]), "\(key).chips", known: [name])
            chips.append(CalibrationRecord.ChipRows(chip: name, rows: try reader.count(name)))
        }
        var parameters: [CalibrationRecord.Fitted] = []
        for (name, value) in try reader.object("parameters") {
            parameters.append(try parameter(name, value))
        }
        let order = ChipField.all.map(\.key)
        parameters.sort {
            (order.firstIndex(of: $0.parameter.name) ?? 0) < (order.firstIndex(of: $1.parameter.name) ?? 0)
        }
        var heldOut: [HeldOutErrors] = []
        for (index, value) in try reader.list("held_out").enumerated() {
            heldOut.append(try errors(value, "\(key).held_out[\(index + 1)]"))
        }
        var record = CalibrationRecord(
            source: try reader.text("source"), part: try reader.has("part") ? reader.text("part") : nil, chips: chips,
            parameters: parameters, heldOut: heldOut,
            covered: try reader.has(CoverageField.key)
                ? CoverageField.parse(reader.value(CoverageField.key), "\(key).\(CoverageField.key)") : Coverage(),
            changed: try reader.has("as_fitted") ? changed(reader.value("as_fitted")) : [])
        record.stamp = stamp
        return record
    }

    /// The values that the rows were fitted with, of parameters that have others now.
    private static func changed(
        _ value: JSON
    ) throws(ChipFileError) -> [CalibrationRecord.Changed] {
        let reader = try ObjectReader(value, "\(key).as_fitted", known: ChipField.all.map(\.key))
        var changed: [CalibrationRecord.Changed] = []
        for field in ChipField.all where reader.has(field.key) {
            let value = try reader.number(field.key, in: field.parameter.range)
            changed.append(CalibrationRecord.Changed(parameter: field.parameter, fitted: value))
        }
        return changed
    }

    private static func parameter(
        _ name: String, _ value: JSON
    ) throws(ChipFileError) -> CalibrationRecord.Fitted {
        let path = "\(key).parameters"
        guard let parameter = ChipField.all.first(where: { $0.key == name })?.parameter, parameter.physical != nil
        else {
            let fitted = ChipField.all.filter { $0.parameter.physical != nil }.map(\.key)
            throw .unknown(field: "\(path).\(name)", nearest: NearestName.of(name, in: fitted))
        }
        let reader = try ObjectReader(value, "\(path).\(name)", known: ["source", "low", "high"])
        var interval: ClosedRange<Double>?
        if reader.has("low") || reader.has("high") {
            let low = try reader.number("low", in: parameter.range)
            let high = try reader.number("high", in: parameter.range)
            guard low <= high else {
                throw .impossible(
                    field: "\(path).\(name).high", found: say(en: "it is below 'low'", zh: "小于“low”"),
                    expected: say(en: "low <= high", zh: "不小于“low”的值"))
            }
            interval = low...high
        }
        return CalibrationRecord.Fitted(
            parameter: parameter, source: try reader.text("source"), interval: interval)
    }

    private static func errors(_ value: JSON, _ path: String) throws(ChipFileError) -> HeldOutErrors {
        let reader = try ObjectReader(
            value, path, known: ["metric", "serving", "model", "unseen", "n", "mape", "median", "most", "spread"])
        let metric = try reader.choice("metric", among: CalibrationRecord.metrics, by: \.name)
        let serving = try reader.choice("serving", among: Workload.Serving.allCases, by: \.name)
        let model = try reader.choice("model", among: ServedKind.Model.allCases, by: \.rawValue)
        return HeldOutErrors(
            metric: metric, kind: ServedKind(serving: serving, model: model),
            isUnseen: try reader.has("unseen") ? reader.flag("unseen") : false, count: try reader.count("n"),
            mean: try reader.number("mape", in: 0...1e6), median: try reader.number("median", in: 0...1e6),
            spread: try reader.has("spread")
                ? spread(reader, path) : HeldOutErrors.spread(most: reader.number("most", in: 0...1e6)))
    }

    private static func spread(_ reader: ObjectReader, _ path: String) throws(ChipFileError) -> [Double] {
        let spread = try reader.numbers("spread", in: 0...1e6)
        let count = HeldOutErrors.parts + 1
        guard spread.count == count, zip(spread, spread.dropFirst()).allSatisfy({ $0 <= $1 }), spread[0] > 0 else {
            throw .impossible(
                field: "\(path).spread", found: say(en: "\(spread.count) numbers", zh: "共 \(spread.count) 个数"),
                expected: say(
                    en: "\(count) numbers above 0, none below the one before",
                    zh: "\(count) 个大于 0 且不递减的数"))
        }
        return spread
    }

    /// Writes it so that `parse` reads the same.
    static func json(_ record: CalibrationRecord) -> JSON {
        var fields = record.stamp.map { [(key: FileStamp.key, value: $0.json)] } ?? []
        fields.append(("source", .string(record.source)))
        if let part = record.part { fields.append(("part", .string(part))) }
        fields += [
            ("chips", .object(record.chips.map { ($0.chip, .number(Double($0.rows))) })),
            ("parameters", .object(record.parameters.map { ($0.parameter.name, json($0)) })),
            ("held_out", .array(record.heldOut.map(json))),
            (CoverageField.key, CoverageField.json(record.covered)),
        ]
        if !record.changed.isEmpty {
            fields.append(("as_fitted", .object(record.changed.map { ($0.parameter.name, .number($0.fitted)) })))
        }
        return .object(fields)
    }

    private static func json(_ fitted: CalibrationRecord.Fitted) -> JSON {
        var fields: [(key: String, value: JSON)] = [("source", .string(fitted.source))]
        if let interval = fitted.interval {
            fields += [("low", .number(interval.lowerBound)), ("high", .number(interval.upperBound))]
        }
        return .object(fields)
    }

    private static func json(_ errors: HeldOutErrors) -> JSON {
        .object(
            [
                ("metric", .string(errors.metric.name)), ("serving", .string(errors.kind.serving.name)),
                ("model", .string(errors.kind.model.rawValue)),
            ] + (errors.isUnseen ? [("unseen", .bool(true))] : []) + [
                ("n", .number(Double(errors.count))), ("mape", .number(errors.mean)),
                ("median", .number(errors.median)), ("spread", .array(errors.spread.map(JSON.number))),
            ])
    }
}
